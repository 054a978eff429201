// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "search/alternatives.h"
#include "search/query.h"

namespace acervo {

/// How something may stand in texts, by analysis language, in each the more certain first.
using Wordings = std::map<std::string, std::vector<Alternative>>;

/// What a text must show to count as an answer: a word, phrase or prefix of the query that is not negated, or a thing
/// that several of its words name together. What passages are found, marked and cut by.
struct Wanted {
    enum class Kind {
        word,
        phrase,  ///< these very words
        prefix,
        entry,  ///< several words that a dictionary translates as one
        topic   ///< a concept of the thesaurus that the words name
    };
    Kind kind = Kind::word;
    std::vector<std::string> words;      ///< as typed; word and prefix: one
    std::vector<std::string> folded;     ///< the same, folded
    double weight = 1;                   ///< rare words weigh more
    std::string topic;                   ///< id of the concept
    double share = 1;                    ///< topic: of the words around it that are searched for, how many name it
    std::shared_ptr<const Wordings> in;  ///< of a word, entry or topic, in the languages of the legs; else null

    const std::vector<Alternative>& wordings(const std::string& language) const;
};

/// The languages in which a query looks for its words.
struct Legs {
    std::string own;                     ///< analysis language of the query
    std::vector<std::string> languages;  ///< all that are searched, the own one among them
    bool covers(const std::string& language) const;
};

/// The children that are searched for: without stop words unless nothing else remains, each word once.
std::vector<const Node*> searched_children(const Node& node, const std::string& language);

/// Every word, phrase and prefix wanted in a tree, in order, each thing once; how they stand in texts is for the
/// Interpreter to say.
std::vector<Wanted> wanted_of(const Node& node, const std::string& language);

/// What was typed without operators and names of fields: what its language is guessed from.
std::string text_of(const Node& node);

}  // namespace acervo
