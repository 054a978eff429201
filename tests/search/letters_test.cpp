// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/letters.h"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <random>

namespace acervo {
namespace {

/// The definition, cell by cell.
int slowly(const std::u32string& a, const std::u32string& b) {
    std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = static_cast<int>(i);
    for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            table[i][j] = std::min(
                {table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

TEST_CASE("An edit is a letter inserted, deleted, replaced or swapped") {
    struct Case {
        const char *a, *b;
        int distance;
    };
    const auto one = GENERATE(values<Case>({{"agua", "agua", 0},
                                            {"agua", "aguas", 1},
                                            {"agua", "gua", 1},
                                            {"agua", "agha", 1},
                                            {"agua", "auga", 1},
                                            {"ca", "abc", 3},  // a piece is not changed twice
                                            {"presupuesto", "presupeusto", 1},
                                            {"ação", "acao", 2},
                                            {"日本語", "日語本", 1},
                                            {"", "agua", -1},
                                            {"abcdefghijklmnopqrstuvwxyzabcdefg", "agua", -1}}));
    CAPTURE(one.a, one.b);
    CHECK(edit_distance(one.a, one.b) == one.distance);
    CHECK(edit_distance(one.b, one.a) == one.distance);
}

TEST_CASE("The bit-parallel distance is that of the definition, and a signature never hides a near word") {
    std::mt19937 random{20240826};
    const std::u32string alphabet = U"abcdñé本z";
    const auto any = [&](std::size_t most) {
        std::u32string result;
        for (auto i = 1 + random() % most; i > 0; --i) result += alphabet[random() % alphabet.size()];
        return result;
    };
    for (int i = 0; i < 20'000; ++i) {
        const auto a = any(i % 2 ? 8 : Spelling::longest), b = any(i % 3 ? 8 : Spelling::longest);
        const auto distance = slowly(a, b);
        REQUIRE(Spelling{a}.distance_to(b) == distance);
        const auto left = Spelling::signature(a), right = Spelling::signature(b);
        REQUIRE(std::popcount(left & ~right) <= distance);
        REQUIRE(std::popcount(right & ~left) <= distance);
    }
}

}  // namespace
}  // namespace acervo
