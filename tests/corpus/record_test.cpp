// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record.h"

#include "corpus/error.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace acervo;

TEST_CASE("a record id is ten letters that depend on the collection and the key alone") {
    // First 50 bits of SHA-256("clad" NUL "2024/001"), computed apart from this program.
    CHECK(record_id("clad", "2024/001") == "vzz2y0sz7z");
    CHECK(record_id("clad", "2024/001") == record_id("clad", "2024/001"));
    CHECK(record_id("clad", "2024/001") != record_id("cla", "d2024/001"));
    CHECK(record_id("", "") == "drt0q77zpd");

    std::set<std::string> ids;
    for (int i = 0; i < 20'000; ++i) {
        const std::string id = record_id("c", std::to_string(i));
        REQUIRE(id.size() == 10);
        REQUIRE(id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
        ids.insert(id);
    }
    CHECK(ids.size() == 20'000);
}

TEST_CASE("the text to show is that of the reader's language, then its kin, then English, then any") {
    struct Case {
        LangMap map;
        std::string language, tag;
    };
    const auto [map, language, tag] = GENERATE(values<Case>({
        {{{"es", "agua"}, {"pt", "água"}, {"en", "water"}}, "pt", "pt"},
        {{{"es", "agua"}, {"en", "water"}}, "pt", "es"},
        {{{"pt", "água"}, {"en", "water"}}, "gl", "pt"},
        {{{"es", "agua"}, {"pt", "água"}}, "ca", "es"},
        {{{"en", "water"}, {"fr", "eau"}}, "es", "en"},
        {{{"de", "Wasser"}, {"fr", "eau"}}, "es", "de"},
        {{{"pt-BR", "trem"}, {"es", "tren"}}, "pt", "pt-BR"},
        {{{"pt", "comboio"}, {"pt-BR", "trem"}}, "pt-BR", "pt-BR"},
        {{{"pt", "comboio"}, {"pt-BR", "trem"}}, "pt-PT", "pt"},
        {{{"pt-BR", "trem"}, {"pt-x-mt", "trem?"}}, "pt-PT", "pt-BR"},
        {{{"pt-x-mt", "trem?"}, {"es", "tren"}}, "pt", "pt-x-mt"},
        {{{"de-x-mt", "Zug?"}, {"und", "tren"}}, "es", "und"},
        {{{"es", ""}, {"en", "train"}}, "es", "en"},
        {{{"und", "tren"}}, "es", "und"},
        {{}, "es", ""},
        {{{"es", ""}}, "es", ""},
    }));
    INFO(language);
    const auto [shown, text] = best(map, language);
    CHECK(shown == tag);
    CHECK(text == (tag.empty() ? "" : map.at(tag)));
}

TEST_CASE("the year of an EDTF date is its first year, or none") {
    const auto [date, year] = GENERATE(table<std::string, std::optional<int>>({
        {"2024", 2024},
        {"2024-08", 2024},
        {"2024-08-26", 2024},
        {"2024-08-26T10:31:07Z", 2024},
        {"2019/2023", 2019},
        {"../2020", 2020},
        {"/2020", 2020},
        {"2020/..", 2020},
        {"2024~", 2024},
        {"~2024", 2024},
        {"2024-XX-XX", 2024},
        {"-0044", -44},
        {"202X", std::nullopt},
        {"20240", std::nullopt},
        {"Y17000", std::nullopt},
        {"agosto de 2024", std::nullopt},
        {"", std::nullopt},
        {"/", std::nullopt},
    }));
    INFO(date);
    CHECK(year_of(date) == year);
}

TEST_CASE("population bands are cut at 5 000, 20 000, 50 000, 250 000 and a million") {
    const auto [inhabitants, band] = GENERATE(table<std::int64_t, std::string>({
        {-1, ""},
        {0, "p1"},
        {4'999, "p1"},
        {5'000, "p2"},
        {19'999, "p2"},
        {20'000, "p3"},
        {49'999, "p3"},
        {50'000, "p4"},
        {249'999, "p4"},
        {250'000, "p5"},
        {999'999, "p5"},
        {1'000'000, "p6"},
        {22'000'000, "p6"},
    }));
    INFO(inhabitants);
    CHECK(population_band(inhabitants) == band);
}

TEST_CASE("a text is open unless its rights say otherwise, and closed when they are not clear") {
    struct Case {
        std::string access, until, today;
        bool open;
    };
    const auto [access, until, today, open] = GENERATE(values<Case>({
        {"open", "", "2026-01-01", true},
        {"open", "2099-01-01", "2026-01-01", true},
        {"restricted", "", "2026-01-01", false},
        {"embargo", "2026-01-02", "2026-01-01", false},
        {"embargo", "2026-01-01", "2026-01-01", true},
        {"embargo", "2025-12-31", "2026-01-01", true},
        {"embargo", "", "2026-01-01", false},
        {"embargo", "2026-01", "2026-01-30", false},
        {"embargo", "2026-01", "2026-01-31", true},
        {"embargo", "2025", "2025-12-30", false},
        {"embargo", "2025", "2026-01-01", true},
        {"embargo", "pronto", "2026-01-01", false},
        {"embargo", "1/1/2020", "2026-01-01", false},
        {"closed", "", "2026-01-01", false},
        {"", "", "2026-01-01", false},
    }));
    Rights rights;
    rights.access = access;
    rights.embargo_until = until;
    INFO(access << ' ' << until << " on " << today);
    CHECK(is_open(rights, today) == open);
}

TEST_CASE("kinds of units have names that are read back") {
    for (const UnitKind kind : {UnitKind::page, UnitKind::slide, UnitKind::section})
        CHECK(unit_kind(to_string(kind)) == kind);
    CHECK_THROWS_AS(unit_kind("chapter"), Error);
}
