// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/bits.h"

namespace Xapian {
class Database;
}

/// Private to search/*.cpp: what the executor reads of an index, in memory.
namespace acervo {

/// The documents of one term, ascending, and how often each has it.
struct Postings {
    std::vector<DocId> documents;
    std::vector<std::uint32_t> wdf;
    std::size_t size() const { return documents.size(); }
    std::size_t bytes() const { return sizeof(*this) + documents.capacity() * 4 + wdf.capacity() * 4; }
};
using PostingsPointer = std::shared_ptr<const Postings>;

PostingsPointer read_postings(const Xapian::Database& records, const std::string& term);

/// The postings of the terms asked for most recently, of one state of an index; also of terms that are not there.
/// Decoding them from Xapian's tables costs about 20 ns each, walking them here less than 3. Thread-safe.
class PostingCache {
public:
    /// `budget`: bytes kept at most; a term larger than that is read again each time.
    explicit PostingCache(std::size_t budget = std::size_t{64} << 20) : budget_(budget) {}

    /// `records` must be open at the state that the cache is of.
    PostingsPointer of(const Xapian::Database& records, const std::string& term);

    std::size_t bytes() const;

private:
    struct Entry {
        std::string term;
        PostingsPointer postings;
    };

    mutable std::mutex mutex_;
    std::size_t budget_, bytes_ = 0;
    std::list<Entry> entries_;  ///< most recently used first
    std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

/// What BM25 needs to know of the documents, as Xapian's default computes it: k1 = 1, k2 = 0, k3 = 1, b = 0.5, lengths
/// of at least half the average.
class Lengths {
public:
    Lengths() = default;
    explicit Lengths(const Xapian::Database& records);

    std::uint32_t length(DocId document) const { return length_[document]; }
    /// Part of a document's weight for a term that it has `wdf` times, to be multiplied by term_weight().
    double share(DocId document, std::uint32_t wdf) const {
        const double times = wdf;
        return times / (norm_[document] + times);
    }
    /// Weight of a term that `frequency` documents have; to the bit what Xapian 1.4's BM25Weight makes of it.
    double term_weight(std::uint32_t frequency) const;
    std::uint32_t documents() const { return documents_; }

private:
    std::uint32_t documents_ = 0;
    std::vector<std::uint32_t> length_;
    std::vector<double> norm_;
};

}  // namespace acervo
