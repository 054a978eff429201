// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/gazetteer/likeness.h"

namespace acervo {

/// What is chosen of one facet: any of `any`, none of `none`. Codes; a theme includes its children; "none" as a code is
/// the bucket "unspecified".
struct Selection {
    std::vector<std::string> any, none;
    bool empty() const { return any.empty() && none.empty(); }
    bool operator==(const Selection&) const = default;
};

struct YearRange {
    std::optional<int> from, to;  ///< inclusive, open where absent
    bool operator==(const YearRange&) const = default;
};

/// peer: the likest places first (search/peers.h).
enum class Sort { relevance, date, date_descending, title, peer };

/// What a search is made of, to be left out one by one when measuring what each brings.
enum class Ingredient {
    stemming,     ///< words are looked for by their stems
    title,        ///< words of titles weigh more
    exact,        ///< the form that was typed weighs a little more
    translation,  ///< words are looked for in other languages by the dictionaries
    indirect,     ///< and by way of a third language
    entries,      ///< several words that a dictionary translates as one
    cognates,     ///< alike words where no dictionary knows one
    synonyms,     ///< of the dictionaries of synonyms
    thesaurus,    ///< topics of local government
    machine       ///< machine translations of titles and abstracts
};
/// Their names, as options take them: "stemming" ... Nothing for another name.
std::optional<Ingredient> ingredient_named(std::string_view name);

/// The question, a value: command line, HTTP and page make the same one.
struct Query {
    std::string text;      ///< as typed
    std::string language;  ///< of the reader: "es", "pt", "en"; labels, sorting, tie-break of the query's language
    std::string query_language;                ///< "auto" or empty: guessed
    std::map<std::string, Selection> filters;  ///< by facet name (search/facets.h): kind, theme, axis, country, event,
                                               ///< series, doclang, sdg, level, pop, stage, access, evidence
    std::optional<YearRange> year;
    Sort sort = Sort::relevance;
    std::string peer;  ///< id or name of a place: records of places like it come first; empty: of any
    PeerWeights peer_weights = usual_weights;
    int page_size = 20;               ///< 1..100
    std::string cursor;               ///< opaque, from Results; empty: the first page
    std::vector<std::string> facets;  ///< names wanted; {"*"}: all; empty: none
    int passages = 3;                 ///< best ones a hit, 0..5
    bool across_languages = true;     ///< xl; false: the words as typed, in their own language, and nothing they mean
    bool explain = false;
    bool described = true;         ///< false: hits are ids and scores alone
    std::set<Ingredient> without;  ///< for measuring only
    bool operator==(const Query&) const = default;
};

/// A part of what was typed, after clean().
struct Position {
    std::size_t byte = 0, bytes = 0;            ///< where it begins, and how long it is
    std::size_t character = 0, characters = 0;  ///< the same in code points
    bool operator==(const Position&) const = default;
};

/// A limit that a query is over (bad_input), and where.
class QueryError : public Error {
public:
    QueryError(const std::string& code, const std::string& message, std::string hint, Position position)
        : Error(Error{Problem::bad_input, message}.with_hint(std::move(hint)).with_code(code)), position_(position) {}
    const Position& position() const noexcept { return position_; }

private:
    Position position_;
};

/// Something that looks like syntax and could not be read as such: it was searched for as text.
struct QueryNotice {
    /// unclosed-quote, unclosed-parenthesis, unopened-parenthesis, operator-as-text, unknown-field, empty-value,
    /// bad-years, short-wildcard, stray-wildcard
    std::string code;
    Position position;
    bool operator==(const QueryNotice&) const = default;
};

/// Limits of what is typed; beyond them QueryError with code "query-too-long", "too-many-terms", "too-deep",
/// "too-broad-wildcard".
inline constexpr std::size_t max_query_bytes = 2048;
inline constexpr int max_query_terms = 64;
inline constexpr int max_query_depth = 8;
inline constexpr int max_expansion = 100;
inline constexpr int min_wildcard_letters = 3;

/// What was typed, as a tree. `field:value` filters and `year:` ranges stand in the tree where they were typed.
struct Node {
    enum class Kind { word, phrase, near, prefix, field, year, all, any, without, prefer };
    Kind kind = Kind::all;
    std::vector<std::string> words;  ///< word, prefix: one; phrase, near: several (a phrase of one: that very form)
    int distance = 0;                ///< near: words that may stand between two neighbours
    std::string field, value;        ///< field: canonical name (title, author, theme, ...) and what was asked of it
    YearRange range;                 ///< year
    /// all: AND, without children everything; any: OR; without: the first, AND NOT the rest; prefer: the first, ranked
    /// higher where the rest is found too.
    std::vector<Node> children;
    bool operator==(const Node&) const = default;
};

/// Reads what a person typed: words, "phrases", AND OR NOT + - (and E, O, OU, Y, NO, NÃO in capitals where they stand
/// between terms and not everything is in capitals), parentheses, NEAR/n, prefix*, field:value with es/pt/en names,
/// year:2015..2020. Never fails on syntax: what cannot be read as such is searched for as text.
///
/// Words side by side are alternatives, ranked (any), and bind tighter than the operators: `a b AND c` is (a or b) and
/// c. AND and NOT bind tighter than OR. `+a b` is prefer(a, b), `a -b` is without(a, b). field:value among words is a
/// condition, two of the same field are alternatives.
///
/// @throws QueryError for the limits above only; they hold for to_string() of the result as well.
Node parse_query(std::string_view typed);

/// What parse_query() took for text although it looks like syntax, in the order of its place. @throws QueryError
std::vector<QueryNotice> notices_of(std::string_view typed);

/// Where the wildcard behind `beginning` (folded) stands in what was typed; everything where it does not.
Position position_of_wildcard(std::string_view typed, std::string_view beginning);

/// The inverse: parse_query(to_string(node)) == node for every node parse_query returns.
std::string to_string(const Node& node);

/// Number of words in the tree; those of values count too.
int count_terms(const Node& node);

}  // namespace acervo
