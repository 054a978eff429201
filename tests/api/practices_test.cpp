// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "api/pages/view.h"
#include "api/practice_fields.h"
#include "api/practice_template.h"
#include "corpus/error.h"
#include "corpus/practice.h"
#include "corpus/record_json.h"
#include "ingest/csv.h"
#include "ingest/formats/workbook_writer.h"
#include "ingest/manifest.h"
#include "ingest/rows.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

const std::string pontevedra = record_id("sample", "practice-pontevedra-ciudad-peatonal");
const std::string sevilla = record_id("sample", "practice-sevilla-cycle-network");

Answer page(const std::string& target, int status = 200) {
    auto answer = get(port(), target, {{"Accept", "text/html"}});
    INFO(target);
    CHECK(answer.status == status);
    return answer;
}

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

const json* row_of(const json& comparison, const std::string& field) {
    for (const auto& row : comparison["rows"])
        if (row["field"] == field) return &row;
    return nullptr;
}

}  // namespace

TEST_CASE("practices side by side: fields aligned, differences marked, what is missing said") {
    const auto told = get_json("/api/v1/practices/compare?id=" + pontevedra + "&id=" + sevilla + "&lang=en");
    REQUIRE(told["practices"].size() == 2);
    for (const auto& row : told["rows"]) CHECK(row["cells"].size() == 2);
    const auto* problem = row_of(told, "problem");
    REQUIRE(problem);
    CHECK((*problem)["differs"] == true);
    CHECK((*problem)["label"] == "Problem");
    CHECK((*problem)["cells"][0]["lines"][0] == "Los coches de Pontevedra");
    const auto* cost = row_of(told, "cost");
    REQUIRE(cost);
    CHECK((*cost)["cells"][0]["missing"] == true);
    CHECK((*cost)["cells"][1]["missing"] == false);
    CHECK((*cost)["differs"] == false);
    CHECK((*row_of(told, "stage"))["differs"] == false);
    CHECK(row_of(told, "funding") == nullptr);
    for (const auto& query :
         std::vector<std::string>{"", "id=" + pontevedra, "id=" + pontevedra + "&id=" + pontevedra, "id=a,b,c,d,e"}) {
        INFO(query);
        CHECK(get(port(), "/api/v1/practices/compare?" + query).status == 400);
    }
    CHECK(get(port(), "/api/v1/practices/compare?id=nothing," + sevilla).status == 404);
    CHECK(get(port(), "/api/v1/practices/compare?id=" + ids().withdrawn + "," + sevilla).status == 404);
}

TEST_CASE("a comparison as CSV is read back, row by field") {
    const auto answer =
        get(port(), "/api/v1/practices/compare?id=" + pontevedra + "," + sevilla + "&format=csv&lang=pt");
    CHECK(answer.header("content-type").starts_with("text/csv"));
    std::istringstream in{answer.body};
    CsvReader reader{in};
    std::vector<CsvRecord> rows;
    for (CsvRecord row; reader.next(row);) rows.push_back(row);
    REQUIRE(rows.size() > 3);
    for (const auto& row : rows) CHECK(row.fields.size() == 4);
    CHECK(rows[0].fields[2] == "Caminar por Pontevedra");
}

TEST_CASE("the pages of a comparison and a brief hold no markup of records, and say what is missing") {
    for (const auto& target : std::vector<std::string>{
             "/practices/compare?id=" + pontevedra + "&id=" + sevilla + "&lang=es",
             "/practices/compare/brief?id=" + pontevedra + "&id=" + sevilla + "&lang=es",
             "/records/" + sevilla + "/brief?lang=es", "/records/" + pontevedra + "/brief?lang=es"}) {
        const auto html = page(target).body;
        INFO(target);
        CHECK(html.find("<b>Andar") == std::string::npos);
        CHECK(html.find("&lt;b&gt;Andar") != std::string::npos);
        CHECK(html.find("No consta") != std::string::npos);
    }
    CHECK(page("/records/" + sevilla + "/brief?lang=en").body.find("over 36 months ago") != std::string::npos);
    page("/practices/compare?id=" + pontevedra, 400);
    page("/records/" + ids().restricted + "/brief", 404);
    page("/records/nothing/brief", 404);
}

TEST_CASE("a practice says what it lacks, and that it was confirmed long ago") {
    const auto html = page("/records/" + sevilla + "?lang=en").body;
    CHECK(html.find("What this record lacks") != std::string::npos);
    CHECK(html.find("<li>Objectives</li>") != std::string::npos);
    CHECK(html.find("over 36 months ago") != std::string::npos);
    CHECK(html.find("<h2>Objectives</h2>") == std::string::npos);
    CHECK(page("/records/" + pontevedra + "?lang=en").body.find("over 36 months ago") == std::string::npos);
    const auto told = get_json("/api/v1/records/" + sevilla);
    CHECK(told["confirmation"] == "stale");
    CHECK(told["missing"].size() < practice_field_count);
    CHECK(get_json("/api/v1/records/" + pontevedra)["confirmation"] == "never");
}

TEST_CASE("the gap map counts as a search does") {
    const auto gaps = get_json("/api/v1/practices/gaps?lang=en");
    CHECK(gaps["total"]["value"] == get_json("/api/v1/search?kind=practice")["total"]["value"]);
    CHECK(gaps["themes"].size() == 16);
    std::size_t nowhere = 0;
    for (const auto& theme : gaps["themes"]) {
        const auto code = theme["code"].get<std::string>();
        for (const auto& [country, count] : theme["countries"].items()) {
            if (count != 0)
                CHECK(count ==
                      get_json("/api/v1/search?kind=practice&theme=" + code + "&country=" + country)["total"]["value"]);
            const auto& missing = theme["missing"];
            CHECK((std::ranges::find(missing, json(country)) != missing.end()) == (count == 0));
            nowhere += count == 0 ? 1 : 0;
        }
    }
    CHECK(nowhere > 0);
    std::size_t by_country = 0;
    for (const auto& country : gaps["countries"]) by_country += country["missing"].size();
    CHECK(by_country == nowhere);
    const auto below = get_json("/api/v1/practices/gaps?theme=mov");
    bool walking = false;
    for (const auto& theme : below["themes"]) {
        CHECK(theme["code"].get<std::string>().starts_with("mov."));
        if (theme["code"] == "mov.act") walking = theme["countries"]["ES"] == 2;
    }
    CHECK(walking);
    CHECK(get(port(), "/api/v1/practices/gaps?theme=nothing").status == 400);
    const auto html = page("/practices/gaps?lang=pt").body;
    CHECK(html.find("<caption") != std::string::npos);
    CHECK(occurrences(html, "scope=\"row\"") == 17);
    CHECK(html.find("/search?kind=practice&amp;theme=mov&amp;country=ES") != std::string::npos);
}

TEST_CASE("facets for officers are counted") {
    const auto found = get_json("/api/v1/search?kind=practice&facets=*&lang=en");
    const auto count = [&](const std::string& facet, const std::string& code) {
        for (const auto& value : found["facets"][facet]["values"])
            if (value["code"] == code) return value["count"].get<int>();
        return 0;
    };
    CHECK(count("primary", "ecological") == 2);
    CHECK(count("confirmed", "stale") == 1);
    CHECK(count("confirmed", "never") == 2);
    CHECK(count("budget", "b5") == 1);
    CHECK(count("adopted", "no") == 3);
    CHECK(count("needs", "money") == 1);
    CHECK(get_json("/api/v1/search?confirmed=stale")["hits"][0]["id"] == sevilla);
    CHECK(get_json("/api/v1/search?q=budget:b5&ql=en")["total"]["value"] == 1);
}

TEST_CASE("the form has every field that a practice can lack, in three languages") {
    Record empty;
    empty.practice = Practice{};
    std::set<std::string> fields;
    for (const auto& field : practice_form()) {
        fields.insert(field.name);
        for (const auto* language : {"es", "pt", "en"}) {
            CHECK_FALSE(field.label.at(language).empty());
            CHECK_FALSE(field.help.at(language).empty());
        }
    }
    for (const auto& field : missing_fields(empty)) CHECK(fields.contains(field));
}

namespace {

std::vector<Row> rows_of(const std::string& text, ManifestFormat format) {
    Manifest manifest{std::make_unique<std::istringstream>(text), format};
    std::vector<Row> rows;
    while (const auto raw = manifest.next()) rows.push_back(manifest.read(*raw));
    return rows;
}

constexpr auto workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::vector<SourceRow> rows_of_workbook(const std::string& bytes) {
    std::vector<SourceRow> rows;
    const auto* reader = row_reader_for(workbook_type);
    REQUIRE(reader);
    reader->read(SourceFile{.bytes = bytes}, workbook_type, [&](const SourceRow& row) { rows.push_back(row); });
    return rows;
}

}  // namespace

TEST_CASE("templates are taken back by the reader of manifests, every field of them") {
    const auto language = GENERATE(as<std::string>{}, "es", "pt", "en");
    INFO(language);
    const auto of_lines = rows_of(practice_template("jsonl", language), ManifestFormat::jsonl);
    REQUIRE(of_lines.size() == 1);
    REQUIRE_FALSE(of_lines[0].wrong);
    CHECK(of_lines[0].notices.empty());
    const auto& example = of_lines[0].given;
    CHECK(example.source_key == "mi-practica-1");
    REQUIRE(example.practice);
    CHECK(missing_fields(example).empty());
    CHECK(example.extra.empty());
    CHECK(example.practice->lessons.contains(language));

    // What belongs in the columns, and the example, are remarks until the mark is taken away.
    auto csv = practice_template("csv", language);
    CHECK(rows_of(csv, ManifestFormat::csv).empty());
    const auto mark = csv.rfind("# mi-practica-1");
    REQUIRE(mark != std::string::npos);
    const auto of_table = rows_of(csv.erase(mark, 2), ManifestFormat::csv);
    REQUIRE(of_table.size() == 1);
    REQUIRE_FALSE(of_table[0].wrong);
    CHECK(of_table[0].given == example);

    CHECK(rows_of_workbook(practice_template("xlsx", language)).empty());
    std::istringstream in{csv};
    CsvReader reader{in};
    CsvRecord head, remark, filled;
    REQUIRE((reader.next(head) && reader.next(remark) && reader.next(filled)));
    const auto of_sheet = rows_of_workbook(write_workbook({{"Una & «otra»", {head.fields, filled.fields}, {}}}));
    REQUIRE(of_sheet.size() == 1);
    CHECK(of_sheet[0].part == "Una & «otra»");
    CHECK(record_from_json(of_sheet[0].record) == example);
    CHECK_THROWS_AS(practice_template("doc", language), Error);
}

TEST_CASE("a workbook keeps every cell in its place, whatever is in it") {
    std::vector<std::vector<std::string>> rows = {{"source_key", "title_es"}};
    for (int column = 2; column < 60; ++column) rows[0].push_back("note_" + std::to_string(column));
    rows.push_back({"a", " <b>&amp; \"x\" 'y'\nz "});
    rows[1].resize(60);
    rows[1][59] = "última";
    rows.push_back({});
    rows.push_back({"b", "=1+1"});
    const auto read = rows_of_workbook(write_workbook({{"Uno", rows, {10}}, {"Dos", {{"nothing"}}, {}}}));
    REQUIRE(read.size() == 2);
    CHECK(read[0].record["title_es"] == " <b>&amp; \"x\" 'y'\nz ");
    CHECK(read[0].record["note_59"] == "última");
    CHECK(read[0].line == 2);
    CHECK(read[1].record["title_es"] == "=1+1");
    CHECK(read[1].line == 4);
    CHECK(write_workbook({{"Uno", rows, {}}}) == write_workbook({{"Uno", rows, {}}}));
}

TEST_CASE("practices of places like a practice's are offered where it names a place to look up") {
    Record record;
    CHECK(peers_url(record, "es").empty());
    record.practice = Practice{};
    record.places = {{.country = "ES"}};
    CHECK(peers_url(record, "es").empty());
    record.places = {{.name = "Córdoba", .country = "AR"}};
    CHECK(peers_url(record, "es").find("peer=C%C3%B3rdoba%2C%20AR&") != std::string::npos);
    record.places.front().geonames = "3860259";
    CHECK(peers_url(record, "pt").ends_with("peer=3860259&lang=pt"));
}
