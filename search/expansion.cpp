// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/expansion.h"

#include <xapian.h>

#include <algorithm>
#include <map>

#include "search/query.h"

namespace acervo {
namespace {

/// Terms that are looked at for the most frequent ones; about ten milliseconds.
constexpr std::size_t most_terms = 20'000;

struct Candidate {
    Xapian::doccount frequency = 0;
    std::size_t prefix = 0;
    std::string word;
};

}  // namespace

std::vector<Expansion> expand(const Xapian::Database& records, const std::vector<std::string>& term_prefixes,
                              const std::string& beginning) {
    if (beginning.empty()) return {};
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < term_prefixes.size(); ++i) {
        const auto start = term_prefixes[i] + beginning;
        for (auto term = records.allterms_begin(start); term != records.allterms_end(start); ++term) {
            candidates.push_back({term.get_termfreq(), i, (*term).substr(term_prefixes[i].size())});
            if (candidates.size() <= most_terms) continue;
            throw TooBroad{beginning, most_terms};
        }
    }
    const auto end =
        candidates.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(max_expansion, candidates.size()));
    std::partial_sort(candidates.begin(), end, candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.frequency != b.frequency ? a.frequency > b.frequency : a.word < b.word;
    });
    std::map<std::size_t, Expansion> by_prefix;
    for (auto one = candidates.begin(); one != end; ++one) {
        auto& expansion = by_prefix[one->prefix];
        expansion.term_prefix = term_prefixes[one->prefix];
        expansion.words.push_back(std::move(one->word));
    }
    std::vector<Expansion> result;
    for (auto& [prefix, expansion] : by_prefix) result.push_back(std::move(expansion));
    return result;
}

}  // namespace acervo
