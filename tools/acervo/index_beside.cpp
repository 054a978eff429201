// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/acervo/index_beside.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "indexer/indexer.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds shortest_pause{5};
constexpr int nice = 10;

}  // namespace

IndexBeside::IndexBeside(const Settings& settings, bool wanted) : settings_(settings) {
    if (wanted) thread_ = std::thread([this] { run(); });
}

IndexBeside::~IndexBeside() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    over_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void IndexBeside::run() {
    // Linux keeps it by thread, and those that the indexer starts inherit it.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
    std::int64_t covered = -1;
    Clock::duration pause = shortest_pause;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (over_.wait_for(lock, pause, [this] { return stopped_; })) return;
        }
        try {
            const auto begun = Clock::now();
            const std::int64_t sequence = Catalogue(settings_.data, Catalogue::Mode::read_only).sequence();
            if (sequence == covered) continue;
            update_index(settings_.data, settings_.vocabulary());
            covered = sequence;
            // Half of the time at most goes into it.
            pause = std::max<Clock::duration>(shortest_pause, Clock::now() - begun);
        } catch (const Error&) {
            // Somebody else indexes, or there is nothing yet. The update at the end says what is wrong if it still is.
        }
    }
}

}  // namespace acervo
