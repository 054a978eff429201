// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/columns.h"
#include "search/match.h"
#include "search/plan.h"
#include "search/postings.h"

/// Private to search/*.cpp.
namespace acervo {

/// What the executor knows of one state of an index; outlives the runs.
struct Collection {
    const Columns& columns;
    const Lengths& lengths;
    PostingCache& postings;
};

/// Runs a plan: every document that matches, with the weight that Xapian's default BM25 gives it (equal to the last
/// digits, which depend on the order of the sums). Documents are walked in windows of a few thousand, each operator
/// adding up weights in a window of its own that stays in the processor's cache; AND reads its rarest part first and
/// skips where that has nothing. Phrases and NEAR, which need positions, are asked of Xapian's matcher and then take
/// part like any other list.
///
/// `records` must be open at the collection's state. @throws Xapian::Error
MatchSet execute(const Plan& plan, const Collection& collection, const Xapian::Database& records);

/// How many documents Xapian takes a synonym of terms with these frequencies to have, for its weight: as if they were
/// independent, joined two by two from the rarest, rounded each time. `documents`: in the collection.
std::uint32_t synonym_frequency(std::vector<std::uint32_t> frequencies, std::uint32_t documents);

}  // namespace acervo
