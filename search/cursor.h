// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "search/match.h"
#include "search/query.h"

namespace acervo {

/// A state of the index, and what only those who have its files know of it.
struct IndexStamp {
    std::string uuid;            ///< of the records database; never shown
    std::uint64_t revision = 0;  ///< of the records database
    bool operator==(const IndexStamp&) const = default;
};

/// A place in a list of results, as an opaque text of [A-Za-z0-9_-]. It holds the state of the index, the query that it
/// belongs to and the last result shown, and a signature with the index's uuid: every process (and copy) that serves
/// this very index reads it, nobody can make one.
std::string make_cursor(const IndexStamp& stamp, const Query& query, const Matched& last);

/// @throws Error: bad_input "cursor-invalid" for anything that was not made by make_cursor() for this query; not_found
/// "cursor-expired" when it was made for another state of the index.
Matched read_cursor(const std::string& cursor, const IndexStamp& stamp, const Query& query);

}  // namespace acervo
