// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <mutex>

#include "corpus/vocabulary.h"
#include "search/completer.h"
#include "search/cursor.h"

namespace acervo {

/// The completer of an index, made by the thread that first asks. Nobody waits for it: while it is being made others
/// get the one before, or none.
class SharedCompleter {
public:
    /// `records` must be open at the state `stamp`. One of an earlier state is given for a while where making a new one
    /// takes long: an index that moves on all the time costs a twentieth of a core at most.
    std::shared_ptr<const Completer> get(const IndexStamp& stamp, const Xapian::Database& records,
                                         const Vocabulary& vocabulary);

private:
    bool is_fresh(const IndexStamp& stamp) const;

    std::mutex mutex_;
    bool in_work_ = false;
    std::shared_ptr<const Completer> newest_;
    IndexStamp stamp_;
    std::chrono::steady_clock::time_point made_;
    std::chrono::steady_clock::duration took_{};
};

}  // namespace acervo
