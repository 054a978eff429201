// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/wanted.h"

#include <algorithm>
#include <set>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "search/lexer.h"

namespace acervo {
namespace {

using Kind = Node::Kind;

class Collector {
public:
    explicit Collector(const std::string& language) : language_(language) {}

    void visit(const Node& node) {
        switch (node.kind) {
            case Kind::word:
                return add(Wanted::Kind::word, node.words);
            case Kind::phrase:
                return add(node.words.size() == 1 ? Wanted::Kind::word : Wanted::Kind::phrase, node.words);
            case Kind::near:
                for (const auto& word : node.words) add(Wanted::Kind::word, {word});
                return;
            case Kind::prefix:
                return add(Wanted::Kind::prefix, node.words);
            case Kind::field:
                if (node.field == "title") title(node.value);
                return;
            case Kind::year:
                return;
            case Kind::without:
                return visit(node.children.front());
            case Kind::all:
            case Kind::any:
            case Kind::prefer:
                for (const auto* child : searched_children(node, language_)) visit(*child);
        }
    }

    std::vector<Wanted> take() && { return std::move(found_); }

private:
    void title(const std::string& value) {
        const auto typed = plain_words(value);
        if (typed.empty()) return;
        if (typed.size() > 1) return add(Wanted::Kind::phrase, typed);
        add(value.ends_with('*') ? Wanted::Kind::prefix : Wanted::Kind::word, typed);
    }

    void add(Wanted::Kind kind, const std::vector<std::string>& words) {
        Wanted wanted{.kind = kind, .words = words};
        for (const auto& word : words) wanted.folded.push_back(fold(word));
        const bool known = std::ranges::any_of(
            found_, [&](const Wanted& other) { return other.kind == wanted.kind && other.folded == wanted.folded; });
        if (!known) found_.push_back(std::move(wanted));
    }

    const std::string& language_;
    std::vector<Wanted> found_;
};

void add_text(const Node& node, std::string& text) {
    for (const auto& word : node.words) text += word + " ";
    if (node.field == "title") text += node.value + " ";
    for (const auto& child : node.children) add_text(child, text);
}

/// Whether a word is left out when other words remain: a stop word of the query's language.
bool is_left_out(const Node& node, const std::string& language) {
    return node.kind == Kind::word && is_stop_word(node.words.front(), language);
}

}  // namespace

const std::vector<Alternative>& Wanted::wordings(const std::string& language) const {
    static const std::vector<Alternative> none;
    if (!in) return none;
    const auto found = in->find(language);
    return found == in->end() ? none : found->second;
}

bool Legs::covers(const std::string& language) const {
    return std::ranges::find(languages, language) != languages.end();
}

std::vector<const Node*> searched_children(const Node& node, const std::string& language) {
    std::vector<const Node*> kept;
    std::set<std::string> seen;
    const bool only_stop_words =
        std::ranges::all_of(node.children, [&](const Node& child) { return is_left_out(child, language); });
    for (const auto& child : node.children) {
        const bool must = node.kind == Kind::prefer && &child == &node.children.front();
        if (!must && !only_stop_words && is_left_out(child, language)) continue;
        if (child.kind == Kind::word && !seen.insert(lower(child.words.front())).second) continue;
        kept.push_back(&child);
    }
    return kept;
}

std::string text_of(const Node& node) {
    std::string text;
    add_text(node, text);
    return text;
}

std::vector<Wanted> wanted_of(const Node& node, const std::string& language) {
    Collector collector{language};
    collector.visit(node);
    return std::move(collector).take();
}

}  // namespace acervo
