// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/fields.h"

#include <catch2/catch.hpp>
#include <random>

#include "corpus/text.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a prefix is followed by the language in capitals") {
    CHECK(fields::with_language(fields::stem, "es") == "XES");
    CHECK(fields::with_language(fields::title_word, "und") == "XTWUND");
}

TEST_CASE("a short term is its prefix and form") {
    CHECK(fields::term("XES", "agua") == "XESagua");
    CHECK(fields::code_term("theme", "amb.res") == "Ktheme:amb.res");
}

TEST_CASE("a term that is too long for Xapian is cut between characters and stays different from its like") {
    const auto [unit, count] = GENERATE(
        table<std::string, int>({{"a", 300}, {"ñ", 120}, {"\xF0\x9F\x8C\xB3", 70}, {std::string(1, '\0'), 150}}));
    std::string form;
    for (int i = 0; i < count; ++i) form += unit;
    const std::string one = fields::term("XES", form + "x"), other = fields::term("XES", form + "y");
    CHECK(one != other);
    for (const std::string& term : {one, other}) {
        CHECK(term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0')) <= 200);
        CHECK(is_utf8(term));
    }
    CHECK(fields::term("XES", form + "x") == one);
}

TEST_CASE("identifiers are compared without resolver, case and, in book numbers, hyphens") {
    const auto [given, expected] = GENERATE(table<std::string, std::string>({
        {"10.1590/S0034-7612", "10.1590/s0034-7612"},
        {"https://doi.org/10.1590/S0034-7612", "10.1590/s0034-7612"},
        {"http://dx.doi.org/10.1590/ABC", "10.1590/abc"},
        {"doi: 10.1590/abc", "10.1590/abc"},
        {"hdl:10183/259", "10183/259"},
        {"https://hdl.handle.net/10183/259", "10183/259"},
        {"978-85-7884-018-0", "9788578840180"},
        {"urn:isbn:0-306-40615-X", "030640615x"},
        {"ISSN 1517-4522", "issn1517-4522"},
        {"issn:1517-452X", "1517452x"},
        {"", ""},
    }));
    CHECK(fields::identifier(given) == expected);
}

TEST_CASE("no concept's term is taken for a word's") {
    for (const std::string language : {"es", "pt", "en", "fr", "ca", "gl", "und"}) {
        for (const auto prefix : {fields::stem, fields::word, fields::accented, fields::title, fields::title_word}) {
            CHECK_FALSE(fields::concept_term("Agua").starts_with(fields::with_language(prefix, language)));
        }
    }
    CHECK(fields::concept_term("waste") == "XC:waste");
}

TEST_CASE("a code's parent is what stands before its first dot") {
    const auto [code, expected] = GENERATE(
        table<std::string, std::string>({{"amb.res", "amb"}, {"11.3", "11"}, {"amb", ""}, {"", ""}, {"a.b.c", "a"}}));
    CHECK(fields::parent(code) == expected);
}

TEST_CASE("a record's codes are gathered by facet") {
    Record record = test::record("one");
    record.kind = "practice";
    record.themes = {"amb.res", "amb", "amb.res"};
    record.sdgs = {"11.3", "11"};
    record.languages = {"pt-BR", "es", "pt"};
    record.event.id = "foro-2023";
    record.places = {{.name = "Curitiba", .country = "BR", .population = 1'770'000}};
    record.practice = Practice{};
    record.practice->stage = "running";
    record.practice->evidence_level = 2;
    fields::Codes codes = fields::codes_of(record, test::vocabulary(), "2026-01-01");
    CHECK(codes["theme"] == Strings{"amb.res", "amb"});
    CHECK(codes["sdg"] == Strings{"11.3", "11"});
    CHECK(codes["doclang"] == Strings{"pt", "es"});
    CHECK(codes["event"] == Strings{"foro-2023"});
    CHECK(codes["series"] == Strings{"foro"});
    CHECK(codes["pop"] == Strings{"p6"});
    CHECK(codes["stage"] == Strings{"running"});
    CHECK(codes["evidence"] == Strings{"2"});
    CHECK(codes["country"] == Strings{"BR"});
    CHECK(codes["access"] == Strings{"open"});
    CHECK_FALSE(codes.contains("axis"));

    SECTION("given countries come before those of the places") {
        record.countries = {"AR"};
        CHECK(fields::codes_of(record, test::vocabulary(), "2026-01-01")["country"] == Strings{"AR"});
    }
    SECTION("an event that no vocabulary knows has no series") {
        record.event.id = "elsewhere-1999";
        codes = fields::codes_of(record, test::vocabulary(), "2026-01-01");
        CHECK(codes["event"] == Strings{"elsewhere-1999"});
        CHECK_FALSE(codes.contains("series"));
    }
    SECTION("an embargo that has ended is open access") {
        record.rights = {.access = "embargo", .embargo_until = "2026-06-01"};
        CHECK(fields::codes_of(record, test::vocabulary(), "2026-05-31")["access"] == Strings{"embargo"});
        CHECK(fields::codes_of(record, test::vocabulary(), "2026-06-01")["access"] == Strings{"open"});
    }
}

TEST_CASE("codes and year come out of the packed value as they went in") {
    std::mt19937 random{7};
    for (int round = 0; round < 500; ++round) {
        const Record record = test::random_record(random, "key");
        const fields::Codes codes = fields::codes_of(record, test::vocabulary(), "2026-01-01");
        const std::optional<int> year = round % 3 == 0 ? std::nullopt : std::optional{round - 100};
        CHECK(fields::unpack(fields::pack(codes, year)) == std::pair{codes, year});
    }
    CHECK(fields::unpack("") == std::pair{fields::Codes{}, std::optional<int>{}});
}

TEST_CASE("hostile codes do not leak into other facets") {
    Record record = test::record("one");
    record.kind =
        "paper\x1f"
        "bforged";
    record.themes = {"", "amb\n", "amb"};
    const fields::Codes codes = fields::codes_of(record, test::vocabulary(), "2026-01-01");
    CHECK_FALSE(codes.contains("kind"));
    CHECK(codes.at("theme") == Strings{"amb"});
    CHECK(fields::unpack(fields::pack({{"theme",
                                        {"a\x1f"
                                         "bforged"}},
                                       {"unheard-of", {"x"}}},
                                      2020)) == std::pair{fields::Codes{}, std::optional{2020}});
}

TEST_CASE("damaged packed values are read without harm") {
    const auto packed = GENERATE(values<std::string>({"\x1f", "2020\x1f\x1f", "\x1f~x",
                                                      "abc\x1f"
                                                      "ax",
                                                      "\x1f"
                                                      "a"}));
    CHECK_NOTHROW(fields::unpack(packed));
}

TEST_CASE("places are packed and come back, the first few of them, or the countries where there are none") {
    Record record;
    CHECK(fields::unpack_places(fields::pack_places(record)).empty());
    record.countries = {"BR", "AR"};
    auto places = fields::unpack_places(fields::pack_places(record));
    REQUIRE(places.size() == 2);
    CHECK(places[1].country == "AR");
    CHECK(places[1].name.empty());
    record.places = {{.name = "Curitiba\x1fx",
                      .country = "BR",
                      .geonames = "3464975",
                      .lat = -25.5,
                      .lon = -49.25,
                      .population = 1'770'000},
                     {.name = std::string(300, 'x'), .country = "AR", .lat = 4}};
    for (int i = 0; i < 5; ++i) record.places.push_back({.name = "n", .country = "PE"});
    places = fields::unpack_places(fields::pack_places(record));
    REQUIRE(places.size() == 4);
    CHECK(places[0].name == "Curitiba x");
    CHECK(places[0].geonames == "3464975");
    CHECK(places[0].lat == -25.5);
    CHECK(places[0].lon == -49.25);
    CHECK(places[0].population == 1'770'000);
    CHECK(places[1].name == std::string(80, 'x'));
    CHECK_FALSE(places[1].lat);
    CHECK_NOTHROW(fields::unpack_places("\x1f\x1fz"));
}

TEST_CASE("no generation is in use without a pointer to an existing folder") {
    const test::DataFolder data;
    CHECK_FALSE(fields::current_generation(data.path()));
}

}  // namespace acervo
