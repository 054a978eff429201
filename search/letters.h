// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo {

/// The code points of well-formed UTF-8.
std::u32string letters_of(std::string_view text);

/// A word that many others are compared with.
class Spelling {
public:
    static constexpr std::size_t longest = 32;  ///< letters; longer things are no words that somebody misspelt

    /// @param letters 1 to `longest`
    explicit Spelling(std::u32string_view letters);

    /// Letters inserted, deleted, replaced or swapped with their neighbour to get to the other one, no piece being
    /// changed twice (optimal string alignment). 64 cells of the table at once.
    int distance_to(std::u32string_view other) const;

    /// Which letters a word has, and which twice. An edit adds at most one bit and removes at most one.
    static std::uint64_t signature(std::u32string_view letters);

private:
    std::uint64_t places_of(char32_t letter) const;

    std::size_t size_;
    std::array<std::uint64_t, 128> ascii_{};  ///< bit i: the letter stands at i
    std::vector<std::pair<char32_t, std::uint64_t>> others_;
};

/// Spelling{a}.distance_to(b), for one pair. UTF-8; -1: one of them has no letters, or too many.
int edit_distance(std::string_view a, std::string_view b);

}  // namespace acervo
