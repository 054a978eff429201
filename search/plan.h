// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "search/match.h"
#include "search/query.h"

namespace Xapian {
class Query;
}

/// Private to search/*.cpp.
namespace acervo {

/// A query as it is run: terms of the index under operators. A value; the executor (search/executor.h) walks it, and
/// to_xapian() is the same query for Xapian's own matcher, by which the executor is tested.
struct Plan {
    enum class Kind {
        nothing,
        everything,    ///< all documents, with weight 0
        term,          ///< BM25
        fixed,         ///< a term whose documents all weigh 1
        synonym,       ///< any of its terms, weighed as if they were one
        any,           ///< OR: the sum of those found
        best,          ///< OR: the greatest of those found
        all,           ///< AND: the sum
        without,       ///< the first, without documents of the others; the first one's weight
        prefer,        ///< the first; the others add to its weight
        near,          ///< terms within `window` places of each other, in any order
        phrase,        ///< the same, in this order
        years,         ///< documents dated in `range`, with weight 0
        without_value  ///< documents that have no value of the facet `term`, with weight 0
    };
    Kind kind = Kind::nothing;
    std::string term;
    std::vector<std::string> terms;  ///< synonym, near, phrase
    double factor = 1;               ///< multiplies the weights; 0: a condition that ranks nothing
    std::vector<Plan> parts;
    std::uint32_t window = 0;
    YearRange range;

    bool empty() const { return kind == Kind::nothing; }
};

Plan term_plan(std::string term);
/// Nothing without terms; a plain term when there is one.
Plan synonym_plan(std::vector<std::string> terms);
/// Joins what is not nothing; a single part is itself. For `all`, nothing among the parts makes nothing of the whole.
Plan join(Plan::Kind how, std::vector<Plan> parts);
Plan scaled(double factor, Plan plan);

Xapian::Query to_xapian(const Plan& plan);

/// As people who debug a ranking read it.
std::string describe(const Plan& plan);

}  // namespace acervo
