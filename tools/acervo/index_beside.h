// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "tools/acervo/command.h"

namespace acervo {

/// Brings the index up to date now and then while a long ingest runs, in a thread that yields to it, so that what went
/// in is found before the last file is read. What it could not do is left to the update at the end.
class IndexBeside {
public:
    /// Does nothing unless `wanted`.
    IndexBeside(const Settings& settings, bool wanted);
    /// Waits for an update that is under way.
    ~IndexBeside();
    IndexBeside(const IndexBeside&) = delete;
    IndexBeside& operator=(const IndexBeside&) = delete;

private:
    void run();

    const Settings& settings_;
    std::mutex mutex_;
    std::condition_variable over_;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace acervo
