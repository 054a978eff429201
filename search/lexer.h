// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace acervo {

/// A piece of what was typed, already free of everything that cannot be read as syntax.
struct Token {
    enum class Kind {
        word,
        phrase,
        prefix,
        field,
        year,
        open,
        close,
        plus,
        minus,
        conjunction,
        disjunction,
        negation,
        near
    };
    Kind kind = Kind::word;
    std::vector<std::string> words;  ///< word, prefix: one; phrase: one or more
    int distance = 0;                ///< near
    std::string field, value;
    YearRange range;
    /// An operator of Spanish or Portuguese ("Y"): one only between two terms.
    bool local = false;
};

/// Cuts what was typed into tokens. Operators are still candidates: the parser makes those that join nothing into words
/// again, by as_words(). @throws Error (bad_input, "too-broad-wildcard") for a wildcard behind too few letters.
std::vector<Token> tokens_of(std::string_view typed);

/// The words of a text as a query holds them: each is the one word of itself, none reads as syntax.
std::vector<std::string> plain_words(std::string_view text);

/// An operator taken as text: its words, in lower case, so that they are not read as one again.
std::vector<std::string> as_words(const Token& token);

/// Whether the word would be read as an operator ("AND", "OU", "NEAR").
bool reads_as_operator(std::string_view word);

/// A range of years as typed: "2015", "2015..2020", "..2020", "2015-2020". Nothing when it is none.
std::optional<YearRange> read_years(std::string_view text);

}  // namespace acervo
