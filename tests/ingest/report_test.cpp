// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ingest/csv.h"
#include "ingest/messages.h"
#include "ingest/report/report.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

IngestResult sample() {
    IngestResult result;
    result.batch.id = "b1";
    result.batch.name = "Congreso";
    result.batch.state = "applied";
    Item created;
    created.number = 1;
    created.path = "set/a.pdf";
    created.record = "abc";
    result.items.push_back(created);
    Item rejected;
    rejected.number = 2;
    rejected.path = "=cmd|' /C calc'!A0.jsonl";
    rejected.line = 7;
    rejected.outcome = Outcome::rejected;
    rejected.rule = "vocabulary";
    rejected.field = "theme";
    rejected.value = "a\"b,\nc";
    rejected.message = message({"vocabulary", "theme", rejected.value, "amb"}, rejected.path, 7);
    rejected.others = {{"required", "title", "", message({"required", "title", "", ""}, rejected.path, 7)}};
    result.items.push_back(rejected);
    Item skipped;
    skipped.number = 3;
    skipped.path = "set/.x";
    skipped.outcome = Outcome::skipped;
    skipped.rule = "hidden";
    skipped.message = message({"hidden", "", "", ""}, skipped.path, 0);
    result.items.push_back(skipped);
    result.batch.totals = {{"created", 1}, {"rejected", 1}, {"skipped", 1}};
    return result;
}

}  // namespace

TEST_CASE("the JSON report has the shape that was agreed") {
    const auto [batch, items] = sample();
    const auto json = nlohmann::json::parse(report(batch, items, ReportFormat::json));
    CHECK(json.at("batch") == "b1");
    CHECK(json.at("totals") ==
          nlohmann::json::parse(R"({"created":1,"updated":0,"unchanged":0,"rejected":1,"skipped":1})"));
    REQUIRE(json.at("items").size() == 3);
    CHECK(json["items"][0] ==
          nlohmann::json::parse(R"({"path":"set/a.pdf","line":null,"outcome":"created","record":"abc","rule":null,
        "field":null,"value":null,"message":{},"findings":[]})"));
    const auto& rejected = json["items"][1];
    CHECK(rejected.at("line") == 7);
    CHECK(rejected.at("outcome") == "rejected");
    CHECK(rejected.at("value") == "a\"b,\nc");
    CHECK(rejected.at("record").is_null());
    for (const char* const language : {"es", "pt", "en"})
        CHECK(rejected.at("message").at(language).get<std::string>().size() > 20);
    CHECK(nlohmann::json::parse(report({}, {}, ReportFormat::json)).at("items").empty());
}

TEST_CASE("the CSV report reads back and runs nothing in a spreadsheet") {
    const auto [batch, items] = sample();
    std::istringstream in(report(batch, items, ReportFormat::csv, "pt"));
    CsvReader reader(in);
    CsvRecord record;
    REQUIRE(reader.next(record));
    CHECK(record.fields == std::vector<std::string>{"path", "line", "outcome", "record", "severity", "rule", "field",
                                                    "value", "message"});
    REQUIRE(reader.next(record));
    CHECK(record.fields[1].empty());
    REQUIRE(reader.next(record));
    REQUIRE(record.fields.size() == 9);
    CHECK(record.fields[0] == "'" + items[1].path);
    CHECK(record.fields[1] == "7");
    CHECK(record.fields[4] == "error");
    CHECK(record.fields[7] == items[1].value);
    CHECK(record.fields[8] == items[1].message.at("pt"));
    REQUIRE(reader.next(record));
    CHECK(record.fields[5] == "required");
    CHECK(record.fields[6] == "title");
}

TEST_CASE("the text report counts, then says what was not taken in") {
    const auto [batch, items] = sample();
    const std::string text = report(batch, items, ReportFormat::text, "es");
    CHECK(text.find("creados 1") != std::string::npos);
    CHECK(text.find("rechazados 1") != std::string::npos);
    CHECK(text.find("[vocabulary] En la línea 7") != std::string::npos);
    CHECK(text.find("[required] En la línea 7") > text.find("[vocabulary]"));
    CHECK(text.find("[hidden]") > text.find("[vocabulary]"));
    CHECK(text.find("set/a.pdf") == std::string::npos);
    CHECK(report({}, {}, ReportFormat::text, "pt").find("Nenhum item foi rejeitado.") != std::string::npos);
}

TEST_CASE("the HTML report is one page in the reader's language that runs nothing") {
    auto [batch, items] = sample();
    batch.name = "<script>alert(1)</script>";
    items[1].value = "\" onmouseover=\"alert(1)";
    const std::string page = report(batch, items, ReportFormat::html, "pt");
    CHECK(page.find("<html lang=\"pt\">") != std::string::npos);
    CHECK(page.find("Relatório do lote b1") != std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("\" onmouseover") == std::string::npos);
    CHECK(page.find(items[1].message.at("pt").substr(0, 20)) != std::string::npos);
    CHECK(page.find("id=\"show-rejected\"") != std::string::npos);
    CHECK(page.find("id=\"show-updated\"") == std::string::npos);
}

TEST_CASE("an error that kept nothing out is a warning") {
    Item item;
    item.path = "a";
    item.rule = "date";
    const auto json = nlohmann::json::parse(report({}, {item}, ReportFormat::json));
    CHECK(json["items"][0]["findings"][0]["severity"] == "warning");
}
