// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/manifest.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/error.h"
#include "ingest/lines.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::vector<std::pair<int, Row>> read_all(const std::string& text, ManifestFormat format) {
    Manifest manifest(std::make_unique<std::istringstream>(text), format);
    std::vector<std::pair<int, Row>> rows;
    while (const auto raw = manifest.next()) rows.emplace_back(raw->line, manifest.read(*raw));
    return rows;
}

Row read_line(const std::string& line) {
    const auto rows = read_all(line + "\n", ManifestFormat::jsonl);
    REQUIRE(rows.size() == 1);
    return rows[0].second;
}

Row read_cells(const std::string& header, const std::string& cells) {
    const auto rows = read_all(header + "\n" + cells + "\n", ManifestFormat::csv);
    REQUIRE(rows.size() == 1);
    return rows[0].second;
}

}  // namespace

TEST_CASE("a manifest is recognised by what is in it") {
    const auto [name, text, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"a.jsonl", "{\"source_key\":\"1\"}\n", "jsonl"},
        {"a.NDJSON", "\n\n{\"title\":\"x\"}\n", "jsonl"},
        {"a.jsonl", "{broken\n{\"source_key\":\"1\"}\n", "jsonl"},
        {"a.jsonl", "{\"name\":\"x\"}\n", ""},
        {"a.jsonl", "[1]\n", ""},
        {"a.json", "{\"source_key\":\"1\"}\n", ""},
        {"a.csv", "source_key,title\n1,x\n", "csv"},
        {"a.csv",
         "\xEF\xBB\xBF"
         "Title; Source_Key \n",
         "csv"},
        {"a.tsv", "title\tsource_key\n", "csv"},
        {"a.csv", "id,title\nsource_key,x\n", ""},
        {"a.csv", "", ""},
    }));
    CAPTURE(name, text);
    const test::Folder folder;
    const auto format = Manifest::recognise(folder.write("stored", text), name);
    CHECK((!format ? "" : *format == ManifestFormat::jsonl ? "jsonl" : "csv") == expected);
}

TEST_CASE("a JSONL row says what is wrong with it and where") {
    const auto [line, rule, field, hint] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {R"({"source_key":"1","title":})", "json", "", "27"},
        {R"({"source_key":"1")", "json", "", "18"},
        {R"(["source_key"])", "type", "", "expected an object"},
        {R"({"source_key":"1","cost":{"setup":"dear"}})", "type", "cost.setup", "expected a number"},
        {R"({"source_key":"1","text":5})", "type", "text", "expected a text, a language map or a list of units"},
        {R"({"source_key":"1","text":[{"number":2},{"number":2}]})", "type", "text.number",
         "expected a number for each unit of its own"},
        {R"({"source_key":"1","file":7})", "type", "file", "expected a path or a list of paths"},
        {"{\"source_key\":\"\xE9\"}", "encoding", "", ""},
        {std::string(100, '[') + std::string(100, ']'), "json", "", "1"},
        {R"({"source_key":"1","year":1e999})", "json", "", ""},
    }));
    CAPTURE(line);
    const Row row = read_line(line);
    REQUIRE(row.wrong);
    CHECK(row.wrong->rule == rule);
    CHECK(row.wrong->field == field);
    CHECK(row.wrong->hint == hint);
}

TEST_CASE("a JSONL row brings fields, files and text") {
    const Row row = read_line(
        R"({"source_key":"k","title":{"es":"Agua"},"theme":["amb"],"file":["a.pdf","b/c.pptx"],"text":{"es":"Texto","pt":"Texto pt"},"colour":"red"})");
    REQUIRE_FALSE(row.wrong);
    CHECK(row.given.source_key == "k");
    CHECK(row.given.title.at("es") == "Agua");
    CHECK(row.given.themes == std::vector<std::string>{"amb"});
    CHECK(row.files == std::vector<std::string>{"a.pdf", "b/c.pptx"});
    REQUIRE(row.units.size() == 2);
    CHECK(row.units[0].language == "es");
    CHECK(row.units[1].number == 2);
    CHECK(row.units[1].text == "Texto pt");
    CHECK(row.given.extra.size() == 1);
    CHECK(row.given.extra.count("colour") == 1);
}

TEST_CASE("text is a text, a map or a list of units") {
    using nlohmann::json;
    CHECK(units_from_text(json()).empty());
    CHECK(units_from_text(json("  ")).empty());
    const auto units = units_from_text(json::parse(
        R"(["uno", {"title":"Dos","text":"dos","language":"es","kind":"slide","notes":"n"}, {"number":7,"text":"x"}])"));
    REQUIRE(units.size() == 3);
    CHECK(units[0].number == 1);
    CHECK(units[0].kind == UnitKind::section);
    CHECK(units[1].number == 2);
    CHECK(units[1].kind == UnitKind::slide);
    CHECK(units[1].notes == "n");
    CHECK(units[2].number == 7);
}

TEST_CASE("lines keep their numbers across blank and broken ones") {
    const auto rows = read_all("\n{\"source_key\":\"1\"}\r\n{oops\n\n{\"source_key\":\"2\"}", ManifestFormat::jsonl);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].first == 2);
    CHECK(rows[1].first == 3);
    CHECK(rows[1].second.wrong->rule == "json");
    CHECK(rows[2].first == 5);
    CHECK(rows[2].second.given.source_key == "2");
}

TEST_CASE("a CSV row has languages in its columns and several values in a cell") {
    const Row row = read_cells(
        "Source_Key,title_es,title_pt-BR,theme,creators,abstract_es,cost.setup,place,place.country,keywords_es,text_es,"
        "file",
        R"(k1,Agua,Água,amb; soc.gen ,"Pérez, Ana;Souza\; Lima",uno; dos,1200.5,Rosario,AR,agua;río,Cuerpo,a.pdf;b.pdf)");
    REQUIRE_FALSE(row.wrong);
    CHECK(row.given.source_key == "k1");
    CHECK(row.given.title == LangMap{{"es", "Agua"}, {"pt-BR", "Água"}});
    CHECK(row.given.themes == std::vector<std::string>{"amb", "soc.gen"});
    REQUIRE(row.given.creators.size() == 2);
    CHECK(row.given.creators[0].name == "Pérez, Ana");
    CHECK(row.given.creators[1].name == "Souza; Lima");
    CHECK(row.given.abstract.at("es") == "uno; dos");
    REQUIRE(row.given.practice);
    CHECK(row.given.practice->cost->setup == 1200.5);
    REQUIRE(row.given.places.size() == 1);
    CHECK(row.given.places[0].name == "Rosario");
    CHECK(row.given.places[0].country == "AR");
    CHECK(row.given.keywords.at("es") == std::vector<std::string>{"agua", "río"});
    REQUIRE(row.units.size() == 1);
    CHECK(row.units[0].language == "es");
    CHECK(row.files == std::vector<std::string>{"a.pdf", "b.pdf"});
    CHECK(row.given.extra.empty());
}

TEST_CASE("a CSV row with a field too many or too few is named") {
    const auto rows = read_all("source_key,title\n1\n2,b\n3,c,d\n\"4\"x,y\n5,e\n", ManifestFormat::csv);
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].second.wrong->value == "1 ≠ 2");
    CHECK_FALSE(rows[1].second.wrong);
    CHECK(rows[2].second.wrong->rule == "csv");
    CHECK(rows[3].second.wrong->value == "text-after-quote");
    CHECK(rows[4].first == 6);
    CHECK(rows[4].second.given.source_key == "5");
}

TEST_CASE("lists in a cell are split at semicolons that are not escaped") {
    const auto [cell, expected] = GENERATE(table<std::string, std::vector<std::string>>({
        {"", {}},
        {"a", {"a"}},
        {" a ; b;;", {"a", "b"}},
        {R"(a\;b;c)", {"a;b", "c"}},
        {R"(a\\;b)", {"a\\", "b"}},
        {R"(C:\x)", {R"(C:\x)"}},
    }));
    CHECK(split_cell(cell) == expected);
}

TEST_CASE("a line over the limit is skipped without being held") {
    std::istringstream in("short\n" + std::string(300000, 'x') + "\nlast\r\n");
    LineReader lines(in, 1000);
    TextLine line;
    REQUIRE(lines.next(line));
    CHECK(line.text == "short");
    REQUIRE(lines.next(line));
    CHECK(line.too_long);
    CHECK(line.text.empty());
    REQUIRE(lines.next(line));
    CHECK(line.text == "last");
    CHECK(line.number == 3);
    CHECK_FALSE(lines.next(line));
}

TEST_CASE("lines of every length near the limit and the buffer are read whole") {
    const std::size_t limit = GENERATE(std::size_t{10}, std::size_t{65535}, std::size_t{65536}, std::size_t{65537});
    for (std::size_t length = limit - 3; length <= limit + 70000; length += length < limit + 5 ? 1 : 13001) {
        const bool crlf = length % 2 == 0;
        std::istringstream in(std::string(length, 'x') + (crlf ? "\r\n" : "\n") + "next\n");
        LineReader lines(in, limit);
        TextLine line;
        REQUIRE(lines.next(line));
        CAPTURE(limit, length);
        CHECK(line.too_long == (length > limit));
        CHECK(line.text.size() == (length > limit ? 0 : length));
        REQUIRE(lines.next(line));
        CHECK(line.text == "next");
    }
}
