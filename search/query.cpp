// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query.h"

#include <algorithm>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"
#include "search/lexer.h"

namespace acervo {
namespace {

constexpr int most_parentheses = 64;  // open at once; the depth that counts is the tree's

using Kind = Node::Kind;

Error too_deep() {
    return Error{Problem::bad_input,
                 "the query is nested more than " + std::to_string(max_query_depth) + " operators deep"}
        .with_hint("Use fewer parentheses.")
        .with_code("too-deep");
}

bool is_nothing(const Node& node) {
    return node.kind == Kind::all && node.children.empty();
}

/// Joins under one operator; what already stands under the same one is taken in.
Node join(Kind kind, std::vector<Node> parts) {
    Node result{.kind = kind};
    for (auto& part : parts) {
        if (part.kind == kind && !is_nothing(part))
            std::ranges::move(part.children, std::back_inserter(result.children));
        else
            result.children.push_back(std::move(part));
    }
    if (result.children.size() == 1) return std::move(result.children.front());
    return result;
}

Node without(Node kept, std::vector<Node> left_out) {
    if (left_out.empty()) return kept;
    if (kept.kind != Kind::without) kept = {.kind = Kind::without, .children = {std::move(kept)}};
    std::ranges::move(left_out, std::back_inserter(kept.children));
    return kept;
}

/// What stands side by side between two operators.
struct Group {
    std::vector<Node> plain, wanted, unwanted, conditions;

    bool empty() const { return plain.empty() && wanted.empty() && unwanted.empty() && conditions.empty(); }

    /// field:value: alternatives of the same field together, different fields all of them.
    void add_condition(Node node) {
        const auto same = std::ranges::find_if(conditions, [&](const Node& other) {
            const auto& first = other.kind == Kind::any ? other.children.front() : other;
            return first.kind == node.kind && first.field == node.field;
        });
        if (same == conditions.end()) return conditions.push_back(std::move(node));
        *same = join(Kind::any, {std::move(*same), std::move(node)});
    }

    Node take() && {
        std::vector<Node> parts;
        if (wanted.empty()) {
            if (!plain.empty()) parts.push_back(join(Kind::any, std::move(plain)));
        } else if (plain.empty()) {
            parts = std::move(wanted);
        } else {
            Node prefer{.kind = Kind::prefer, .children = {join(Kind::all, std::move(wanted))}};
            std::ranges::move(plain, std::back_inserter(prefer.children));
            parts.push_back(std::move(prefer));
        }
        std::ranges::move(conditions, std::back_inserter(parts));
        return without(join(Kind::all, std::move(parts)), std::move(unwanted));
    }
};

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) { settle_local_operators(); }

    Node run() {
        Node result = alternatives(0);
        while (at_ < tokens_.size()) {  // behind a parenthesis that was never opened
            ++at_;
            Node more = alternatives(0);
            if (is_nothing(more)) continue;
            result = is_nothing(result) ? std::move(more) : join(Kind::any, {std::move(result), std::move(more)});
        }
        return result;
    }

private:
    /// "GESTIÓN DE RESIDUOS Y AGUA": where everything is in capitals, a letter in capitals says nothing.
    void settle_local_operators() {
        const bool lower_case = std::ranges::any_of(tokens_, [](const Token& token) {
            return std::ranges::any_of(token.words, [](const std::string& word) {
                return !reads_as_operator(word) &&
                       std::ranges::any_of(word, [](char byte) { return byte >= 'a' && byte <= 'z'; });
            });
        });
        for (auto& token : tokens_) {
            if (!token.local || lower_case) continue;
            token = {.words = as_words(token)};
        }
    }

    bool is(Token::Kind kind, std::size_t at) const { return at < tokens_.size() && tokens_[at].kind == kind; }

    /// Whether a term begins there: a word, phrase, field, a sign or a parenthesis with something behind it.
    bool term_at(std::size_t at) const {
        for (; at < tokens_.size(); ++at) {
            switch (tokens_[at].kind) {
                case Token::Kind::word:
                case Token::Kind::phrase:
                case Token::Kind::prefix:
                case Token::Kind::field:
                case Token::Kind::year:
                    return true;
                case Token::Kind::plus:
                case Token::Kind::minus:
                case Token::Kind::open:
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }

    /// Whether the operator here joins something.
    bool joins(Token::Kind kind, bool left) const {
        if (!is(kind, at_) || (tokens_[at_].local && !left)) return false;
        if (kind == Token::Kind::conjunction && left && is(Token::Kind::negation, at_ + 1)) return term_at(at_ + 2);
        return (left || kind == Token::Kind::negation) && term_at(at_ + 1);
    }

    Node alternatives(int depth) {
        std::vector<Node> parts;
        do {
            if (Node part = conjunction(depth); !is_nothing(part)) parts.push_back(std::move(part));
        } while (joins(Token::Kind::disjunction, !parts.empty()) && ++at_);
        return parts.empty() ? Node{} : join(Kind::any, std::move(parts));
    }

    Node conjunction(int depth) {
        std::vector<Node> kept, left_out;
        if (auto first = group(depth); !first.empty()) kept.push_back(std::move(first).take());
        for (;;) {
            const bool left = !kept.empty() || !left_out.empty();
            bool negative = false;
            if (joins(Token::Kind::conjunction, left)) {
                ++at_;
                if ((negative = is(Token::Kind::negation, at_))) ++at_;
            } else if (joins(Token::Kind::negation, left)) {
                ++at_;
                negative = true;
            } else {
                break;
            }
            auto next = group(depth);
            if (next.empty()) continue;
            (negative ? left_out : kept).push_back(std::move(next).take());
        }
        std::erase_if(left_out, is_nothing);
        return without(kept.empty() ? Node{} : join(Kind::all, std::move(kept)), std::move(left_out));
    }

    /// Everything up to an operator that joins or a closing parenthesis.
    Group group(int depth) {
        Group result;
        while (at_ < tokens_.size() && tokens_[at_].kind != Token::Kind::close) {
            const bool left = !result.empty();
            const auto& token = tokens_[at_];
            switch (token.kind) {
                case Token::Kind::conjunction:
                case Token::Kind::disjunction:
                case Token::Kind::negation:
                    if (joins(token.kind, left)) return result;
                    add_words(result, as_words(token));
                    ++at_;
                    break;
                case Token::Kind::near:
                    add_words(result, as_words(token));
                    ++at_;
                    break;
                case Token::Kind::plus:
                case Token::Kind::minus: {
                    const bool wanted = token.kind == Token::Kind::plus;
                    ++at_;
                    if (!starts_atom()) break;
                    add(result, atom(depth), wanted ? &result.wanted : &result.unwanted);
                    break;
                }
                default:
                    add(result, atom(depth), &result.plain);
            }
        }
        return result;
    }

    bool starts_atom() const {
        if (at_ >= tokens_.size()) return false;
        const auto kind = tokens_[at_].kind;
        return kind == Token::Kind::word || kind == Token::Kind::phrase || kind == Token::Kind::prefix ||
               kind == Token::Kind::field || kind == Token::Kind::year || kind == Token::Kind::open;
    }

    static void add(Group& group, Node node, std::vector<Node>* list) {
        if (is_nothing(node)) return;
        const bool condition = node.kind == Kind::field || node.kind == Kind::year;
        if (condition && list != &group.unwanted)
            group.add_condition(std::move(node));
        else
            list->push_back(std::move(node));
    }

    static void add_words(Group& group, const std::vector<std::string>& words) {
        for (const auto& word : words) group.plain.push_back({.kind = Kind::word, .words = {word}});
    }

    Node atom(int depth) {
        const auto& token = tokens_[at_++];
        switch (token.kind) {
            case Token::Kind::word:
                return near(token);
            case Token::Kind::phrase:
                return {.kind = Kind::phrase, .words = token.words};
            case Token::Kind::prefix:
                return {.kind = Kind::prefix, .words = token.words};
            case Token::Kind::field:
                return {.kind = Kind::field, .field = token.field, .value = token.value};
            case Token::Kind::year:
                return {.kind = Kind::year, .range = token.range};
            default:
                break;
        }
        if (depth >= most_parentheses) throw too_deep();
        Node inside = alternatives(depth + 1);
        if (is(Token::Kind::close, at_)) ++at_;
        return inside;
    }

    /// A word, and those that NEAR joins to it.
    Node near(const Token& first) {
        Node result{.kind = Kind::word, .words = {first.words}};
        while (is(Token::Kind::near, at_) && is(Token::Kind::word, at_ + 1)) {
            result.kind = Kind::near;
            result.distance = std::max(result.distance, tokens_[at_].distance);
            result.words.push_back(tokens_[at_ + 1].words.front());
            at_ += 2;
        }
        return result;
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

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

Node parse_query(std::string_view typed) {
    const auto too_long = [](std::size_t bytes) {
        return Error{Problem::bad_input, "the query has " + std::to_string(bytes) + " bytes, more than the " +
                                             std::to_string(max_query_bytes) + " allowed"}
            .with_hint("Search for fewer words.")
            .with_code("query-too-long");
    };
    if (typed.size() > max_query_bytes) throw too_long(typed.size());
    Node result = Parser{tokens_of(typed)}.run();
    if (const int terms = count_terms(result); terms > max_query_terms)
        throw Error{Problem::bad_input, "the query has " + std::to_string(terms) + " words, more than the " +
                                            std::to_string(max_query_terms) + " allowed"}
            .with_hint("Search for fewer words.")
            .with_code("too-many-terms");
    if (depth_of(result) > max_query_depth) throw too_deep();
    if (const auto bytes = to_string(result).size(); bytes > max_query_bytes) throw too_long(bytes);
    return result;
}

}  // namespace acervo
