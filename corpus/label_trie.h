// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/analysis.h"

namespace acervo {

/// The labels of a thesaurus in one analysis language, for finding them in texts. Words are compared by their stems
/// (either of a word's two may agree), stop words inside a label included, so that an inflected or unaccented label is
/// found. Immutable; safe to share among threads. About 20 bytes a word of the labels.
class LabelTrie {
public:
    /// A word as the trie knows it: 0 when no label has it. Whoever meets a word again keeps it: making it costs an
    /// analysis, walking on it some nanoseconds.
    using Word = std::uint32_t;

    struct Label {
        std::string text;
        std::uint32_t ordinal = 0;  ///< of its concept
    };
    LabelTrie() = default;  ///< finds nothing
    /// Labels of stop words or numbers alone are left out, and so are those of more than longest_label words.
    LabelTrie(std::string language, const std::vector<Label>& labels);

    Word word(std::string_view text) const;
    /// The same, when the caller has the word's forms() in the trie's language already.
    Word word(std::string_view text, const Forms& forms) const;

    /// How many words the longest label has that begins with the first of `words`; 0: none does. Its concepts' ordinals
    /// are put into `concepts`, in ascending order. An acronym (a word of a label in two to five capitals) agrees only
    /// with a word in capitals.
    std::size_t longest(std::span<const Word> words, std::vector<std::uint32_t>& concepts) const;

    bool empty() const { return words_.empty(); }

    static constexpr std::size_t longest_label = 16;  ///< words

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    /// A concept that has a label ending at a node. Bit i of `acronyms`: the label's i-th word is one.
    struct Entry {
        std::uint32_t ordinal;
        std::uint16_t acronyms;
        auto operator<=>(const Entry&) const = default;
    };
    /// One label as numbers, while the trie is built.
    struct Path {
        std::vector<std::uint32_t> words;
        Entry entry;
        auto operator<=>(const Path&) const = default;
    };

    std::uint32_t number(const Forms& word);
    void add_path(const Label& label, std::vector<Path>& paths);
    void build(const std::vector<Path>& paths);
    /// Node below `node` for a word's number; 0: none.
    std::uint32_t child(std::uint32_t node, std::uint32_t number) const;
    bool collect(std::uint32_t node, std::uint32_t capitals, std::vector<std::uint32_t>& concepts) const;

    std::string language_ = "und";
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>
        numbers_;  ///< stem -> number of the word, from 1
    std::uint32_t last_number_ = 0;
    // Nodes are numbered breadth first, 0 is the root, so that each edge leads to the node of its own place plus one.
    std::vector<std::uint32_t> words_;        ///< by edge: the word's number; ascending within a node
    std::vector<std::uint32_t> first_edge_;   ///< by node, and one more
    std::vector<std::uint32_t> first_entry_;  ///< by node, and one more
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> starts_;  ///< by number of a word: node below the root; 0: none
};

}  // namespace acervo
