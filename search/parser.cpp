// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/parser.h"

#include <algorithm>
#include <utility>

#include "corpus/text.h"

namespace acervo {
namespace {

using Kind = Node::Kind;

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

    std::vector<Oddity> oddities;
    Deepest deepest;

    /// Stops, with a tree of no use, where parentheses are open beyond all measure.
    Node run() {
        Node result = alternatives(0);
        while (at_ < tokens_.size() && deepest.depth <= most_parentheses) {  // behind one that was never opened
            odd("unopened-parenthesis", tokens_[at_]);
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
                case Token::Kind::negation:
                    if (at > 0 && is(Token::Kind::open, at - 1)) continue;  // "(NOT b)"
                    return false;
                default:
                    return false;
            }
        }
        return false;
    }

    /// Whether the operator here joins something.
    bool joins(Token::Kind kind, bool left) const {
        if (!is(kind, at_) || (tokens_[at_].local && !left)) return false;
        const bool before_not = kind != Token::Kind::negation && is(Token::Kind::negation, at_ + 1);
        if (before_not && left) return term_at(at_ + 2);
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
                    [[fallthrough]];
                case Token::Kind::near:
                    // "vitamina E", "NO violencia": what is a word of the language is not worth a notice.
                    if (!token.local) odd("operator-as-text", token);
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
        const auto open = at_ - 1;
        if (depth >= deepest.depth) deepest = {depth + 1, token.begin, tokens_.back().end};
        if (depth >= most_parentheses) {
            at_ = tokens_.size();
            return {};
        }
        Node inside = alternatives(depth + 1);
        const bool closed = is(Token::Kind::close, at_);
        if (closed && deepest.begin == tokens_[open].begin) deepest.end = tokens_[at_].end;
        if (closed)
            ++at_;
        else
            odd("unclosed-parenthesis", tokens_[open]);
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

    void odd(std::string_view code, const Token& token) { oddities.push_back({code, token.begin, token.end}); }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

Parsed parse(std::vector<Token> tokens) {
    Parser parser{std::move(tokens)};
    auto tree = parser.run();
    return {std::move(tree), std::move(parser.oddities), parser.deepest};
}

}  // namespace acervo
