// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/shared_completer.h"

#include <xapian.h>

namespace acervo {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto quickly = 100ms;
constexpr int share = 20;

}  // namespace

bool SharedCompleter::is_fresh(const IndexStamp& stamp) const {
    return newest_ && (stamp_ == stamp || (took_ > quickly && Clock::now() - made_ < share * took_));
}

std::shared_ptr<const Completer> SharedCompleter::get(const IndexStamp& stamp, const Xapian::Database& records,
                                                      const Vocabulary& vocabulary) {
    std::unique_lock lock{mutex_};
    if (in_work_ || is_fresh(stamp)) return newest_;
    in_work_ = true;
    lock.unlock();
    std::shared_ptr<const Completer> fresh;
    const auto start = Clock::now();
    try {
        fresh = std::make_shared<const Completer>(names_of(records, vocabulary));
    } catch (...) {
        lock.lock();
        in_work_ = false;
        throw;
    }
    lock.lock();
    in_work_ = false;
    newest_ = fresh;
    stamp_ = stamp;
    made_ = Clock::now();
    took_ = made_ - start;
    return fresh;
}

}  // namespace acervo
