// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace acervo {

using DocId = std::uint32_t;  ///< Xapian's number of a record, from 1

/// A set of documents, one bit each; all sets of one index have the same size.
class Bits {
public:
    static constexpr std::size_t per_word = 64;

    Bits() = default;
    /// Empty, with room for the documents 0 .. size - 1.
    explicit Bits(std::size_t size) : words_((size + per_word - 1) / per_word) {}

    void set(DocId document) { words_[document / per_word] |= std::uint64_t{1} << document % per_word; }
    void reset(DocId document) { words_[document / per_word] &= ~(std::uint64_t{1} << document % per_word); }
    bool test(DocId document) const { return (words_[document / per_word] >> document % per_word & 1U) != 0; }

    void operator&=(const Bits& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    }
    void operator|=(const Bits& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    }
    void remove(const Bits& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    }

    std::size_t count() const;

    /// Calls `step(document)` for each, ascending.
    template <typename Step>
    void for_each(Step&& step) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            for (auto word = words_[i]; word != 0; word &= word - 1)
                step(static_cast<DocId>(i * per_word) + static_cast<DocId>(std::countr_zero(word)));
    }

    std::vector<std::uint64_t>& words() { return words_; }
    const std::vector<std::uint64_t>& words() const { return words_; }
    bool operator==(const Bits&) const = default;

private:
    std::vector<std::uint64_t> words_;
};

/// How many documents are in both sets.
std::size_t count_common(const Bits& a, const Bits& b);

}  // namespace acervo
