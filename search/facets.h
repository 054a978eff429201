// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/columns.h"
#include "search/match.h"
#include "search/query.h"
#include "search/results.h"

namespace acervo {

/// Name of the pseudo-facet of the histogram by year.
inline constexpr const char* year_facet = "year";

/// What remains of a match set under the filters of a query, and its counts.
struct Filtered {
    MatchSet kept;
    std::map<std::string, Facet> facets;
    std::map<int, std::int64_t> years;
};

/// Applies the filters and counts: OR inside a facet, AND across facets, exclusions; the counts of a facet (and the
/// histogram) leave its own selection aside. Counts document by document or value by value, whichever is less work.
/// @throws Error (bad_input, "unknown-facet")
Filtered filter_and_count(MatchSet matches, const Query& query, const Columns& columns);

}  // namespace acervo
