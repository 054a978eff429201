// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "search/compile.h"
#include "search/highlight.h"
#include "search/results.h"

/// Private to search/*.cpp: from a record that answers to the pages and slides that do.
namespace acervo {

/// Whether text of the record may be shown today; only then may anything be asked of its units.
bool may_show_text(const Stored& stored);

struct UnitScore {
    int number = 0;
    double score = 0;
};

/// For each record, by its id, its best units, best first; at most `limit` of each. One pass over the database for all.
std::vector<std::vector<UnitScore>> best_units(const Xapian::Database& passages, const Xapian::Query& query,
                                               const std::vector<std::string>& records, std::size_t limit);

/// The unit as a passage, its snippet cut around the matches; without any match in text or notes it is no passage.
std::optional<Passage> passage_of(const Unit& unit, const Highlighter& highlighter, double score);

/// The passages of one record among its `candidates`: whole phrases go before scattered words, then by score.
std::vector<Passage> passages_of(const Catalogue& catalogue, const Stored& stored,
                                 const std::vector<UnitScore>& candidates, const Highlighter& highlighter,
                                 std::size_t limit);

}  // namespace acervo
