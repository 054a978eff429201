// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/edit.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/csv.h"
#include "ingest/export.h"
#include "ingest/manifest.h"
#include "tests/corpus/filled_record.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

Record again(const Record& record) {
    std::vector<std::string> columns, values;
    for (const auto& [column, cell] : cells_of(record)) {
        columns.push_back(column);
        values.push_back(cell);
    }
    return record_from_json(members_of(columns, values));
}

/// The sample collection, ingested.
struct House {
    test::Folder data;
    Catalogue catalogue{data.path()};
    House() { ingest(catalogue, test::vocabulary(), test::options({SOURCE_DIR "/corpus/sample"})); }
    std::string first() const {
        std::string id;
        catalogue.changed_since(0, [&](const Stored& stored) {
            id = stored.record.id;
            return stored.record.kind != "practice";
        });
        return id;
    }
    std::string exported(ExportFormat format) const {
        std::ostringstream out;
        ExportOptions options;
        options.format = format;
        export_records(catalogue, options, out);
        return out.str();
    }
};

}  // namespace

TEST_CASE("a record as a row of a table is the same record") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        const Record record = filled_record(seed);
        CAPTURE(seed);
        CHECK(differences(record, again(record)) == std::vector<std::string>{});
    }
    const House house;
    int count = 0;
    house.catalogue.changed_since(0, [&](const Stored& stored) {
        CHECK(dump(to_json(again(stored.record))) == dump(to_json(stored.record)));
        ++count;
        return true;
    });
    CHECK(count > 20);
}

TEST_CASE("what is exported and ingested again changes nothing") {
    House house;
    const auto before = house.catalogue.sequence();
    for (const auto format : {ExportFormat::csv, ExportFormat::jsonl}) {
        const test::Folder in;
        in.write(format == ExportFormat::csv ? "e.csv" : "e.jsonl", house.exported(format));
        const auto result = ingest(house.catalogue, test::vocabulary(), test::options({in.path()}));
        for (const Item& item : result.items) {
            INFO(item.path << ":" << item.line << " " << item.rule << " " << item.field << " " << item.value);
            CHECK((item.outcome == Outcome::unchanged || item.rule == "manifest"));
        }
    }
    CHECK(house.catalogue.sequence() == before);
}

TEST_CASE("a sheet with some columns changes those, and keeps text and files") {
    House house;
    const std::string id = house.first();
    const Stored present = *house.catalogue.find(id);
    const test::Folder in;
    in.write("e.csv", "source_key,collection,version,title_es,theme\n\"" + present.record.source_key + "\"," +
                          present.record.collection + "," + std::to_string(present.version) +
                          ",\"'=Un título; corregido\",amb;mov\n");
    const auto result = ingest(house.catalogue, test::vocabulary(), test::options({in.path()}));
    REQUIRE(result.batch.totals.at("updated") == 1);
    const Stored now = *house.catalogue.find(id);
    CHECK(now.record.title.at("es") == "=Un título; corregido");
    CHECK(now.record.themes == std::vector<std::string>{"amb", "mov"});
    CHECK(now.text == present.text);
    CHECK(now.record.files == present.record.files);
    CHECK(now.record.abstract == present.record.abstract);
    const auto changed = differences(present.record, now.record);
    CHECK(std::ranges::all_of(changed, [](const std::string& column) {
        return column == "title_es" || column == "theme" || column == "machine";
    }));

    // The same sheet again was made of a version that is not the present one any more.
    const auto late = ingest(house.catalogue, test::vocabulary(), test::options({in.path()}));
    CHECK(late.batch.totals.at("rejected") == 1);
    CHECK(std::ranges::count(late.items, "conflict", &Item::rule) == 1);
    CHECK(house.catalogue.find(id)->version == now.version);

    revert(house.catalogue, result.batch.id);
    CHECK(house.catalogue.find(id)->record == present.record);
}

TEST_CASE("an edit is a batch that can be taken back, and nobody's guess any more") {
    House house;
    const std::string id = house.first();
    Record guessed = house.catalogue.find(id)->record;
    guessed.machine = {"theme", "title"};
    const auto units = house.catalogue.units(house.catalogue.find(id)->text);
    house.catalogue.put(guessed, units, "");
    const Stored before = *house.catalogue.find(id);

    const auto result = edit(house.catalogue, test::vocabulary(), id, {{"theme", "mov"}, {"abstract", ""}});
    CHECK(result.items.at(0).outcome == Outcome::updated);
    const Stored after = *house.catalogue.find(id);
    CHECK(after.record.themes == std::vector<std::string>{"mov"});
    CHECK(after.record.abstract.empty());
    CHECK(after.record.machine == std::vector<std::string>{"title"});
    CHECK(after.text == before.text);
    CHECK(edit(house.catalogue, test::vocabulary(), id, {{"theme", "mov"}}).items.at(0).outcome == Outcome::unchanged);
    CHECK(test::code_of([&] {
              edit(house.catalogue, test::vocabulary(), id, {{"theme", "amb"}}, before.version);
          }) == "conflict");
    CHECK(test::code_of([&] { edit(house.catalogue, test::vocabulary(), id, {{"cost.setup", "caro"}}); }) == "type");

    revert(house.catalogue, result.batch.id);
    CHECK(house.catalogue.find(id)->record == before.record);
}

TEST_CASE("an edit that breaks a rule is rejected with all that is wrong") {
    House house;
    const std::string id = house.first();
    const auto before = house.catalogue.find(id)->version;
    const auto result =
        edit(house.catalogue, test::vocabulary(), id, {{"theme", "nothing"}, {"issued", "the other day"}});
    CHECK(result.batch.state == "failed");
    const Item& item = result.items.at(0);
    CHECK(item.outcome == Outcome::rejected);
    CHECK(item.others.size() == 1);
    CHECK(house.catalogue.find(id)->version == before);
}

TEST_CASE("a withdrawn record is a tombstone that an earlier version can take the place of") {
    House house;
    const std::string id = house.first();
    const Stored before = *house.catalogue.find(id);
    withdraw(house.catalogue, id);
    CHECK(house.catalogue.find(id)->withdrawn);
    CHECK(test::code_of([&] { edit(house.catalogue, test::vocabulary(), id, {{"theme", "amb"}}); }) == "withdrawn");
    restore(house.catalogue, id, before.version);
    CHECK_FALSE(house.catalogue.find(id)->withdrawn);
    CHECK(house.catalogue.find(id)->record == before.record);
    CHECK(house.catalogue.find(id)->text == before.text);
    CHECK_THROWS_AS(restore(house.catalogue, id, 99), Error);
    CHECK_THROWS_AS(withdraw(house.catalogue, "none"), Error);
}

TEST_CASE("an empty member goes in all its languages") {
    Record record;
    record.kind = "practice";
    record.title = {{"es", "a"}, {"pt", "b"}};
    record.keywords = {{"es", {"x", "y"}}, {"pt-BR", {"z"}}};
    record.rights.licence = "CC-BY-4.0";
    const Record changed = edited(record, {{"keywords", ""}, {"title_pt", " "}, {"rights.licence", ""}});
    CHECK(changed.keywords.empty());
    CHECK(changed.title == LangMap{{"es", "a"}});
    CHECK(changed.rights.licence.empty());
}

TEST_CASE("a cell that a spreadsheet would run comes back as it was, and others are left alone") {
    for (const std::string text : {"=1+1", "'=1+1", "''@x", "-5", "+", "'", "'quoted'", "plain", "", "\t=x", "@casa"}) {
        CAPTURE(text);
        std::istringstream in("a\r\n" + csv_field(text) + "\r\n");
        CsvReader reader(in);
        CsvRecord record;
        REQUIRE(reader.next(record));
        if (reader.next(record)) CHECK(csv_unguarded(record.fields.at(0)) == text);
        CHECK(
            (csv_field(text).empty() || std::string_view{"=+-@\t"}.find(csv_field(text)[0]) == std::string_view::npos));
    }
    std::vector<std::string> cells{"'=1", "7"};
    unguard({"title_es", "pages"}, cells);
    CHECK(cells[0] == "'=1");
    unguard({"title_es", "version"}, cells);
    CHECK(cells[0] == "=1");
}

TEST_CASE("cells and columns nested without end are no structure") {
    const std::string deep(200'000, '['), dots = "a" + std::string(200'000, '.') + "b";
    const auto object = members_of({"extra", dots}, {deep + std::string(200'000, ']'), "x"});
    CHECK(object["extra"].is_string());
    CHECK_NOTHROW(record_from_json(object));
    CHECK(members_of({"creators"}, {R"([{"name":"A","orcid":"0"}])"})["creators"][0]["orcid"] == "0");
}
