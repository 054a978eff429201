// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace acervo {
namespace {

double gain(int grade, std::size_t rank) {
    return grade > 0 ? (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 1) : 0;
}

}  // namespace

Measures measure(const std::vector<std::string>& ranking, const Judgements& judgements) {
    std::vector<int> ideal;
    for (const auto& [document, grade] : judgements)
        if (grade > 0) ideal.push_back(grade);
    std::ranges::sort(ideal, std::greater{});
    Measures result;
    if (ideal.empty()) return result;
    double best = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, ideal.size()); ++i) best += gain(ideal[i], i + 1);
    for (std::size_t i = 0; i < std::min<std::size_t>(100, ranking.size()); ++i) {
        const auto judged = judgements.find(ranking[i]);
        if (judged == judgements.end() || judged->second <= 0) continue;
        result.recall_100 += 1;
        if (i >= 10) continue;
        result.recall_10 += 1;
        result.ndcg_10 += gain(judged->second, i + 1) / best;
        if (result.mrr_10 == 0) result.mrr_10 = 1.0 / static_cast<double>(i + 1);
    }
    result.recall_10 /= static_cast<double>(ideal.size());
    result.recall_100 /= static_cast<double>(ideal.size());
    return result;
}

Measures mean(const std::vector<Measures>& all) {
    Measures sum;
    for (const auto& one : all) {
        sum.ndcg_10 += one.ndcg_10;
        sum.mrr_10 += one.mrr_10;
        sum.recall_10 += one.recall_10;
        sum.recall_100 += one.recall_100;
    }
    const auto count = std::max<double>(1, static_cast<double>(all.size()));
    return {sum.ndcg_10 / count, sum.mrr_10 / count, sum.recall_10 / count, sum.recall_100 / count};
}

double percentile(std::vector<double> numbers, double percent) {
    if (numbers.empty()) return 0;
    std::ranges::sort(numbers);
    const auto rank = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(numbers.size())));
    return numbers[std::clamp<std::size_t>(rank, 1, numbers.size()) - 1];
}

}  // namespace acervo
