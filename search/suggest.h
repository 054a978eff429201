// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/query.h"
#include "search/snapshot.h"
#include "search/wanted.h"

namespace acervo {

/// A word of the collection that may have been meant, as most texts write it; nothing when none is near, or when the
/// very word occurs. At most two letters changed, left out, added or swapped (one in short words); the nearest; of
/// these one in the query's language before one in another, one with the same first letter before one without, then the
/// most frequent. `records` must be open at the snapshot's state.
std::optional<std::string> near_word(const Snapshot& snapshot, const Xapian::Database& records,
                                     const std::string& typed, const Legs& legs);

/// The tree with words that occur nowhere replaced by near ones; nothing when there are none.
std::optional<Node> corrected(const Node& tree, const std::vector<std::string>& unknown, const Snapshot& snapshot,
                              const Xapian::Database& records, const Legs& legs);

/// The form with accents in which a folded word is written in more than half of the records that have it, `frequency`
/// in all; else the word itself.
std::string as_written(const Xapian::Database& records, const std::string& language, const std::string& folded,
                       std::uint32_t frequency);

}  // namespace acervo
