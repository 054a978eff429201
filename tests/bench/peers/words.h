// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// The vocabulary that documents are written in: real words, most frequent first.
namespace acervo::bench {

/// SplitMix64: the same numbers everywhere, unlike the distributions of <random>.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    double unit();  ///< [0, 1)
    std::uint32_t below(std::uint32_t bound);
    double normal();

private:
    std::uint64_t state_;
};

/// Ranks with frequencies proportional to 1 / (rank + shift)^exponent.
class Zipf {
public:
    Zipf(std::size_t ranks, double exponent, double shift);
    std::size_t pick(Random& random) const;

private:
    std::vector<double> up_to_;  ///< cumulated shares
};

struct Words {
    std::string language;
    std::vector<std::string> by_rank;     ///< stop words, then the rest
    std::size_t stop_words = 0;           ///< how many of them come first
    std::vector<std::uint32_t> everyday;  ///< ranks of the words of local government, one a concept
};

inline constexpr std::array languages = {"es", "en", "pt"};

/// Of the installed word lists (/usr/share/dict), 60,000 a language. @throws std::runtime_error naming the package
Words load_words(const std::string& language);

/// A rank below `ranks`, alike often for each order of magnitude from 20 up: from frequent to rather rare.
std::uint32_t spread_rank(Random& random, std::uint32_t ranks);

/// For each rank of each language whether a question with this word finds the same documents however engines analyse:
/// no other word of its language shares a form or a stem with it, and no other language has it.
std::vector<std::vector<bool>> unambiguous(const std::vector<Words>& all);

}  // namespace acervo::bench
