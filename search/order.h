// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "search/columns.h"
#include "search/match.h"
#include "search/query.h"

namespace acervo {

/// The order in which results are shown: total and the same in every process that reads this index. Equals are told
/// apart by date (newest first), then by record id.
class Order {
public:
    /// `titles`: title_ranks(), needed for Sort::title only. Both must outlive the order.
    Order(Sort sort, const Columns& columns, const std::vector<std::uint32_t>* titles)
        : sort_(sort), columns_(columns), titles_(titles) {}

    /// Whether `a` comes before `b`.
    bool operator()(const Matched& a, const Matched& b) const;

private:
    Sort sort_;
    const Columns& columns_;
    const std::vector<std::uint32_t>* titles_;
};

struct Page {
    MatchSet hits;
    bool more = false;  ///< something comes after it
};

/// The first `size` results behind `after`, in order.
Page page_of(MatchSet matches, const Order& order, const std::optional<Matched>& after, std::size_t size);

}  // namespace acervo
