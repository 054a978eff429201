// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace acervo {

/// What the server counts of itself. Thread-safe.
class Metrics {
public:
    /// Seconds from the arrival of a whole request to its answer being ready.
    void count(int status, double seconds);
    void count_refused() { refused_.fetch_add(1, std::memory_order_relaxed); }
    void set_connections(std::int64_t open) { connections_.store(open, std::memory_order_relaxed); }

    /// In the text format of Prometheus.
    std::string text() const;

private:
    static constexpr std::array bounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0};
    mutable std::mutex mutex_;
    std::map<int, std::int64_t> by_status_;
    std::array<std::int64_t, bounds.size()> buckets_{};  ///< cumulative
    std::int64_t requests_ = 0;
    double seconds_ = 0;
    std::atomic<std::int64_t> refused_{0}, connections_{0};
};

/// One sample with its type, as Prometheus reads it.
std::string metric(const std::string& name, const std::string& type, const std::string& help, std::int64_t value);

}  // namespace acervo
