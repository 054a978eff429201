// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/cql_query.h"

#include <algorithm>
#include <charconv>

#include "api/sru/diagnostic.h"
#include "corpus/text.h"
#include "search/lexer.h"

namespace acervo::sru {
namespace {

using Kind = Node::Kind;

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, text) != list.end();
}

/// A term taken apart: its words, and whether the last one is the beginning of a word.
struct Term {
    std::string text;  ///< unescaped, without the mask and without what would end a value of our own language
    std::vector<std::string> words;
    bool prefix = false;
};

Term term_of(const std::string& written) {
    Term term;
    std::string plain;
    for (std::size_t at = 0; at < written.size(); ++at) {
        const char c = written[at];
        if (c == '\\' && at + 1 < written.size()) {
            plain += written[++at];
        } else if (c == '*') {
            if (at + 1 != written.size()) throw Diagnostic{49, written};
            term.prefix = true;
        } else if (c == '?') {
            throw Diagnostic{28, "?"};
        } else if (c == '^') {
            throw Diagnostic{31, "^"};
        } else {
            plain += c;
        }
    }
    auto text = lex(plain).text;  // with plain quotes, whatever they were
    std::ranges::replace_if(
        text, [](char c) { return c == '"' || c == '*'; }, ' ');
    term.text = squeeze(text);
    term.words = plain_words(term.text);
    if (term.words.empty()) throw Diagnostic{27, written};
    if (term.prefix) {
        const auto& last = term.words.back();
        const auto letters = std::ranges::count_if(last, [](char byte) { return (byte & 0xC0) != 0x80; });
        if (letters < min_wildcard_letters) throw Diagnostic{29, written};
        if (!term.text.ends_with(last)) throw Diagnostic{49, written};
    }
    for (auto& word : term.words)
        if (reads_as_operator(word)) word = lower(word);
    return term;
}

Node joined(Kind kind, std::vector<Node> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = kind, .children = std::move(parts)};
}

/// Without what it was to be: everything else.
Node negated(Node node) {
    return {.kind = Kind::without, .children = {Node{.kind = Kind::all}, std::move(node)}};
}

/// Words anywhere in title, names and text.
Node text_node(const Term& term, const std::string& relation) {
    if (is_one_of(relation, {"==", "adj", "exact"}) && !term.prefix) return {.kind = Kind::phrase, .words = term.words};
    std::vector<Node> parts;
    for (const auto& word : term.words) {
        const bool prefix = term.prefix && &word == &term.words.back();
        parts.push_back({.kind = prefix ? Kind::prefix : Kind::word, .words = {word}});
    }
    return joined(relation == "any" ? Kind::any : Kind::all, std::move(parts));
}

/// A value of a field: as a whole, or word by word.
Node field_node(const std::string& field, const Term& term, const std::string& relation) {
    const bool words = is_one_of(field, {"title", "author", "place"});
    const bool whole = !words || is_one_of(relation, {"==", "adj", "exact"});
    if (whole && relation != "any" && relation != "all")
        return {.kind = Kind::field, .field = field, .value = term.text + (term.prefix ? "*" : "")};
    std::vector<Node> parts;
    for (const auto& word : term.words) {
        const bool prefix = term.prefix && &word == &term.words.back();
        parts.push_back({.kind = Kind::field, .field = field, .value = word + (prefix ? "*" : "")});
    }
    return joined(relation == "any" ? Kind::any : Kind::all, std::move(parts));
}

int year_in(std::string_view text, const std::string& term) {
    int year = 0;
    const auto* const end = text.data() + std::min<std::size_t>(text.size(), 4);
    const auto read = std::from_chars(text.data(), end, year);
    if (text.size() < 4 || read.ec != std::errc{} || read.ptr != end || year < 1000) throw Diagnostic{36, term};
    return year;
}

Node year_node(const std::string& written, const std::string& relation) {
    const auto text = squeeze(unescaped(written));
    if (relation == "within") {
        const auto space = text.find(' ');
        if (space == std::string::npos) throw Diagnostic{36, written};
        const YearRange range{year_in(text, written), year_in(std::string_view{text}.substr(space + 1), written)};
        if (*range.from > *range.to) throw Diagnostic{36, written};
        return {.kind = Kind::year, .range = range};
    }
    const int year = year_in(text, written);
    if (relation == "<") return {.kind = Kind::year, .range = {{}, year - 1}};
    if (relation == "<=") return {.kind = Kind::year, .range = {{}, year}};
    if (relation == ">") return {.kind = Kind::year, .range = {year + 1, {}}};
    if (relation == ">=") return {.kind = Kind::year, .range = {year, {}}};
    if (!is_one_of(relation, {"=", "==", "exact", "any", "all"})) throw Diagnostic{22, relation};
    return {.kind = Kind::year, .range = {year, year}};
}

std::string relation_of(const CqlClause& clause) {
    auto relation = clause.relation.empty() || clause.relation == "scr" ? "=" : clause.relation;
    if (relation.starts_with("cql.")) relation.erase(0, 4);
    if (!is_one_of(relation, {"=", "==", "exact", "adj", "any", "all", "<>", "<", ">", "<=", ">=", "within"}))
        throw Diagnostic{19, clause.relation};
    for (const auto& modifier : clause.modifiers) {
        const auto name = modifier.name.starts_with("cql.") ? modifier.name.substr(4) : modifier.name;
        // What is done anyway, or changes nothing here.
        if (!is_one_of(name, {"relevant", "ignorecase", "ignoreaccents", "stem", "word", "masked"}))
            throw Diagnostic{20, modifier.name};
    }
    return relation;
}

using Prefixes = std::map<std::string, std::string>;

Node node_of(const CqlClause& clause, const Prefixes& prefixes) {
    const auto& index = index_named(clause.index, prefixes);
    const auto relation = relation_of(clause);
    const std::string field = index.field;
    if (field == "id" || field == "identifier") throw Diagnostic{18, clause.index};  // they stand alone
    if (relation == "<>") {
        auto same = clause;
        same.relation = "=";
        return negated(node_of(same, prefixes));
    }
    if (field == "all") return {.kind = Kind::all};
    if (field == "year") return year_node(clause.term, relation);
    if (is_one_of(relation, {"<", ">", "<=", ">=", "within"})) throw Diagnostic{22, relation};
    const auto term = term_of(clause.term);
    return field.empty() ? text_node(term, relation) : field_node(field, term, relation);
}

/// "prox/distance<=3/unit=word": words near each other.
Node near_node(const CqlTree& tree, const Prefixes& prefixes) {
    int distance = 1;
    for (const auto& [name, comparison, value] : tree.modifiers) {
        if (name == "distance") {
            if (!is_one_of(comparison, {"<", "<=", "="})) throw Diagnostic{40, comparison};
            const auto read = std::from_chars(value.data(), value.data() + value.size(), distance);
            if (read.ec != std::errc{} || distance < 1 || distance > 100) throw Diagnostic{41, value};
            if (comparison == "<") --distance;
        } else if (name == "unit") {
            if (value != "word") throw Diagnostic{42, value};
        } else if (name == "unordered" || name == "ordered") {
            if (name == "ordered") throw Diagnostic{43, name};
        } else {
            throw Diagnostic{46, name};
        }
    }
    Node near{.kind = Kind::near, .distance = std::max(0, distance - 1)};
    for (const auto& side : tree.sides) {
        const bool word =
            side.boolean.empty() && std::string_view{index_named(side.clause.index, prefixes).field}.empty();
        const auto term = word ? term_of(side.clause.term) : Term{};
        if (term.words.size() != 1 || term.prefix) throw Diagnostic{47, "prox joins single words"};
        near.words.push_back(term.words.front());
    }
    return near;
}

Node node_of(const CqlTree& tree, const Prefixes& prefixes) {
    if (tree.boolean.empty()) return node_of(tree.clause, prefixes);
    if (tree.boolean == "prox") return near_node(tree, prefixes);
    for (const auto& modifier : tree.modifiers) throw Diagnostic{46, modifier.name};
    auto left = node_of(tree.sides[0], prefixes), right = node_of(tree.sides[1], prefixes);
    const auto kind = tree.boolean == "and" ? Kind::all : tree.boolean == "or" ? Kind::any : Kind::without;
    const auto is_everything = [](const Node& node) { return node.kind == Kind::all && node.children.empty(); };
    if (kind == Kind::all && is_everything(left)) return right;
    if (kind == Kind::all && is_everything(right)) return left;
    if (kind == Kind::any && (is_everything(left) || is_everything(right))) return {.kind = Kind::all};
    // A chain of one boolean is one list: what is typed may not nest deep.
    if (left.kind == kind && !left.children.empty()) {
        left.children.push_back(std::move(right));
        return left;
    }
    Node both{.kind = kind};
    both.children.push_back(std::move(left));
    both.children.push_back(std::move(right));
    return both;
}

Sort sort_of(const std::vector<CqlSortKey>& keys, const Prefixes& prefixes) {
    if (keys.empty()) return Sort::relevance;
    bool descending = false;
    for (const auto& modifier : keys.front().modifiers) {
        const auto name = modifier.name.substr(modifier.name.rfind('.') + 1);
        if (name != "ascending" && name != "descending") throw Diagnostic{82, modifier.name};
        descending = name == "descending";
    }
    const std::string_view field = index_named(keys.front().index, prefixes).field;
    if (keys.size() > 1 || (field == "title" && descending)) throw Diagnostic{82, keys.back().index};
    if (field == "title") return Sort::title;
    if (field != "year") throw Diagnostic{82, keys.front().index};
    return descending ? Sort::date_descending : Sort::date;
}

}  // namespace

std::string unescaped(std::string_view term) {
    std::string plain;
    for (std::size_t at = 0; at < term.size(); ++at) {
        if (term[at] == '\\' && at + 1 < term.size()) ++at;
        plain += term[at];
    }
    return plain;
}

Asked asked_by(const Cql& cql) {
    Asked asked;
    asked.query.across_languages = false;  // who writes CQL says what is meant
    asked.query.described = false;
    asked.query.sort = sort_of(cql.sort, cql.prefixes);
    if (cql.tree.boolean.empty()) {
        const std::string_view field = index_named(cql.tree.clause.index, cql.prefixes).field;
        if (field == "id" || field == "identifier") {
            const auto relation = relation_of(cql.tree.clause);
            if (!is_one_of(relation, {"=", "==", "exact"})) throw Diagnostic{22, relation};
            auto term = squeeze(unescaped(cql.tree.clause.term));
            asked.query.text = term;
            (field == "id" ? asked.record : asked.identifier) = std::move(term);
            return asked;
        }
    }
    asked.query.text = to_string(node_of(cql.tree, cql.prefixes));
    if (asked.query.text.size() > max_query_bytes) throw Diagnostic{12, std::to_string(max_query_bytes)};
    return asked;
}

}  // namespace acervo::sru
