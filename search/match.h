// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "search/columns.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace acervo {

struct Matched {
    DocId document = 0;
    double weight = 0;
    bool operator==(const Matched&) const = default;
};

/// All that match, not only the best, in ascending order of documents.
using MatchSet = std::vector<Matched>;

/// Every document of the database that matches, with its BM25 weight, by Xapian's own matcher: what needs positions is
/// asked here, everything else of the executor (search/executor.h).
MatchSet match(const Xapian::Database& database, const Xapian::Query& query);

/// Every record there is, all alike.
MatchSet everything(const Columns& columns);

}  // namespace acervo
