// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/levels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "corpus/error.h"
#include "corpus/vocabulary.h"
#include "ingest/description/calibration.h"
#include "ingest/description/share_json.h"

namespace acervo {

namespace {

constexpr std::array<double, where_count> where_weight = {3, 2.5, 2, 1, 1};  // in the order of Where
/// Every text on public affairs speaks of ministries and civil society in passing.
const std::map<std::string, double, std::less<>> telling = {
    {"national", 0.6}, {"nongov", 0.3}, {"supranational", 0.6}, {"submun", 0.7}};

}  // namespace

LevelSuggester::LevelSuggester() {
    const auto json = read_share_json("levels.json");
    for (const auto& [level, words] : json.items()) {
        for (const auto& word : words)
            phrases_.add(word.get<std::string>(), static_cast<std::uint32_t>(levels_.size()));
        levels_.push_back(level);
    }
}

void LevelSuggester::suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const {
    std::vector<std::map<std::string, double>> words(levels_.size());
    for (const auto& passage : reading.passages) {
        phrases_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
            const auto last = at + found.count - 1;
            const auto text = passage.text.substr(passage.begin[at],
                                                  passage.begin[last] + passage.words[last].size() - passage.begin[at]);
            for (const auto level : found.meanings)
                words[level][text] += where_weight[static_cast<std::size_t>(passage.where)];
        });
    }
    std::vector<std::pair<double, std::size_t>> best;
    double all = 0;
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        double weight = 0;
        for (const auto& [word, its] : words[level]) weight += std::sqrt(its);
        if (const auto says = telling.find(levels_[level]); says != telling.end()) weight *= says->second;
        all += weight;
        best.emplace_back(weight, level);
    }
    std::ranges::sort(best, std::ranges::greater{});
    constexpr std::size_t most = 2;
    for (std::size_t i = 0; i < most; ++i) {
        const auto [weight, level] = best[i];
        const double confidence = level_calibration(weight, weight / std::max(all, 1e-9));
        if (weight == 0 || confidence < least_confidence) continue;
        std::vector<std::pair<double, std::string>> sorted;
        for (const auto& [word, its] : words[level]) sorted.emplace_back(its, word);
        std::ranges::sort(sorted, std::ranges::greater{});
        Because because;
        for (const auto& [its, word] : sorted) because.add(word);
        suggestions.push_back({{}, "government_level", levels_[level], confidence, because.words(), {}});
    }
}

}  // namespace acervo
