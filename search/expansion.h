// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace Xapian {
class Database;
}

namespace acervo {

/// Words of an index that begin alike, under one prefix of terms.
struct Expansion {
    std::string term_prefix;         ///< "XWES"
    std::vector<std::string> words;  ///< folded
};

/// More words begin so than can be looked through (bad_input, "too-broad-wildcard").
class TooBroad : public Error {
public:
    TooBroad(std::string beginning, std::size_t most)
        : Error(Error{Problem::bad_input,
                      "\"" + beginning + "*\" stands for more than " + std::to_string(most) + " words"}
                    .with_hint("Write more letters before the asterisk.")
                    .with_code("too-broad-wildcard")),
          beginning_(std::move(beginning)) {}
    const std::string& beginning() const noexcept { return beginning_; }

private:
    std::string beginning_;
};

/// The max_expansion most frequent words that begin with `beginning` (folded), by the prefixes of terms given.
/// @throws TooBroad
std::vector<Expansion> expand(const Xapian::Database& records, const std::vector<std::string>& term_prefixes,
                              const std::string& beginning);

}  // namespace acervo
