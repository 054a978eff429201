// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/postings.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

namespace acervo {
namespace {

// Xapian::BM25Weight's defaults.
constexpr double k1 = 1, b = 0.5, least_length = 0.5;

constexpr std::size_t entry_bytes = 160;  // of the list and the table, about

}  // namespace

PostingsPointer read_postings(const Xapian::Database& records, const std::string& term) {
    auto result = std::make_shared<Postings>();
    const auto frequency = records.get_termfreq(term);
    result->documents.reserve(frequency);
    result->wdf.reserve(frequency);
    if (frequency == 0) return result;
    for (auto at = records.postlist_begin(term); at != records.postlist_end(term); ++at) {
        result->documents.push_back(*at);
        result->wdf.push_back(at.get_wdf());
    }
    return result;
}

PostingsPointer PostingCache::of(const Xapian::Database& records, const std::string& term) {
    {
        const std::lock_guard lock{mutex_};
        if (const auto found = places_.find(term); found != places_.end()) {
            entries_.splice(entries_.begin(), entries_, found->second);
            return found->second->postings;
        }
    }
    // Two threads may read the same term at once; the second one's is then thrown away.
    auto fresh = read_postings(records, term);
    const auto size = fresh->bytes() + term.size() + entry_bytes;
    if (size > budget_) return fresh;
    const std::lock_guard lock{mutex_};
    if (const auto found = places_.find(term); found != places_.end()) return found->second->postings;
    entries_.push_front({term, fresh});
    places_.emplace(term, entries_.begin());
    bytes_ += size;
    while (bytes_ > budget_) {
        const auto& last = entries_.back();
        bytes_ -= last.postings->bytes() + last.term.size() + entry_bytes;
        places_.erase(last.term);
        entries_.pop_back();
    }
    return fresh;
}

std::size_t PostingCache::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_;
}

Lengths::Lengths(const Xapian::Database& records) : documents_(records.get_doccount()) {
    const auto size = static_cast<std::size_t>(records.get_lastdocid()) + 1;
    length_.assign(size, 0);
    norm_.assign(size, 1);
    const double average = records.get_avlength();
    const double factor = average == 0 ? 0 : 1 / average;
    for (auto at = records.postlist_begin(""); at != records.postlist_end(""); ++at) {
        const auto length = at.get_doclength();
        length_[*at] = length;
        norm_[*at] = k1 * (std::max(length * factor, least_length) * b + (1 - b));
    }
}

double Lengths::term_weight(std::uint32_t frequency) const {
    double odds = (documents_ - frequency + 0.5) / (frequency + 0.5);
    if (odds < 2) odds = odds * 0.5 + 1;  // terms of more than a third of the documents: small, but never negative
    return std::log(odds) * (k1 + 1);
}

}  // namespace acervo
