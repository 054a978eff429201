// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// Where in a record some words stand.
enum class Where { title, keywords, abstract, body, affiliation };
constexpr std::size_t where_count = 5;

/// A text of a record, divided into words once for all who look at it.
struct TextPassage {
    Where where = Where::body;
    std::string language;  ///< analysis language; "und" where it is not known
    std::string text;
    std::vector<std::string> words;   ///< as written
    std::vector<std::string> folded;  ///< the same, folded
    std::vector<std::size_t> begin;   ///< byte offsets of the words
    int unit = 0;                     ///< number of the unit, 0: none
    bool heading = false;             ///< title of a unit

    /// What stands between a word and the next one.
    std::string_view gap(std::size_t word) const;
    bool is_capitalised(std::size_t word) const;
    bool is_all_capitals(std::size_t word) const;
    /// Whether a sentence or line begins with the word.
    bool begins_sentence(std::size_t word) const;
};

/// A record as the suggesters read it: of each of its parts as much as is enough to tell.
struct Reading {
    Reading(const Record& record, const std::vector<Unit>& units, std::string media_type);

    const Record& record;
    const std::vector<Unit>& units;
    std::string media_type;  ///< of the main file; empty: none
    std::vector<TextPassage> passages;
    std::array<std::size_t, where_count> length{};  ///< words by part
    std::unordered_set<std::string> uncapitalised;  ///< folded words that stand in lower case somewhere

    std::size_t words() const;

private:
    std::array<std::size_t, where_count> bytes_{};  ///< read, by part
    void settle_languages();
    void add(Where where, const std::string& language, std::string_view text, int unit = 0, bool heading = false);
};

constexpr std::size_t most_read = 60UL * 1024;  ///< bytes of a part; what a document is about is said sooner

}  // namespace acervo
