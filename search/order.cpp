// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/order.h"

#include <algorithm>

namespace acervo {

bool Order::operator()(const Matched& a, const Matched& b) const {
    const auto date_a = columns_.date[a.document], date_b = columns_.date[b.document];
    switch (sort_) {
        case Sort::relevance:
        case Sort::peer:
            if (a.weight != b.weight) return a.weight > b.weight;
            break;
        case Sort::title: {
            const auto title_a = (*titles_)[a.document], title_b = (*titles_)[b.document];
            if (title_a != title_b) return title_a < title_b;
            break;
        }
        case Sort::date:
            // Records without a date come last, whichever way the others go.
            if (date_a != date_b) return date_a != 0 && (date_b == 0 || date_a < date_b);
            break;
        case Sort::date_descending:
            break;
    }
    if (date_a != date_b) return date_a > date_b;
    return columns_.id_rank[a.document] < columns_.id_rank[b.document];
}

Page page_of(MatchSet matches, const Order& order, const std::optional<Matched>& after, std::size_t size) {
    if (after) std::erase_if(matches, [&](const Matched& one) { return !order(*after, one); });
    Page page;
    page.more = matches.size() > size;
    const auto end = matches.begin() + static_cast<std::ptrdiff_t>(std::min(size, matches.size()));
    std::partial_sort(matches.begin(), end, matches.end(), order);
    matches.erase(end, matches.end());
    page.hits = std::move(matches);
    return page;
}

}  // namespace acervo
