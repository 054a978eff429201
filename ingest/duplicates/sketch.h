// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// What is remembered of a text, to be compared with others: the smallest hashes of its shingles (runs of three folded
/// words, numbers left out), and hashes of the identifiers of its record. The smallest of all hashes are a random
/// sample that is the same sample in every text that has them, which is what makes two of them comparable.
struct TextSketch {
    std::uint32_t shingles = 0;              ///< different ones in the text
    std::vector<std::uint32_t> hashes;       ///< ascending: one in 16 of them, at least 64 and at most 4096
    std::vector<std::uint64_t> identifiers;  ///< hash_of() the first 255 of the record

    bool is_whole() const { return hashes.size() == shingles; }
    bool operator==(const TextSketch&) const = default;
};

/// How much of two texts is the same, estimated from their sketches (a standard error of 0.05 at 64 hashes).
struct TextLikeness {
    double jaccard = 0;    ///< what both have of what either has
    double contained = 0;  ///< what both have of what the smaller one has
    int samples = 0;       ///< hashes of the smaller one that the estimate rests on
};

/// The texts of the units; title and abstract where there are no units to speak of.
TextSketch sketch_of(const Record& record, const std::vector<Unit>& units);

/// The shingles of texts. Words from several calls never form one shingle.
class Shingles {
public:
    void add(std::string_view text);
    /// Sorted, each once. Leaves nothing behind.
    std::vector<std::uint32_t> take();

private:
    std::vector<std::uint32_t> hashes_;
};

TextLikeness likeness(const TextSketch& one, const TextSketch& other);

/// As the catalogue keeps it: about 280 bytes of a short text, at most 17 kB.
std::string to_bytes(const TextSketch& sketch);
/// Nothing when the bytes are of another version of the program, or none of ours.
std::optional<TextSketch> sketch_from(std::string_view bytes);

}  // namespace acervo
