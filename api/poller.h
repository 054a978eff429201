// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace acervo {

/// Waits for many sockets at once (epoll, level-triggered), and can be woken by another thread.
class Poller {
public:
    enum Interest : unsigned { nothing = 0, reading = 1, writing = 2 };
    struct Event {
        std::uint64_t id = 0;
        bool readable = false, writable = false;
        bool lost = false;  ///< the peer is gone for good; told whatever the interest
    };

    Poller();
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void add(int socket, std::uint64_t id, Interest interest);
    void change(int socket, std::uint64_t id, Interest interest);
    void remove(int socket);
    /// What happened; nothing when the time was up or wake() was called.
    std::vector<Event> wait(std::chrono::milliseconds at_most);
    /// From any thread: the present wait(), or the next one, returns at once.
    void wake();

private:
    void control(int operation, int socket, std::uint64_t id, Interest interest);
    int poll_ = -1, signal_ = -1;
};

}  // namespace acervo
