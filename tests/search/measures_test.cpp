// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/measures.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace acervo;

TEST_CASE("Rankings are measured as trec_eval measures them") {
    const Judgements judged = {{"a", 1}, {"b", 2}, {"c", 0}, {"d", 1}};
    const auto best = measure({"b", "a", "d"}, judged);
    CHECK(best.ndcg_10 == Approx(1));
    CHECK(best.mrr_10 == Approx(1));
    CHECK(best.recall_10 == Approx(1));
    CHECK(best.recall_100 == Approx(1));

    const auto worse = measure({"c", "x", "a"}, judged);
    CHECK(worse.mrr_10 == Approx(1.0 / 3));
    CHECK(worse.recall_10 == Approx(1.0 / 3));
    const double ideal = 3 + 1 / std::log2(3.0) + 0.5;
    CHECK(worse.ndcg_10 == Approx(0.5 / ideal));

    std::vector<std::string> late(10, "x");
    late.emplace_back("a");
    CHECK(measure(late, judged).mrr_10 == 0);
    CHECK(measure(late, judged).recall_10 == 0);
    CHECK(measure(late, judged).recall_100 == Approx(1.0 / 3));
    CHECK(measure({}, judged).ndcg_10 == 0);
    CHECK(measure({"a"}, {}).mrr_10 == 0);
}

TEST_CASE("Means and percentiles") {
    CHECK(mean({{1, 1, 1, 1}, {0, 0.5, 0, 1}}).mrr_10 == Approx(0.75));
    CHECK(mean({}).ndcg_10 == 0);
    CHECK(percentile({3, 1, 2}, 50) == 2);
    CHECK(percentile({4, 3, 1, 2}, 95) == 4);
    CHECK(percentile({4, 3, 1, 2}, 0) == 1);
    CHECK(percentile({}, 50) == 0);
}
