// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "corpus/error.h"

namespace acervo {
namespace {

Error cannot_start(const std::filesystem::path& program, int code) {
    return Error{Problem::broken, "cannot start the worker process " + program.string() + ": " + std::strerror(code)}
        .with_code("sandbox");
}

/// The worker's environment: no secrets of ours, the same locale and time zone everywhere, one thread (the
/// sandbox allows no more; tesseract would make four), and what the sanitizers were
/// told.
std::vector<std::string> environment() {
    std::vector<std::string> kept{"LC_ALL=C.UTF-8", "TZ=UTC", "PATH=/usr/bin:/bin", "OMP_THREAD_LIMIT=1"};
    for (const char* name :
         {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS", "GCOV_PREFIX", "LD_LIBRARY_PATH"}) {
        if (const char* value = std::getenv(name); value != nullptr) kept.push_back(std::string{name} + "=" + value);
    }
    return kept;
}

int milliseconds_until(WorkerProcess::Deadline deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    return left < 0 ? 0 : static_cast<int>(std::min<decltype(left)>(left + 1, 1 << 30));
}

bool wait_for(int descriptor, WorkerProcess::Deadline deadline) {
    pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
    for (;;) {
        const int ready = ::poll(&waiting, 1, milliseconds_until(deadline));
        if (ready > 0) return true;
        if (ready == 0 || errno != EINTR) return false;
    }
}

}  // namespace

void WorkerProcess::start() {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) throw cannot_start(program_, errno);
    socket_ = OwnedDescriptor{pair[0]};
    const OwnedDescriptor theirs{pair[1]};

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, theirs.get(), 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    sigset_t none, every;
    sigemptyset(&none);
    sigfillset(&every);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &every);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name = "acervo", command = "worker";
    std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
    auto kept = environment();
    std::vector<char*> variables;
    for (auto& variable : kept) variables.push_back(variable.data());
    variables.push_back(nullptr);
    const int code =
        ::posix_spawn(&process_, program_.c_str(), &actions, &attributes, arguments.data(), variables.data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (code != 0) {
        process_ = -1;
        socket_.reset();
        throw cannot_start(program_, code);
    }
}

void WorkerProcess::stop() {
    socket_.reset();  // the process sees it and ends, and its child with it
    if (process_ < 0) return;
    for (int tries = 0; tries < 200; ++tries) {
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = -1;
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{tries < 20 ? 1 : 10});
    }
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
}

void WorkerProcess::restart() {
    stop();
    start();
}

OwnedDescriptor WorkerProcess::send(const WorkerRequest& request, int file) {
    if (process_ < 0) start();
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error{Problem::broken, std::string{"no pipe: "} + std::strerror(errno)};
    OwnedDescriptor ours{ends[0]};
    const OwnedDescriptor theirs{ends[1]};

    const std::array<int, 2> passed{file, theirs.get()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof passed)> control{};
    iovec part{.iov_base = const_cast<WorkerRequest*>(&request), .iov_len = sizeof request};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof passed);
    std::memcpy(CMSG_DATA(head), passed.data(), sizeof passed);
    ssize_t sent = -1;
    do {
        sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? OwnedDescriptor{} : std::move(ours);
}

bool WorkerProcess::wait_readable(int answer, Deadline deadline) const {
    return wait_for(answer, deadline);
}

void WorkerProcess::stop_child() {
    ::send(socket_.get(), &acervo::stop_child, 1, MSG_NOSIGNAL);
}

std::optional<Verdict> WorkerProcess::verdict(Deadline deadline) {
    if (!wait_for(socket_.get(), deadline)) return std::nullopt;
    Verdict verdict;
    ssize_t got = -1;
    do {
        got = ::recv(socket_.get(), &verdict, sizeof verdict, 0);
    } while (got < 0 && errno == EINTR);
    if (got != sizeof verdict) return std::nullopt;
    return verdict;
}

}  // namespace acervo
