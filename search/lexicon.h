// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace Xapian {
class Database;
}

namespace acervo {

/// The folded words of one analysis language of an index, with the number of records of each. Immutable once made;
/// shared by threads. Some 20 bytes a word, and 35 more once somebody asked for what is alike or near.
class Lexicon {
public:
    struct Found {
        std::string_view word;  ///< of the lexicon's own: valid as long as that is
        std::uint32_t frequency = 0;
        double likeness = 1;  ///< 0..1
    };

    /// The words under the prefix fields::word of the language. @throws Xapian::Error
    Lexicon(const Xapian::Database& records, const std::string& language);

    /// Records that have the word; 0: it is not there.
    std::uint32_t frequency(std::string_view folded) const;

    /// The most frequent ones first.
    std::vector<Found> beginning_with(std::string_view folded, std::size_t limit) const;
    /// How many words begin so.
    std::size_t count_beginning_with(std::string_view folded) const;

    /// Words alike by Dice's coefficient of their trigrams (letters, two blanks before the word and one behind it;
    /// what repeats counts again), at least `least`; the most alike first, of these the most frequent. Its word itself
    /// is one. Takes 0 < least <= 1.
    std::vector<Found> alike(std::string_view folded, double least, std::size_t limit) const;

    /// Words within an edit distance (Spelling), the nearest first, of these the most frequent. likeness: 1 - distance
    /// / letters of the longer word.
    std::vector<Found> near(std::string_view folded, int distance, std::size_t limit) const;

    /// Whether alike() and near() look at the word: no digits, at most Spelling::longest letters. In a very large
    /// lexicon (over `large` words) those of a single record are left out: most are errors of OCR.
    bool is_compared(std::string_view word, std::uint32_t frequency) const;
    static constexpr std::size_t large = 300'000;

    std::size_t size() const { return frequencies_.size(); }
    std::size_t bytes() const;

private:
    /// What words are compared by: those that are, ordered by their number of letters.
    struct Shapes {
        std::vector<std::uint32_t> words;       ///< by rank
        std::vector<std::uint64_t> signatures;  ///< by rank
        std::vector<std::uint32_t> begins;      ///< first rank of each number of letters, and the end
        std::vector<std::uint64_t> trigrams;    ///< keys, ascending
        std::vector<std::uint32_t> lists;       ///< first of each trigram's postings, and the end
        std::vector<std::uint32_t> postings;    ///< ranks, ascending in each list
    };

    std::string_view word(std::size_t i) const;
    std::pair<std::size_t, std::size_t> range_beginning_with(std::string_view folded) const;
    const Shapes& shapes() const;
    void order_by_letters() const;
    void post_trigrams() const;

    std::string text_;                    ///< the words, ascending bytewise, end to end
    std::vector<std::uint32_t> offsets_;  ///< of each word in it, and the end
    std::vector<std::uint32_t> frequencies_;
    mutable std::once_flag shaped_;
    mutable Shapes shapes_;
};

}  // namespace acervo
