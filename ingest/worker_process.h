// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include "ingest/worker_protocol.h"

namespace acervo {

/// A file descriptor that closes itself.
class OwnedDescriptor {
public:
    explicit OwnedDescriptor(int number = -1) : number_(number) {}
    ~OwnedDescriptor() { reset(); }
    OwnedDescriptor(OwnedDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
        if (this != &other) {
            reset();
            number_ = std::exchange(other.number_, -1);
        }
        return *this;
    }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    void reset() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_;
};

/// The running `program worker`, seen from the process that started it. Started when it is first needed.
class WorkerProcess {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    explicit WorkerProcess(std::filesystem::path program) : program_(std::move(program)) {}
    ~WorkerProcess() { stop(); }
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess(WorkerProcess&& other) noexcept
        : program_(std::move(other.program_)),
          socket_(std::move(other.socket_)),
          process_(std::exchange(other.process_, -1)) {}

    /// Has a child forked for this file; gives the end of the pipe that it answers through, or nothing when the process
    /// is gone.
    OwnedDescriptor send(const WorkerRequest& request, int file);
    /// Waits for bytes (or the end) of the answer; false at the deadline.
    bool wait_readable(int answer, Deadline deadline) const;
    /// Has the child killed; its verdict comes nevertheless.
    void stop_child();
    /// How the child ended; nothing when the process is gone or says nothing until the deadline.
    std::optional<Verdict> verdict(Deadline deadline);
    void restart();

private:
    void start();
    void stop();

    std::filesystem::path program_;
    OwnedDescriptor socket_;
    pid_t process_ = -1;
};

}  // namespace acervo
