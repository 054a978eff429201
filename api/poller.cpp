// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string>

#include "corpus/error.h"

namespace acervo {
namespace {

constexpr auto id_of_signal = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void fail(const char* what) {
    throw Error{Problem::broken, std::string{what} + ": " + std::strerror(errno)};
}

}  // namespace

Poller::Poller() : poll_{::epoll_create1(EPOLL_CLOEXEC)}, signal_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (poll_ < 0 || signal_ < 0) fail("waiting for sockets");
    add(signal_, id_of_signal, reading);
}

Poller::~Poller() {
    ::close(signal_);
    ::close(poll_);
}

void Poller::control(int operation, int socket, std::uint64_t id, Interest interest) {
    epoll_event event{};
    event.events = ((interest & reading) ? EPOLLIN : 0u) | ((interest & writing) ? EPOLLOUT : 0u);
    event.data.u64 = id;
    if (::epoll_ctl(poll_, operation, socket, &event) != 0) fail("waiting for a socket");
}

void Poller::add(int socket, std::uint64_t id, Interest interest) {
    control(EPOLL_CTL_ADD, socket, id, interest);
}
void Poller::change(int socket, std::uint64_t id, Interest interest) {
    control(EPOLL_CTL_MOD, socket, id, interest);
}
void Poller::remove(int socket) {
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, socket, nullptr);
}

std::vector<Poller::Event> Poller::wait(std::chrono::milliseconds at_most) {
    std::array<epoll_event, 256> ready{};
    const int count =
        ::epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), static_cast<int>(at_most.count()));
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        const auto& event = ready[static_cast<std::size_t>(i)];
        if (event.data.u64 == id_of_signal) {
            std::uint64_t value = 0;
            [[maybe_unused]] const auto read = ::read(signal_, &value, sizeof value);
            continue;
        }
        events.push_back({.id = event.data.u64,
                          .readable = (event.events & EPOLLIN) != 0,
                          .writable = (event.events & EPOLLOUT) != 0,
                          .lost = (event.events & (EPOLLERR | EPOLLHUP)) != 0});
    }
    return events;
}

void Poller::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(signal_, &one, sizeof one);
}

}  // namespace acervo
