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
    std::size_t begin = 0, end = 0;  ///< bytes of Lexed::text
};

/// A piece that looks like syntax and is none; the codes of QueryNotice.
struct Oddity {
    std::string_view code;
    std::size_t begin = 0, end = 0;  ///< bytes of Lexed::text
};

struct Lexed {
    std::string
        text;  ///< what was typed after clean(), with plain quotes: as many characters, not always as many bytes
    std::vector<Token> tokens;
    std::vector<Oddity> oddities;
};

/// Cuts what was typed into tokens. Operators are still candidates: the parser makes those that join nothing into words
/// again, by as_words().
Lexed lex(std::string_view typed);

/// The words of a text as a query holds them: each is the one word of itself, none reads as syntax.
std::vector<std::string> plain_words(std::string_view text);

/// An operator taken as text: its words, in lower case, so that they are not read as one again.
std::vector<std::string> as_words(const Token& token);

/// How an operator may be written: "AND", "Y", "E".
std::vector<std::string_view> operator_names(Token::Kind kind);

/// Whether the word would be read as an operator ("AND", "OU", "NEAR").
bool reads_as_operator(std::string_view word);

/// A range of years as typed: "2015", "2015..2020", "..2020", "2015-2020". Nothing when it is none.
std::optional<YearRange> read_years(std::string_view text);

}  // namespace acervo
