// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace acervo {

/// Words of an index that begin alike, under one prefix of terms.
struct Expansion {
    std::string term_prefix;         ///< "XWES"
    std::vector<std::string> words;  ///< folded
};

/// The max_expansion most frequent words that begin with `beginning` (folded), by the prefixes of terms given.
/// @throws Error (bad_input, "too-broad-wildcard") with the number of words where there are too many to look through.
std::vector<Expansion> expand(const Xapian::Database& records, const std::vector<std::string>& term_prefixes,
                              const std::string& beginning);

}  // namespace acervo
