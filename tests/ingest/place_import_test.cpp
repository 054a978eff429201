// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/place_import.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/error.h"
#include "tests/corpus/namesakes.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

const Places& known() {
    static const test::Folder folder;
    static const Places places = [] {
        ::test::build_namesakes(folder / "");
        return Places::load(folder / "");
    }();
    return places;
}

PlaceImport read(const std::string& csv) {
    std::istringstream in{csv};
    return read_places(in, "lugares.csv", known(), test::vocabulary());
}

}  // namespace

TEST_CASE("places from a CSV: corrected by number, found by name and country, or new") {
    const auto result = read(
        "id,name,country,population,population_year,lat,lon,competences,urbanity,budget_per_inhabitant,budget_currency,"
        "budget_year\n"
        "2521886,,,200753,2023,,,amb; mov,city,1100.5,EUR,2023\n"
        ",Curitiba,BR,1773718,2022,,,,,,,\n"
        ",Níjar,ES,32000,2023,36.97,-2.21,,rural,,,\n");
    REQUIRE(result.wrong.empty());
    REQUIRE(result.corrections.size() == 3);
    CHECK(result.added == 1);
    const auto& almeria = result.corrections[0];
    CHECK(almeria.population == 200753);
    CHECK(almeria.competences == std::vector<std::string>{"amb", "mov"});
    CHECK(almeria.budget == 1100.5);
    CHECK(almeria.budget_currency == "EUR");
    CHECK(result.corrections[1].id == "3464975");
    CHECK(result.corrections[2].id == "own.es.nijar");
    CHECK(result.corrections[2].lat == 36.97);
}

TEST_CASE("places from a CSV: what is wrong is said with its line and field") {
    const auto [row, rule, field] = GENERATE(table<std::string, std::string, std::string>({
        {"999,,,,,,,,,", "place-unknown", "id"},
        {",,ES,,,,,,,", "required", "name"},
        {",Almería,,,,,,,,", "required", "country"},
        {",Valencia,CO,,,,,,,", "", ""},
        {",Santiago,PE,,,,,,,", "place-ambiguous", "name"},
        {",Ninguna,ES,,,,,,,", "required", "lat"},
        {",Ninguna,ES,,36,,,,,", "required", "lon"},
        {",¿?,ES,,36,2,,,,", "place-unknown", "name"},
        {",Alcal\xE1,ES,,36,2,,,,", "encoding", ""},
        {",Ninguna,ES,,91,2,,,,", "range", "lat"},
        {",Ninguna,Spain,,36,2,,,,", "vocabulary", "country"},
        {",Ninguna,XX,,36,2,,,,", "vocabulary", "country"},
        {"2521886,,,many,,,,,,", "type", "population"},
        {"2521886,,,12.5,,,,,,", "type", "population"},
        {"2521886,,,-1,,,,,,", "range", "population"},
        {"2521886,,,nan,,,,,,", "range", "population"},
        {"2521886,,,,,,amb; nada,,,", "vocabulary", "competences"},
        {"2521886,,,,,,,village,,", "vocabulary", "urbanity"},
        {"2521886,,,,,,,,900,", "required", "budget_currency"},
        {"2521886,,,,,,,,900,euro", "type", "budget_currency"},
        {"2521886,,,,,,,,900,EUR", "required", "budget_year"},
        {"2521886,,,,,,,,,,,,", "columns", ""},
        {"\"2521886", "csv", ""},
    }));
    INFO(row);
    const auto result = read(
        "id,name,country,population,lat,lon,competences,urbanity,budget_per_inhabitant,budget_currency\n" + row + "\n");
    if (rule.empty()) {
        CHECK(result.wrong.empty());
        return;
    }
    CHECK(result.corrections.empty());
    REQUIRE(result.wrong.size() == 1);
    const auto& wrong = result.wrong.front();
    CHECK(wrong.line == 2);
    CHECK(wrong.finding.rule == rule);
    CHECK(wrong.finding.field == field);
    CHECK(is_rule(rule));
    const auto said = message(wrong.finding, "lugares.csv", wrong.line);
    for (const auto* language : {"es", "pt", "en"}) CHECK(said.at(language).find("lugares.csv") != std::string::npos);
}

TEST_CASE("places from a CSV: unknown columns, doubles, semicolons, and what is no table") {
    const auto result = read("id;poplation\n2521886;1\n2521886;2\n");
    REQUIRE(result.wrong.size() == 2);
    CHECK(result.wrong[0].line == 1);
    CHECK(result.wrong[0].finding.rule == "place-column");
    CHECK(result.wrong[0].finding.hint.find("population") != std::string::npos);
    CHECK(result.wrong[1].line == 3);
    CHECK(result.wrong[1].finding.rule == "duplicate-key");
    CHECK_THROWS_AS(read("place\nAlmería\n"), Error);
    CHECK_THROWS_AS(read(""), Error);
    CHECK(read("id\n").corrections.empty());

    const auto twice = read("id,population,population\n2521886,1,2\n");
    REQUIRE(twice.wrong.size() == 1);
    CHECK(twice.wrong[0].line == 1);
    CHECK(twice.wrong[0].finding.rule == "place-column-twice");
    CHECK(twice.wrong[0].finding.field == "population");
    const auto from_spreadsheet = read("ID;Population\n2521886;1\n;\n;\n");
    CHECK(from_spreadsheet.wrong.empty());
    REQUIRE(from_spreadsheet.corrections.size() == 1);
    CHECK(from_spreadsheet.corrections[0].population == 1);
}
