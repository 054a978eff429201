// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/names.h"

namespace acervo {

/// The names of one state of the index, to be found by the beginnings of their words. Immutable; shared by threads.
/// Titles themselves stay in the index: some 80 bytes a name of nine words.
class Completer {
public:
    explicit Completer(std::vector<Name> names);

    /// Something that matches: every word of what was typed begins a word of the name.
    struct Match {
        std::size_t name = 0;
        double score = 0;
    };
    /// The names that all the words begin words of, in any order; best first: those that begin with what was typed,
    /// then whole words, then much of the name typed, then how many records it has, and things of which there are few
    /// (themes, events, places) before people and titles. Of the labels of one thing the reader's own first. Each thing
    /// once. `typed`: folded words.
    std::vector<Match> find(const std::vector<std::string>& typed, const std::string& language,
                            std::size_t limit) const;

    struct Entry {
        Suggestion::Kind kind = Suggestion::Kind::title;
        std::string_view text;  ///< empty: a title, which the index has
        std::string_view code, language;
        std::uint32_t count = 0;
        DocId document = 0;
    };
    Entry entry(std::size_t name) const;

    std::size_t size() const { return counts_.size(); }
    std::size_t bytes() const;

private:
    using Range = std::pair<std::uint32_t, std::uint32_t>;  ///< of words

    std::string_view word(std::size_t i) const;
    Range range_of(std::string_view beginning) const;
    std::vector<std::uint64_t> names_with_all(const std::vector<Range>& ranges) const;
    double score(std::size_t name, Suggestion::Kind kind, const std::vector<std::string>& typed,
                 const std::vector<Range>& ranges, const std::string& language) const;

    static constexpr std::size_t kinds = 8;

    std::string words_;                       ///< folded, ascending bytewise, end to end
    std::vector<std::uint32_t> word_begins_;  ///< of each in it, and the end
    std::vector<std::uint32_t> postings_;     ///< names by word, ascending in each
    std::vector<std::uint32_t> lists_;        ///< first posting of each word, and the end

    // By name; names are ordered by kind, then the most frequent first, then the shortest.
    std::array<std::uint32_t, kinds + 1> kind_begins_{};
    std::vector<std::uint32_t> sequences_;        ///< words of each name, as they stand in it
    std::vector<std::uint32_t> sequence_begins_;  ///< and the end
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint32_t> documents_;    ///< titles: document
    std::string texts_;                       ///< others: text, code and language, each ended by a NUL
    std::vector<std::uint32_t> text_begins_;  ///< of others
};

}  // namespace acervo
