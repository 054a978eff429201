// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/letters.h"

#include <algorithm>

namespace acervo {

std::u32string letters_of(std::string_view text) {
    std::u32string result;
    result.reserve(text.size());
    for (const char byte : text) {
        const auto bits = static_cast<unsigned char>(byte);
        if ((bits & 0xC0U) == 0x80U && !result.empty())
            result.back() = result.back() << 6U | (bits & 0x3FU);
        else
            result += static_cast<char32_t>(bits < 0x80U ? bits
                                                         : bits & (bits >= 0xF0U   ? 0x07U
                                                                   : bits >= 0xE0U ? 0x0FU
                                                                                   : 0x1FU));
    }
    return result;
}

Spelling::Spelling(std::u32string_view letters) : size_(std::min(letters.size(), longest)) {
    for (std::size_t i = 0; i < size_; ++i) {
        const auto place = std::uint64_t{1} << i;
        if (letters[i] < ascii_.size()) {
            ascii_[letters[i]] |= place;
            continue;
        }
        const auto known = std::ranges::find(others_, letters[i], &std::pair<char32_t, std::uint64_t>::first);
        if (known == others_.end())
            others_.emplace_back(letters[i], place);
        else
            known->second |= place;
    }
}

std::uint64_t Spelling::places_of(char32_t letter) const {
    if (letter < ascii_.size()) return ascii_[letter];
    for (const auto& [other, places] : others_)
        if (other == letter) return places;
    return 0;
}

int Spelling::distance_to(std::u32string_view other) const {
    // H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003. A column of the
    // table is held as the differences between its cells: one more (up) or one less (down) than the cell above.
    const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
    std::uint64_t up = ~std::uint64_t{0}, down = 0, diagonal = 0, places_before = 0;
    auto distance = static_cast<int>(size_);
    for (const auto letter : other) {
        const auto places = places_of(letter);
        const auto swapped = ((~diagonal & places) << 1U) & places_before;
        diagonal = (((places & up) + up) ^ up) | places | down | swapped;
        auto right_up = down | ~(diagonal | up);
        auto right_down = diagonal & up;
        if (right_up & last) ++distance;
        if (right_down & last) --distance;
        right_up = right_up << 1U | 1U;
        right_down <<= 1U;
        up = right_down | ~(diagonal | right_up);
        down = right_up & diagonal;
        places_before = places;
    }
    return distance;
}

std::uint64_t Spelling::signature(std::u32string_view letters) {
    std::uint64_t result = 0;
    for (const auto letter : letters) {
        if (letter >= 'a' && letter <= 'z') {
            const auto bit = std::uint64_t{1} << (2 * (letter - 'a'));
            result |= (result & bit) == 0 ? bit : bit << 1U;
        } else {
            result |= std::uint64_t{1} << (52 + letter % 12);
        }
    }
    return result;
}

int edit_distance(std::string_view a, std::string_view b) {
    const auto from = letters_of(a), to = letters_of(b);
    const auto usable = [](const std::u32string& letters) {
        return !letters.empty() && letters.size() <= Spelling::longest;
    };
    return usable(from) && usable(to) ? Spelling{from}.distance_to(to) : -1;
}

}  // namespace acervo
