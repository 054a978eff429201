// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/error.h"
#include "ingest/manifest.h"
#include "ingest/row_order.h"
#include "ingest/rows.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::vector<Row> rows_of(const std::string& text, std::vector<int>* lines = nullptr) {
    Manifest manifest(std::make_unique<std::istringstream>(text), ManifestFormat::rows);
    std::vector<Row> rows;
    while (const auto raw = manifest.next()) {
        if (lines) lines->push_back(raw->line);
        rows.push_back(manifest.read(*raw));
    }
    return rows;
}

constexpr const char* two_papers =
    "TY  - JOUR\r\nTI  - Presupuesto participativo\r\nAU  - Núñez, Ana\r\nPY  - 2019\r\nDO  - 10.1234/abc\r\nER  - \r\n"
    "TY  - CPAPER\r\nTI  - Gestão de resíduos\r\nID  - lima2020\r\nL1  - files/resíduos.html\r\nER  - \r\n";

}  // namespace

TEST_CASE("a row of a reader comes back as it was handed over") {
    SourceRow row;
    row.line = 12;
    row.key = "citekey";
    row.record = {{"title", "Línea\nrota"}, {"file", {"a.pdf"}}};
    row.notices.push_back({"not-understood", "issued", "in press", ""});
    const auto rows = rows_of(to_text(row) + "\n");
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows[0].wrong);
    CHECK(rows[0].key == "citekey");
    CHECK(rows[0].given.title == LangMap{{"und", "Línea\nrota"}});
    CHECK(rows[0].files == std::vector<std::string>{"a.pdf"});
    CHECK(rows[0].notices == row.notices);
}

TEST_CASE("a wrong row keeps its files and what it says is wrong") {
    SourceRow row;
    row.line = 3;
    row.record = {{"file", "b.pdf"}, {"issued", {1, 2}}};
    row.wrong = Finding{"malformed", "title", "x", ""};
    const auto rows = rows_of(to_text(row) + "\n");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].wrong == row.wrong);
    CHECK(rows[0].files == std::vector<std::string>{"b.pdf"});
}

TEST_CASE("what a reader says is parsed like any input") {
    const auto text = GENERATE(as<std::string>(), "x", "0 {}", "-1 {}", "7", "99999999999999999999 {}", "7 [1]", "7 {",
                               "7 {\"record\":5}", "7 {\"record\":null,\"wrong\":7,\"notices\":[1,\"x\"]}",
                               "7 {\"key\":{},\"record\":[]}");
    CAPTURE(text);
    const auto rows = rows_of(text + "\n");
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].wrong);
    CHECK(is_rule(rows[0].wrong->rule));
}

TEST_CASE("each row has a place of its own, whatever a reader says") {
    const auto [rows, in_order] = GENERATE(table<std::vector<RowText>, bool>({
        {{{1, "", ""}, {2, "", ""}, {9, "", ""}}, true},
        {{{1, "A", ""}, {7, "A", ""}, {1, "B", ""}}, true},
        {{{2, "", ""}, {2, "", ""}}, false},
        {{{2, "A", ""}, {1, "A", ""}}, false},
        {{{1, "A", ""}, {1, "B", ""}, {2, "A", ""}}, false},
        {{{1, "", ""}, {1, "A", ""}, {1, "", ""}}, false},
    }));
    RowOrder order;
    CHECK(std::ranges::all_of(rows, [&](const RowText& row) { return order.goes_on(row); }) == in_order);
}

TEST_CASE("a worker reads the records of a file one by one") {
    const test::Folder folder;
    const auto file = folder.write("papers.ris", two_papers);
    Worker worker{{}, ACERVO_PROGRAM};
    std::vector<int> lines;
    worker.rows(file, "papers.ris", [&](const std::string& row) { lines.push_back(split_row(row)->line); });
    CHECK(lines == std::vector<int>{1, 7});
    CHECK_THROWS_AS(worker.rows(folder.write("a.html", test::html("Uno", "dos")), "a.html", [](const auto&) {}), Error);
}

TEST_CASE("a file of records is a manifest: a row for each, with its files") {
    const test::Folder folder;
    folder.write("in/papers.ris", two_papers);
    folder.write("in/files/resíduos.html", test::html("Resíduos", "Texto sobre resíduos sólidos urbanos.", "pt"));
    Catalogue catalogue(folder / "data");
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/papers.ris", 1) == "created");
    CHECK(test::said(result, "in/papers.ris", 7) == "created");
    CHECK(test::said(result, "in/papers.ris") == "skipped manifest");
    CHECK(test::said(result, "in/files/resíduos.html") == "created manifest-file");
    const auto first = catalogue.find(record_id("local", "doi:10.1234/abc"));
    REQUIRE(first);
    CHECK(first->record.creators.at(0).name == "Núñez, Ana");
    const auto second = catalogue.find(record_id("local", "in/papers.ris#lima2020"));
    REQUIRE(second);
    CHECK(second->record.kind == "paper");
    CHECK(second->record.files.size() == 1);
    const auto again = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(again, "in/papers.ris", 7) == "unchanged");
}
