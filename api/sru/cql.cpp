// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/cql.h"

#include <algorithm>
#include <array>
#include <optional>

#include "api/sru/diagnostic.h"
#include "corpus/text.h"

namespace acervo::sru {
namespace {

struct CqlToken {
    enum class Kind { word, quoted, symbol, end };
    Kind kind = Kind::end;
    std::string text;
};

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, text) != list.end();
}

std::vector<CqlToken> tokens_of(std::string_view text) {
    constexpr std::string_view symbols = "()=<>/";
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<CqlToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (blanks.find(c) != std::string_view::npos) {
            ++at;
        } else if (symbols.find(c) != std::string_view::npos) {
            const auto two = text.substr(at, 2);
            const auto length = is_one_of(two, {"<=", ">=", "<>", "=="}) ? 2U : 1U;
            tokens.push_back({CqlToken::Kind::symbol, std::string{text.substr(at, length)}});
            at += length;
        } else if (c == '"') {
            std::string word;
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                word += text[at];
                if (text[at] == '\\' && at + 1 < text.size()) word += text[++at];
            }
            if (at >= text.size()) throw Diagnostic{14, std::string{text}};
            ++at;
            tokens.push_back({CqlToken::Kind::quoted, std::move(word)});
        } else {
            const auto end = std::min(text.find_first_of(" \t\r\n()=<>/\"", at), text.size());
            tokens.push_back({CqlToken::Kind::word, std::string{text.substr(at, end - at)}});
            at = end;
        }
    }
    tokens.emplace_back();
    return tokens;
}

class Parser {
public:
    explicit Parser(std::string_view text) : tokens_{tokens_of(text)} {}

    Cql query() {
        Cql made;
        made.tree = tree(0);
        if (is_word("sortby")) {
            ++at_;
            while (now().kind != CqlToken::Kind::end) made.sort.push_back(sort_key());
            if (made.sort.empty()) throw Diagnostic{10, "sortBy"};
        }
        expect_end();
        made.prefixes = std::move(prefixes_);
        return made;
    }

    CqlClause only_clause() {
        auto found = clause();
        expect_end();
        return found;
    }

private:
    const CqlToken& now() const { return tokens_[at_]; }
    const CqlToken& after(std::size_t steps) const { return tokens_[std::min(at_ + steps, tokens_.size() - 1)]; }
    bool is_symbol(std::string_view text) const { return now().kind == CqlToken::Kind::symbol && now().text == text; }
    bool is_word(std::string_view text) const {
        return now().kind == CqlToken::Kind::word && lower(now().text) == text;
    }
    void expect_end() const {
        if (now().kind == CqlToken::Kind::end) return;
        throw Diagnostic{now().text == ")" ? 13 : 10, now().text};
    }

    /// Trees with booleans between, from the left; none binds tighter than another.
    CqlTree tree(int depth) {
        if (depth > max_cql_depth) throw Diagnostic{13, "too deep"};
        take_prefixes();
        auto left = operand(depth);
        while (now().kind == CqlToken::Kind::word && is_one_of(lower(now().text), {"and", "or", "not", "prox"})) {
            if (++booleans_ > max_cql_booleans) throw Diagnostic{38, std::to_string(max_cql_booleans)};
            CqlTree both{.boolean = lower(now().text)};
            ++at_;
            both.modifiers = modifiers();
            both.sides.push_back(std::move(left));
            both.sides.push_back(operand(depth));
            left = std::move(both);
        }
        return left;
    }

    /// "> dc = "info:...""
    void take_prefixes() {
        while (is_symbol(">")) {
            ++at_;
            std::string name;
            if (after(1).kind == CqlToken::Kind::symbol && after(1).text == "=") {
                name = lower(term());
                ++at_;
            }
            prefixes_[name] = term();
        }
    }

    CqlTree operand(int depth) {
        if (!is_symbol("(")) return {.clause = clause()};
        ++at_;
        auto inner = tree(depth + 1);
        if (!is_symbol(")")) throw Diagnostic{13, now().text};
        ++at_;
        return inner;
    }

    CqlClause clause() {
        CqlClause made;
        auto first = term();
        if (const auto relation = relation_here()) {
            made.index = lower(first);
            made.relation = *relation;
            ++at_;
            made.modifiers = modifiers();
            first = term();
        }
        made.term = std::move(first);
        if (squeeze(made.term).empty()) throw Diagnostic{27, made.index};
        return made;
    }

    /// A relation is a sign, or a word that is no boolean and has a term behind it.
    std::optional<std::string> relation_here() const {
        if (now().kind == CqlToken::Kind::symbol && is_one_of(now().text, {"=", "==", "<", ">", "<=", ">=", "<>"}))
            return now().text;
        const auto word = lower(now().text);
        if (now().kind != CqlToken::Kind::word || is_one_of(word, {"and", "or", "not", "prox", "sortby"})) return {};
        return word;
    }

    std::string term() {
        if (now().kind != CqlToken::Kind::word && now().kind != CqlToken::Kind::quoted)
            throw Diagnostic{now().text == "(" || now().text == ")" ? 13 : 10, now().text};
        return tokens_[at_++].text;
    }

    std::vector<CqlModifier> modifiers() {
        std::vector<CqlModifier> list;
        while (is_symbol("/")) {
            ++at_;
            CqlModifier one{.name = lower(term())};
            if (now().kind == CqlToken::Kind::symbol &&
                is_one_of(now().text, {"=", "==", "<", ">", "<=", ">=", "<>"})) {
                one.comparison = now().text;
                ++at_;
                one.value = term();
            }
            list.push_back(std::move(one));
        }
        return list;
    }

    CqlSortKey sort_key() {
        CqlSortKey key{.index = lower(term())};
        key.modifiers = modifiers();
        return key;
    }

    std::vector<CqlToken> tokens_;
    std::size_t at_ = 0;
    int booleans_ = 0;
    std::map<std::string, std::string> prefixes_;
};

Parser parser_of(std::string_view text) {
    if (text.size() > max_cql_bytes) throw Diagnostic{12, std::to_string(max_cql_bytes)};
    return Parser{text};
}

/// Quoted always: that is never wrong.
std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

std::string written(const std::vector<CqlModifier>& modifiers) {
    std::string text;
    for (const auto& one : modifiers)
        text += "/" + quoted(one.name) + (one.comparison.empty() ? "" : one.comparison + quoted(one.value));
    return text;
}

std::string written(const CqlTree& tree) {
    if (!tree.boolean.empty())
        return "(" + written(tree.sides[0]) + ") " + tree.boolean + written(tree.modifiers) + " (" +
               written(tree.sides[1]) + ")";
    const auto& clause = tree.clause;
    if (clause.relation.empty()) return quoted(clause.term);
    return quoted(clause.index) + " " + clause.relation + written(clause.modifiers) + " " + quoted(clause.term);
}

}  // namespace

Cql parse_cql(std::string_view text) {
    return parser_of(text).query();
}

CqlClause parse_clause(std::string_view text) {
    return parser_of(text).only_clause();
}

std::string to_string(const Cql& query) {
    std::string text;
    for (const auto& [name, address] : query.prefixes)
        text += "> " + (name.empty() ? "" : quoted(name) + " = ") + quoted(address) + " ";
    text += written(query.tree);
    if (query.sort.empty()) return text;
    text += " sortby";
    for (const auto& key : query.sort) text += " " + quoted(key.index) + written(key.modifiers);
    return text;
}

}  // namespace acervo::sru
