// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace acervo {

/// Thrown out of push() and settle() when the work was stopped: a producer lets it pass.
struct WorkStopped {};

/// Work done by several threads on tasks that one producer pushes, with the results handed to one consumer in the order
/// of the tasks. The tasks between the two are bounded in number and weight.
template <typename Task, typename Result>
class OrderedWork {
public:
    /// `lane`: which of the threads it is, from 0.
    using Work = std::function<Result(Task& task, std::size_t lane)>;

    OrderedWork(std::size_t lanes, std::size_t most_tasks, std::uint64_t most_weight, Work work)
        : work_(std::move(work)), most_tasks_(most_tasks), most_weight_(most_weight) {
        for (std::size_t lane = 0; lane < lanes; ++lane) threads_.emplace_back([this, lane] { serve(lane); });
    }
    ~OrderedWork() {
        stop();
        for (auto& thread : threads_) thread.join();
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;

    /// Waits for room. A task over the weight goes in alone.
    void push(Task task, std::uint64_t weight) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
            return stopped_ || slots_.empty() || (slots_.size() < most_tasks_ && weight_ + weight <= most_weight_);
        });
        if (stopped_) throw WorkStopped{};
        slots_.push_back(std::make_unique<Slot>(Slot{std::move(task), {}, {}, weight, false}));
        weight_ += weight;
        ++waiting_;
        task_.notify_one();
    }

    /// Waits until everything that was pushed is worked on.
    void settle() {
        std::unique_lock lock(mutex_);
        settled_.wait(lock, [&] { return stopped_ || (waiting_ == 0 && working_ == 0); });
        if (stopped_) throw WorkStopped{};
    }

    /// The producer has no more, or could not go on: `failure` comes out of next() after the results before it.
    void finish(std::exception_ptr failure = {}) {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        failure_ = std::move(failure);
        result_.notify_all();
    }

    enum class Next { result, later, end };
    /// The next result in order; `later` when there is none until the deadline. Rethrows what the work threw.
    Next next(Result& result, std::chrono::steady_clock::time_point deadline) {
        std::unique_lock lock(mutex_);
        const bool come = result_.wait_until(
            lock, deadline, [&] { return (!slots_.empty() && slots_.front()->done) || (slots_.empty() && finished_); });
        if (!come) return Next::later;
        if (slots_.empty()) {
            if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
            return Next::end;
        }
        const auto slot = std::move(slots_.front());
        slots_.pop_front();
        weight_ -= slot->weight;
        room_.notify_all();
        if (slot->failure) std::rethrow_exception(slot->failure);
        result = std::move(slot->result);
        return Next::result;
    }

    /// Nothing more is begun; what is under way is finished and dropped.
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        task_.notify_all();
        room_.notify_all();
        settled_.notify_all();
    }

private:
    struct Slot {
        Task task;
        Result result;
        std::exception_ptr failure;
        std::uint64_t weight;
        bool done;
    };

    void serve(std::size_t lane) {
        std::unique_lock lock(mutex_);
        for (;;) {
            task_.wait(lock, [&] { return stopped_ || waiting_ > 0; });
            if (stopped_) return;
            Slot& slot = *slots_[slots_.size() - waiting_];
            --waiting_;
            ++working_;
            lock.unlock();
            try {
                slot.result = work_(slot.task, lane);
            } catch (...) {
                slot.failure = std::current_exception();
            }
            lock.lock();
            slot.done = true;
            --working_;
            result_.notify_all();
            if (waiting_ == 0 && working_ == 0) settled_.notify_all();
        }
    }

    Work work_;
    const std::size_t most_tasks_;
    const std::uint64_t most_weight_;
    std::mutex mutex_;
    std::condition_variable room_, task_, result_, settled_;
    std::deque<std::unique_ptr<Slot>> slots_;  ///< in order; the last `waiting_` of them were not begun
    std::uint64_t weight_ = 0;
    std::size_t waiting_ = 0, working_ = 0;
    bool finished_ = false, stopped_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

}  // namespace acervo
