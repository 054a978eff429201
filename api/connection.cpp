// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/connection.h"

#include <Poco/Exception.h>
#include <sys/socket.h>

#include <array>

namespace acervo {
namespace {

using std::chrono::seconds;

constexpr seconds stalled{10};                // an answer of which nothing is taken
constexpr std::uint64_t slowest = 16 * 1024;  // bytes a second that a whole answer is taken at, on average
constexpr seconds farewell{2};
constexpr std::size_t most_drained = 1 << 20;
constexpr std::size_t piece = 64 * 1024;

}  // namespace

Connection::Connection(Poco::Net::StreamSocket socket, std::string client, std::string from, Patience patience,
                       BodyPlanner planner)
    : socket_{std::move(socket)},
      client_{std::move(client)},
      from_{std::move(from)},
      patience_{patience},
      reader_{{}, std::move(planner)},
      since_{Clock::now()},
      deadline_{since_ + patience.head} {
    socket_.setBlocking(false);
    socket_.setNoDelay(true);
}

Poller::Interest Connection::interest() const {
    switch (phase_) {
        case Phase::reading:
        case Phase::draining:
            return Poller::reading;
        case Phase::writing:
            return Poller::writing;
        case Phase::working:
        case Phase::pausing:
        case Phase::closed:
            break;
    }
    return Poller::nothing;
}

void Connection::note_progress(RequestReader::State before, Clock::time_point now) {
    using State = RequestReader::State;
    const auto after = reader_.state();
    if (before == after) return;
    if (before == State::idle) {
        since_ = now;
        deadline_ = now + patience_.head;
    }
    if (after == State::body) deadline_ = now + patience_.body;
    if (reader_.wants_continue()) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        if (socket_.sendBytes(go_on.data(), static_cast<int>(go_on.size()), MSG_NOSIGNAL) < 0) close();
    }
}

void Connection::receive(Clock::time_point now) try {
    std::array<char, 16 * 1024> buffer;
    const int count = socket_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
    if (count < 0) return;  // nothing there after all
    if (count == 0) return close();
    if (phase_ == Phase::draining) {
        drained_ += static_cast<std::size_t>(count);
        if (drained_ > most_drained) close();
        return;
    }
    const auto before = reader_.state();
    reader_.feed({buffer.data(), static_cast<std::size_t>(count)});
    note_progress(before, now);
    // A file may take as long as it comes.
    if (reader_.state() == RequestReader::State::body && reader_.saves_body()) deadline_ = now + patience_.body;
} catch (const Poco::Exception&) {
    close();
}

void Connection::resume(Clock::time_point now) try {
    const auto before = reader_.state();
    reader_.feed({});
    note_progress(before, now);
} catch (const Poco::Exception&) {
    close();
}

Request Connection::hand_over() {
    phase_ = Phase::working;
    ++requests_;
    return reader_.take();
}

void Connection::answer(Delivery delivery, Clock::time_point now) {
    delivery_ = std::move(delivery);
    sent_ = 0;
    phase_ = Phase::writing;
    deadline_ = now + stalled;
    end_ = now + seconds{30} + seconds{(delivery_.bytes.size() + delivery_.length) / slowest};
    if (!delivery_.file.empty()) {
        file_ = std::ifstream{delivery_.file, std::ios::binary};
        file_.seekg(static_cast<std::streamoff>(delivery_.offset));
    }
    send(now);
}

/// False: all of it is out.
bool Connection::next_piece_of_file() {
    if (delivery_.file.empty() || delivery_.length == 0) return false;
    delivery_.bytes.resize(std::min<std::uint64_t>(piece, delivery_.length));
    file_.read(delivery_.bytes.data(), static_cast<std::streamsize>(delivery_.bytes.size()));
    if (file_.gcount() != static_cast<std::streamsize>(delivery_.bytes.size())) {
        // Fewer bytes than promised: the client must notice, so the connection breaks.
        close();
        return false;
    }
    delivery_.length -= delivery_.bytes.size();
    sent_ = 0;
    return true;
}

void Connection::send(Clock::time_point now) try {
    // A fast client must not keep the others waiting for the end of a long file.
    for (int pieces = 0; pieces < 8 && phase_ == Phase::writing;) {
        if (sent_ == delivery_.bytes.size()) {
            ++pieces;
            if (next_piece_of_file()) continue;
            return finish_answer(now);
        }
        const int count = socket_.sendBytes(delivery_.bytes.data() + sent_,
                                            static_cast<int>(delivery_.bytes.size() - sent_), MSG_NOSIGNAL);
        if (count <= 0) return;
        sent_ += static_cast<std::size_t>(count);
        deadline_ = std::min(now + stalled, end_);
    }
} catch (const Poco::Exception&) {
    close();
}

void Connection::finish_answer(Clock::time_point now) {
    if (phase_ == Phase::closed) return;
    if (delivery_.stream) {
        phase_ = Phase::pausing;
        due_ = now + delivery_.wait;
        return;
    }
    const bool last = delivery_.close;
    delivery_ = {};
    file_ = {};
    since_ = now;
    if (last) {
        socket_.shutdownSend();
        phase_ = Phase::draining;
        deadline_ = now + farewell;
    } else {
        phase_ = Phase::reading;
        deadline_ = now + patience_.idle;
    }
}

void Connection::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
}

}  // namespace acervo
