// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "api/delivery.h"
#include "api/metrics.h"
#include "api/router.h"

namespace acervo {

using Clock = std::chrono::steady_clock;

/// A whole request on its way to a route.
struct Job {
    std::uint64_t connection = 0;
    Request request;
    bool keep_alive = true;
    Clock::time_point arrived;
    Delivery begun;  ///< with a stream: the answer is under way, and this is what of it went out last
};

/// What all workers of a server share.
struct Workplace {
    std::filesystem::path data;
    const Router& router;
    const Vocabulary& vocabulary;
    Index& index;
    Metrics& metrics;
    BatchDesk* desk;  ///< none where nothing may be written
    const Site& site;
    /// Called by a worker when an answer is ready.
    std::function<void(std::uint64_t connection, Delivery)> done;
};

/// Threads that answer requests, each with a catalogue and a searcher of its own, opened at its first request.
class Workers {
public:
    struct Size {
        int threads = 1;
        std::size_t queue = 64;            ///< requests that wait at most
        std::chrono::seconds patience{5};  ///< one that waited longer is answered "busy"
    };
    Workers(const Workplace& place, Size size);
    /// Lets the running requests end and forgets the waiting ones.
    ~Workers();

    /// False: too many are waiting, and the job is still the caller's.
    bool take(Job& job);

private:
    void work();
    const Workplace& place_;
    const Size size_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job> waiting_;
    bool over_ = false;
    std::vector<std::thread> threads_;
};

/// Counts and logs a request that was answered: one line, without its query string (which is nobody's business).
void record_answer(Metrics& metrics, const Request& request, const Delivery& delivery, Clock::time_point arrived);

}  // namespace acervo
