// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/query.h"
#include "search/wanted.h"

namespace Xapian {
class Database;
}

namespace acervo {

/// A word of the collection that may have been meant, as it is written there; nothing when none is near. Words that
/// share their first letter, at most two letters changed, left out, added or swapped (one in short words); the nearest,
/// then the most frequent one.
std::optional<std::string> near_word(const Xapian::Database& records, const std::string& typed, const Legs& legs);

/// The tree with words that occur nowhere replaced by near ones; nothing when there are none.
std::optional<Node> corrected(const Node& tree, const std::vector<std::string>& unknown,
                              const Xapian::Database& records, const Legs& legs);

/// Letters inserted, deleted, replaced or swapped with their neighbour to get from one to the other; more than `limit`
/// is limit + 1. UTF-8.
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace acervo
