// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/label_trie.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "corpus/text.h"

namespace acervo {
namespace {

constexpr int longest_acronym = 5;  // letters

/// How many letters a word of capitals alone has; 0: it has something else.
int capitals(std::string_view word) {
    int letters = 0;
    const auto size = static_cast<std::int32_t>(word.size());
    for (std::int32_t at = 0; at < size; ++letters) {
        UChar32 character = 0;
        U8_NEXT(word.data(), at, size, character);
        if (character < 0 || !u_isupper(character)) return 0;
    }
    return letters;
}

/// Whether a word of a text is written as an acronym is; a single capital begins a sentence.
bool in_capitals(std::string_view word) {
    return capitals(word) >= 2;
}

bool is_acronym(std::string_view word) {
    const int letters = capitals(word);
    return letters >= 2 && letters <= longest_acronym;
}

/// Numbers of a Portuguese noun that Snowball gives two stems: "municipal" and "municipais", "ação" and "ações".
std::string other_number(const std::string& folded, const std::string& language) {
    if (language != "pt" && language != "gl") return {};
    constexpr std::array endings = {std::pair{"al", "ais"}, std::pair{"el", "eis"}, std::pair{"ol", "ois"},
                                    std::pair{"ul", "uis"}, std::pair{"ao", "oes"}, std::pair{"il", "is"}};
    for (const auto& [singular, plural] : endings) {
        for (const auto& [from, to] : {std::pair{singular, plural}, std::pair{plural, singular}}) {
            const std::string_view ending{from};
            if (folded.size() > ending.size() + 1 && folded.ends_with(ending))
                return folded.substr(0, folded.size() - ending.size()) + to;
        }
    }
    return {};
}

bool is_number(std::string_view folded) {
    return folded.find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

LabelTrie::LabelTrie(std::string language, const std::vector<Label>& labels) : language_(std::move(language)) {
    std::vector<Path> paths;
    paths.reserve(labels.size());
    for (const Label& label : labels) add_path(label, paths);
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    build(paths);
}

std::uint32_t LabelTrie::number(const Forms& word) {
    std::vector<std::string> stems{word.stem};
    if (!word.stem_accented.empty()) stems.push_back(word.stem_accented);
    if (const auto other = other_number(word.folded, language_); !other.empty())
        stems.push_back(forms(other, language_).stem);
    std::uint32_t number = 0;
    for (const auto& stem : stems) {
        if (const auto found = numbers_.find(stem); number == 0 && found != numbers_.end()) number = found->second;
    }
    if (number == 0) number = ++last_number_;
    for (auto& stem : stems) numbers_.try_emplace(std::move(stem), number);
    return number;
}

void LabelTrie::add_path(const Label& label, std::vector<Path>& paths) {
    const auto found = words(label.text);
    if (found.empty() || found.size() > longest_label) return;
    Path path{{}, {label.ordinal, 0}};
    bool telling = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto text = found[i].text;
        const bool acronym = is_acronym(text);
        if (acronym) path.entry.acronyms |= static_cast<std::uint16_t>(1U << i);
        const auto analysed = forms(text, language_);
        telling = telling || acronym || !(is_stop_word(text, language_) || is_number(analysed.folded));
        path.words.push_back(number(analysed));
    }
    if (telling) paths.push_back(std::move(path));
}

/// `paths` are sorted, so a node is a range of them that begin alike, those that end at the node first.
void LabelTrie::build(const std::vector<Path>& paths) {
    struct Range {
        std::size_t begin, end, depth;
    };
    std::vector<Range> nodes{{0, paths.size(), 0}};
    for (std::size_t node = 0; node < nodes.size(); ++node) {
        auto [at, end, depth] = nodes[node];
        first_edge_.push_back(static_cast<std::uint32_t>(words_.size()));
        first_entry_.push_back(static_cast<std::uint32_t>(entries_.size()));
        for (; at < end && paths[at].words.size() == depth; ++at) entries_.push_back(paths[at].entry);
        while (at < end) {
            const auto word = paths[at].words[depth];
            const auto begin = at;
            while (at < end && paths[at].words[depth] == word) ++at;
            words_.push_back(word);
            nodes.push_back({begin, at, depth + 1});
        }
    }
    first_edge_.push_back(static_cast<std::uint32_t>(words_.size()));
    first_entry_.push_back(static_cast<std::uint32_t>(entries_.size()));
    starts_.resize(last_number_ + 1);
    for (auto edge = first_edge_[0]; edge < first_edge_[1]; ++edge) starts_[words_[edge]] = edge + 1;
}

LabelTrie::Word LabelTrie::word(std::string_view text) const {
    return empty() ? 0 : word(text, forms(text, language_));
}

LabelTrie::Word LabelTrie::word(std::string_view text, const Forms& forms) const {
    auto found = numbers_.find(forms.stem);
    if (found == numbers_.end() && !forms.stem_accented.empty()) found = numbers_.find(forms.stem_accented);
    if (found == numbers_.end()) return 0;
    return found->second << 1U | static_cast<Word>(in_capitals(text));
}

std::uint32_t LabelTrie::child(std::uint32_t node, std::uint32_t number) const {
    const auto begin = words_.begin() + first_edge_[node], end = words_.begin() + first_edge_[node + 1];
    const auto found = std::lower_bound(begin, end, number);
    return found == end || *found != number ? 0 : static_cast<std::uint32_t>(found - words_.begin()) + 1;
}

bool LabelTrie::collect(std::uint32_t node, std::uint32_t capitals, std::vector<std::uint32_t>& concepts) const {
    bool any = false;
    for (auto at = first_entry_[node]; at < first_entry_[node + 1]; ++at) {
        const Entry& entry = entries_[at];
        if ((entry.acronyms & ~capitals) != 0) continue;
        if (!any) concepts.clear();
        if (!any || concepts.back() != entry.ordinal) concepts.push_back(entry.ordinal);
        any = true;
    }
    return any;
}

std::size_t LabelTrie::longest(std::span<const Word> words, std::vector<std::uint32_t>& concepts) const {
    concepts.clear();
    if (words.empty() || words[0] == 0) return 0;
    std::uint32_t node = starts_[words[0] >> 1U];
    std::uint32_t capitals = words[0] & 1U;
    std::size_t best = 0;
    for (std::size_t depth = 1; node != 0; ++depth) {
        if (collect(node, capitals, concepts)) best = depth;
        if (depth == words.size() || words[depth] == 0) break;
        capitals |= (words[depth] & 1U) << depth;
        node = child(node, words[depth] >> 1U);
    }
    return best;
}

}  // namespace acervo
