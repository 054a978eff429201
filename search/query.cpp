// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query.h"

#include <algorithm>

#include "corpus/text.h"
#include "search/lexer.h"
#include "search/parser.h"

namespace acervo {
namespace {

using Kind = Node::Kind;

int depth_of(const Node& node) {
    int deepest = 0;
    for (const auto& child : node.children) deepest = std::max(deepest, depth_of(child));
    return node.children.empty() ? 0 : deepest + 1;
}

}  // namespace

int count_terms(const Node& node) {
    auto count = static_cast<int>(node.words.size());
    if (node.kind == Kind::field) count += std::max(1, static_cast<int>(words(node.value).size()));
    if (node.kind == Kind::year) ++count;
    for (const auto& child : node.children) count += count_terms(child);
    return count;
}

namespace {

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// Bytes of Lexed::text, in which a quote may be shorter than it was typed.
Position position_of(std::string_view typed, const Lexed& lexed, std::size_t begin, std::size_t end) {
    const std::string_view text = lexed.text;
    Position position{.character = characters(text.substr(0, begin)),
                      .characters = characters(text.substr(begin, end - begin))};
    const auto original = clean(typed);
    std::size_t seen = 0;
    for (std::size_t i = 0; i <= original.size(); ++i) {
        if (i < original.size() && (original[i] & 0xC0) == 0x80) continue;
        if (seen == position.character) position.byte = i;
        if (seen == position.character + position.characters) position.bytes = i - position.byte;
        ++seen;
    }
    return position;
}

Position everything(std::string_view typed) {
    const auto lexed = lex(typed);
    return position_of(typed, lexed, 0, lexed.text.size());
}

/// What stands behind the last character that is allowed.
Position too_much(std::string_view typed) {
    auto end = max_query_bytes;
    while (end > 0 && (typed[end] & 0xC0) == 0x80) --end;
    return {end, typed.size() - end, characters(typed.substr(0, end)), characters(typed.substr(end))};
}

QueryError too_long(std::size_t bytes, Position where) {
    return {"query-too-long",
            "the query has " + std::to_string(bytes) + " bytes, more than the " + std::to_string(max_query_bytes) +
                " allowed",
            "Search for fewer words.", where};
}

/// From the first word that is one too many to the end.
Position surplus(std::string_view typed, const Lexed& lexed) {
    int terms = 0;
    for (const auto& token : lexed.tokens) {
        if (token.kind == Token::Kind::field)
            terms += std::max(1, static_cast<int>(words(token.value).size()));
        else
            terms += token.kind == Token::Kind::year ? 1 : static_cast<int>(token.words.size());
        if (terms > max_query_terms) return position_of(typed, lexed, token.begin, lexed.tokens.back().end);
    }
    return position_of(typed, lexed, 0, lexed.text.size());
}

struct Reading {
    Lexed lexed;
    Parsed parsed;
};

Reading read(std::string_view typed) {
    if (typed.size() > max_query_bytes) throw too_long(typed.size(), too_much(typed));
    Reading result{lex(typed), {}};
    result.parsed = parse(result.lexed.tokens);
    const auto& [tree, oddities, deepest] = result.parsed;
    if (deepest.depth > most_parentheses || depth_of(tree) > max_query_depth)
        throw QueryError{"too-deep",
                         "the query is nested more than " + std::to_string(max_query_depth) + " operators deep",
                         "Use fewer parentheses.", position_of(typed, result.lexed, deepest.begin, deepest.end)};
    if (const int terms = count_terms(tree); terms > max_query_terms)
        throw QueryError{"too-many-terms",
                         "the query has " + std::to_string(terms) + " words, more than the " +
                             std::to_string(max_query_terms) + " allowed",
                         "Search for fewer words.", surplus(typed, result.lexed)};
    if (const auto bytes = to_string(tree).size(); bytes > max_query_bytes) throw too_long(bytes, everything(typed));
    return result;
}

}  // namespace

Node parse_query(std::string_view typed) {
    return read(typed).parsed.tree;
}

std::vector<QueryNotice> notices_of(std::string_view typed) {
    auto reading = read(typed);
    auto& oddities = reading.lexed.oddities;
    oddities.insert(oddities.end(), reading.parsed.oddities.begin(), reading.parsed.oddities.end());
    std::ranges::stable_sort(oddities, {}, &Oddity::begin);
    std::vector<QueryNotice> result;
    for (const auto& [code, begin, end] : oddities)
        result.push_back({std::string{code}, position_of(typed, reading.lexed, begin, end)});
    return result;
}

Position position_of_wildcard(std::string_view typed, std::string_view beginning) {
    const auto lexed = lex(typed);
    for (const auto& token : lexed.tokens) {
        const bool here = token.kind == Token::Kind::prefix
                              ? fold(token.words.front()) == beginning
                              : token.kind == Token::Kind::field && token.value.ends_with('*') &&
                                    fold(token.value).ends_with(std::string{beginning} + "*");
        if (here) return position_of(typed, lexed, token.begin, token.end);
    }
    return everything(typed);
}

}  // namespace acervo
