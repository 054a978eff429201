// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/gaps.h"

namespace acervo {
namespace {

std::int64_t count_of(const Facet& facet, const std::string& theme) {
    for (const auto& value : facet.values) {
        if (value.code == theme) return value.count;
        for (const auto& child : value.children)
            if (child.code == theme) return child.count;
    }
    return 0;
}

}  // namespace

GapMap gap_map(Searcher& searcher, const Vocabulary& vocabulary, const std::string& theme) {
    GapMap map;
    for (const auto& one : vocabulary.scheme("theme").concepts)
        if (one.parent == theme) map.rows.push_back({one.code, 0, {}});
    for (const auto& country : vocabulary.scheme("country").concepts)
        if (country.code != "ZZ") map.countries.push_back(country.code);
    Query query{.page_size = 1, .passages = 0, .described = false};
    query.filters["kind"].any = {"practice"};
    if (!theme.empty()) query.filters["theme"].any = {theme};
    query.facets = {"theme"};
    const auto all = searcher.search(query);
    map.total = all.total;
    map.revision = all.revision;
    for (auto& row : map.rows) row.total = count_of(all.facets.at("theme"), row.theme);
    for (const auto& country : map.countries) {
        query.filters["country"].any = {country};
        const auto found = searcher.search(query);
        map.practices.push_back(found.total);
        for (auto& row : map.rows) row.count.push_back(count_of(found.facets.at("theme"), row.theme));
    }
    return map;
}

}  // namespace acervo
