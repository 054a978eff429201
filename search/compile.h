// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "search/interpreter.h"
#include "search/plan.h"
#include "search/query.h"
#include "search/results.h"
#include "search/snapshot.h"

/// Private to search/*.cpp: a query as it is run.
namespace acervo {

struct Compiled {
    Plan records;                      ///< for the database of records
    bool everything = false;           ///< nothing was asked of the text
    Interpretation meant;              ///< for passages and marks
    std::vector<Match> added;          ///< meanings that the index has, beside the words themselves
    std::vector<std::string> unknown;  ///< words typed that occur nowhere
    /// Words that a wildcard stands for, folded, by what was typed and the language they were found in.
    std::map<std::string, std::map<std::string, std::vector<std::string>>> expansions;
};

/// The term of a concept of the thesaurus, in both databases.
std::string topic_term(const std::string& id);

/// What the words mean, in the languages that are searched: all of the index, or the query's own and "und" when it may
/// not cross languages.
Interpretation meaning_of(const Node& tree, const Query& query, const Snapshot& snapshot,
                          const Xapian::Database& records, const Vocabulary& vocabulary);

/// @throws Error (bad_input, "too-broad-wildcard")
Compiled compile(const Node& tree, const Query& query, const Snapshot& snapshot, const Xapian::Database& records,
                 const Vocabulary& vocabulary);

/// For the database of passages: any of what is wanted, without conditions and exclusions.
Xapian::Query compile_passages(const Compiled& compiled, const Xapian::Database& passages);

}  // namespace acervo
