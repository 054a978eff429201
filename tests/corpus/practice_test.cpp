// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/practice.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace acervo {
namespace {

TEST_CASE("practice: confirmed recently for 36 months, to the day") {
    for (const auto& [confirmed, today, expected] :
         std::vector<std::tuple<std::string, std::string, std::string>>{{"2023-05-10", "2023-05-10", "recent"},
                                                                        {"2023-05-10", "2026-05-10", "recent"},
                                                                        {"2023-05-10", "2026-05-11", "stale"},
                                                                        {"2023-05", "2026-05-01", "recent"},
                                                                        {"2023-05", "2026-05-02", "stale"},
                                                                        {"2023", "2026-01-01", "recent"},
                                                                        {"2023", "2026-01-02", "stale"},
                                                                        {"", "2026-01-01", "never"},
                                                                        {"soon", "2026-01-01", "never"},
                                                                        {"2020/2023", "2026-01-01", "never"}}) {
        INFO(confirmed << " on " << today);
        Practice practice;
        practice.last_confirmed = confirmed;
        CHECK(confirmation(practice, today) == expected);
    }
}

TEST_CASE("practice: bands of cost by orders of magnitude, of money whose worth is known") {
    const auto band = [](std::optional<double> setup, std::optional<double> yearly, const std::string& currency) {
        Practice practice;
        practice.cost = Cost{.setup = setup, .yearly = yearly, .currency = currency};
        return budget_band(practice);
    };
    CHECK(band(9'000, {}, "USD") == "b1");
    CHECK(band(9'000, 1'000, "USD") == "b2");
    CHECK(band({}, 120'000, "EUR") == "b3");
    CHECK(band(100'000'000, {}, "COP") == "b2");
    CHECK(band(50e6, {}, "BRL") == "b5");
    CHECK(band(1e9, {}, "VES").empty());
    CHECK(band(1000, {}, "").empty());
    CHECK(band({}, {}, "EUR").empty());
    CHECK(budget_band({}).empty());
}

TEST_CASE("practice: what was needed is what the record says of it") {
    Practice practice;
    CHECK(needs_of(practice).empty());
    practice.legal_basis = {{"es", "Ordenanza"}};
    practice.staff_fte = 2;
    practice.actors = {{.name = "Ayuntamiento", .type = "municipality"}};
    CHECK(needs_of(practice) == std::vector<std::string>{"law", "staff"});
    practice.actors.push_back({.name = "Universidad", .type = "university"});
    practice.funding = {{.source = "UE"}};
    practice.conditions = {{"es", "Voluntad"}};
    CHECK(needs_of(practice) == std::vector<std::string>{"law", "money", "staff", "partners", "conditions"});
}

TEST_CASE("practice: what it lacks, field by field") {
    Record record;
    CHECK(missing_fields(record).empty());
    record.practice = Practice{};
    CHECK(missing_fields(record).size() == practice_field_count);
    record.practice->lessons = {{"es", "Una"}};
    record.practice->milestones = {{.date = "2020"}};
    const auto missing = missing_fields(record);
    CHECK(missing.size() == practice_field_count - 2);
    CHECK(std::ranges::count(missing, "lessons") == 0);
    CHECK(std::ranges::count(missing, "process") == 0);
    CHECK(std::ranges::count(missing, "cost") == 1);
    // A rating or two is no profile.
    record.practice->transferability["evidence"].value = 3;
    CHECK(std::ranges::count(missing_fields(record), "transferability") == 1);
}

}  // namespace
}  // namespace acervo
