// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace acervo {

/// Fixed phrases with what they stand for, found in folded words: the longest from each word on.
class Phrases {
public:
    void add(std::string_view phrase, std::uint32_t meaning);

    struct Found {
        std::size_t count = 0;  ///< words; 0: none begins here
        std::span<const std::uint32_t> meanings;
    };
    Found longest(const std::vector<std::string>& folded, std::size_t from) const;

    /// Calls `visit` with the first word of each phrase, from left to right, never overlapping.
    void each(const std::vector<std::string>& folded,
              const std::function<void(std::size_t, const Found&)>& visit) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    struct Node {
        bool goes_on = false;  ///< a longer phrase begins so
        std::vector<std::uint32_t> meanings;
    };
    std::unordered_map<std::string, Node, Hash, std::equal_to<>> nodes_;  ///< by the words joined by a space
};

}  // namespace acervo
