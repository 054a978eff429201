// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace acervo {

/// Grades of documents for one query; 0 or less: judged not relevant.
using Judgements = std::map<std::string, int>;

/// How good one ranking is, or the mean of several; 0..1.
struct Measures {
    double ndcg_10 = 0;    ///< gains 2^grade - 1, discounted by log2(rank + 1), over the best possible
    double mrr_10 = 0;     ///< 1 / rank of the first relevant one among ten
    double recall_10 = 0;  ///< share of the relevant ones among the first ten
    double recall_100 = 0;
};

Measures measure(const std::vector<std::string>& ranking, const Judgements& judgements);
Measures mean(const std::vector<Measures>& all);

/// Nearest-rank percentile (0..100) of numbers in any order; 0 of none.
double percentile(std::vector<double> numbers, double percent);

}  // namespace acervo
