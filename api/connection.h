// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <fstream>
#include <string>

#include "api/delivery.h"
#include "api/guard.h"
#include "api/poller.h"

namespace acervo {

/// How long a client may take.
struct Patience {
    std::chrono::seconds head{10}, body{30}, idle{5};
};

/// One client's connection: its bytes in and out, never blocking. Used by the server's loop only.
class Connection {
public:
    using Clock = std::chrono::steady_clock;
    enum class Phase {
        reading,  ///< waits for a request, or for the rest of one
        working,  ///< a worker has the request
        writing,
        pausing,   ///< what is ready of the answer is out; the rest is still made
        draining,  ///< answered and shut; what the client still sends is thrown away, so that it gets to read the
                   ///< answer
        closed
    };

    /// `from`: what connections are counted by.
    Connection(Poco::Net::StreamSocket socket, std::string client, std::string from, Patience patience,
               BodyPlanner planner);

    Phase phase() const noexcept { return phase_; }
    int handle() const { return socket_.impl()->sockfd(); }
    const std::string& client() const noexcept { return client_; }
    const std::string& from() const noexcept { return from_; }
    RequestReader& reader() noexcept { return reader_; }
    int requests() const noexcept { return requests_; }
    Poller::Interest interest() const;
    /// What the poller was told last.
    Poller::Interest watched = Poller::reading;

    /// Since when the client owes us something; connections that are waiting the longest are given up first.
    Clock::time_point waiting_since() const noexcept { return since_; }
    bool is_late(Clock::time_point now) const {
        return phase_ != Phase::working && phase_ != Phase::pausing && now >= deadline_;
    }
    /// When pausing: since when, at the latest, the rest should be asked for.
    Clock::time_point due() const noexcept { return due_; }
    const Delivery& delivery() const noexcept { return delivery_; }
    /// The rest of the answer is being made.
    void go_on() { phase_ = Phase::working; }

    /// Takes in what has arrived. Afterwards reader() may hold a whole request, or have refused one.
    void receive(Clock::time_point now);
    /// Goes on with what was sent behind the last request.
    void resume(Clock::time_point now);
    /// The request goes to a worker.
    Request hand_over();
    void answer(Delivery delivery, Clock::time_point now);
    /// Sends as much as the client takes.
    void send(Clock::time_point now);
    void close();

private:
    void note_progress(RequestReader::State before, Clock::time_point now);
    void finish_answer(Clock::time_point now);
    bool next_piece_of_file();

    Poco::Net::StreamSocket socket_;
    std::string client_, from_;
    Patience patience_;
    RequestReader reader_;
    Phase phase_ = Phase::reading;
    Clock::time_point since_, deadline_, end_, due_;
    int requests_ = 0;
    Delivery delivery_;
    std::size_t sent_ = 0;
    std::ifstream file_;
    std::size_t drained_ = 0;
};

}  // namespace acervo
