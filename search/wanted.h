// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "search/query.h"

namespace acervo {

/// What a text must show to count as an answer: a word, phrase or prefix of the query that is not negated. What
/// passages are found, marked and cut by.
struct Wanted {
    enum class Kind { word, phrase, prefix };
    Kind kind = Kind::word;
    std::vector<std::string> words;   ///< as typed; word and prefix: one
    std::vector<std::string> folded;  ///< the same, folded
    double weight = 1;                ///< rare words weigh more
    bool operator==(const Wanted&) const = default;
};

/// The languages in which a query looks for its words.
struct Legs {
    std::string own;                     ///< analysis language of the query
    std::vector<std::string> languages;  ///< all that are searched, the own one among them
    bool covers(const std::string& language) const;
};

/// Analysis language of what was typed: as given, else guessed, else the reader's.
std::string language_of(const Query& query);

/// The children that are searched for: without stop words unless nothing else remains, each word once.
std::vector<const Node*> searched_children(const Node& node, const std::string& language);

/// Everything wanted in a tree, in order, each thing once.
std::vector<Wanted> wanted_of(const Node& node, const std::string& language);

}  // namespace acervo
