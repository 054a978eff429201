// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/suggestions.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "corpus/error.h"
#include "ingest/csv.h"
#include "tests/ingest/support.h"

namespace acervo {
namespace {

/// A record of which something is suggested, as an ingest leaves it.
struct House {
    test::Folder folder;
    Catalogue catalogue{folder.path()};
    std::string batch = catalogue.start_batch("test", "{}").id;

    std::string put(Record record, const std::vector<FieldSuggestion>& suggestions) {
        record.collection = "test";
        if (record.source_key.empty()) record.source_key = "one";
        record.id = record_id(record.collection, record.source_key);
        if (record.kind.empty()) record.kind = "paper";
        if (record.title.empty()) record.title = {{"es", "Título"}};
        catalogue.put(record, {}, batch);
        catalogue.suggest(record.id, batch, suggestions);
        return record.id;
    }
    std::string csv(bool all = false) const {
        return suggestions_report(catalogue, test::vocabulary(), batch, {.decided_too = all}, ReportFormat::csv, "es");
    }
    /// The CSV with a decision in each row: by field.
    std::string decided(const std::map<std::string, std::pair<std::string, std::string>>& decisions,
                        char delimiter = ',') const {
        std::istringstream in{csv()};
        CsvReader reader{in};
        CsvRecord row;
        std::string text;
        while (reader.next(row)) {
            if (row.fields.at(0) != "record") {
                if (const auto found = decisions.find(row.fields.at(3) + " " + row.fields.at(4));
                    found != decisions.end()) {
                    row.fields.at(8) = found->second.first;
                    row.fields.at(9) = found->second.second;
                }
            }
            for (std::size_t i = 0; i < row.fields.size(); ++i) {
                std::string cell = csv_field(row.fields[i]);
                if (delimiter != ',' && cell.find(delimiter) != std::string::npos && cell[0] != '"')
                    cell = '"' + cell + '"';
                text += (i ? std::string(1, delimiter) : "") + cell;
            }
            text += "\r\n";
        }
        return text;
    }
    IngestResult import(const std::string& text) {
        std::istringstream in{text};
        return import_decisions(catalogue, test::vocabulary(), batch, in, "decisions.csv");
    }
    Record record(const std::string& id) const { return catalogue.find(id)->record; }
    std::string state(const std::string& id, const std::string& value) const {
        for (const auto& each : catalogue.suggestions(id)) {
            if (each.value == value) return each.state;
        }
        return "none";
    }
};

const std::vector<FieldSuggestion> several = {
    {"", "theme", "amb", 0.9, {"residuos"}, "", ""},
    {"", "theme", "mov", 0.4, {"bus"}, "", ""},
    {"", "country", "UY", 0.8, {"Montevideo"}, "", ""},
    {"", "government_level", "local", 0.85, {}, "", ""},
    {"", "government_level", "region", 0.82, {}, "", ""},
    {"", "event", "clad-2024", 0.95, {"CLAD"}, "", ""},
    {"", "place", R"({"name":"Montevideo","country":"UY","geonames":"3441575"})", 0.7, {}, "", ""}};

TEST_CASE("the rule puts in what is likely enough, and leaves the mark of the machine") {
    House house;
    const auto id = house.put({}, several);
    const auto result = accept_suggestions(house.catalogue, test::vocabulary(), house.batch, {.above = 0.8});
    REQUIRE(result.items.size() == 1);
    CHECK(result.items[0].outcome == Outcome::updated);
    CHECK(result.items[0].version_after == 2);
    const Record record = house.record(id);
    CHECK(record.themes == std::vector<std::string>{"amb"});
    CHECK(record.countries == std::vector<std::string>{"UY"});
    CHECK(record.level == "local");
    CHECK(record.event.id == "clad-2024");
    CHECK(record.places.empty());
    for (const auto* field : {"theme", "country", "government_level", "event"})
        CHECK(std::ranges::count(record.machine, field) == 1);
    CHECK(house.state(id, "amb") == "accepted");
    CHECK(house.state(id, "mov") == "open");
    CHECK(house.state(id, "region") == "open");

    SECTION("once more changes nothing but what is new") {
        const auto again =
            accept_suggestions(house.catalogue, test::vocabulary(), house.batch, {.field = "theme", .above = 0.8});
        CHECK(again.items.empty());
        CHECK(house.catalogue.versions(id).size() == 2);
    }
    SECTION("the batch of decisions is taken back, and the suggestions are open again") {
        revert(house.catalogue, result.batch.id);
        CHECK(house.record(id).themes.empty());
        CHECK(house.record(id).machine.empty());
        CHECK(house.state(id, "amb") == "open");
        CHECK(house.state(id, "mov") == "open");
        CHECK(house.catalogue.versions(id).size() == 3);
    }
    SECTION("the batch that made the records cannot be taken back before that") {
        Item item;
        item.path = "a";
        item.record = id;
        item.outcome = Outcome::created;
        item.version_after = 1;
        house.catalogue.put_item(house.batch, item);
        CHECK_THROWS_AS(revert(house.catalogue, house.batch), Error);
        revert(house.catalogue, result.batch.id);
    }
}

TEST_CASE("what a person gave is never overwritten") {
    House house;
    Record given;
    given.themes = {"urb"};
    given.level = "national";
    given.countries = {"PT"};
    const auto id = house.put(given, several);
    const auto by_rule = accept_suggestions(house.catalogue, test::vocabulary(), house.batch, {.above = 0.3});
    CHECK(house.record(id).themes == std::vector<std::string>{"urb"});
    CHECK(house.record(id).countries == std::vector<std::string>{"PT"});
    CHECK(house.record(id).level == "national");
    CHECK(house.record(id).event.id == "clad-2024");
    CHECK(by_rule.items[0].rule == "suggestion-given");
    // A person may add to a list, but not replace a value.
    house.import(house.decided({{"theme amb", {"accept", ""}}, {"government_level local", {"accept", ""}}}));
    CHECK(house.record(id).themes == std::vector<std::string>{"urb", "amb"});
    CHECK(house.record(id).level == "national");
    CHECK(house.state(id, "local") == "open");
}

TEST_CASE("a person's decisions come back as CSV: accepted, rejected, corrected") {
    const char delimiter = GENERATE(',', ';');
    House house;
    Record guessed;
    guessed.countries = {"AR"};
    guessed.machine = {"country"};
    const auto id = house.put(guessed, several);
    const auto result = house.import(house.decided({{"theme amb", {"aceptar", ""}},
                                                    {"theme mov", {"não", ""}},
                                                    {"country UY", {"x", ""}},
                                                    {"government_level local", {"", "metro"}},
                                                    {"place " + several.back().value, {"accept", ""}}},
                                                   delimiter));
    REQUIRE(result.items.size() == 1);
    CHECK(result.items[0].outcome == Outcome::updated);
    const Record record = house.record(id);
    CHECK(record.themes == std::vector<std::string>{"amb"});
    CHECK(record.countries == std::vector<std::string>{"UY"});  // in place of the guess
    CHECK(record.level == "metro");
    REQUIRE(record.places.size() == 1);
    CHECK(record.places[0].geonames == "3441575");
    CHECK(record.machine.empty());
    CHECK(house.state(id, "amb") == "accepted");
    CHECK(house.state(id, "mov") == "rejected");
    CHECK(house.state(id, "local") == "rejected");
    CHECK(house.state(id, "clad-2024") == "open");
    CHECK(house.csv().find("amb") == std::string::npos);
    CHECK(house.csv(true).find("amb") != std::string::npos);
}

TEST_CASE("a corrected value is validated; nothing of the record changes when it is wrong") {
    House house;
    const auto id = house.put({}, several);
    const auto result = house.import(house.decided({{"theme amb", {"", "nonsense"}}, {"country UY", {"accept", ""}}}));
    CHECK(result.items[0].outcome == Outcome::rejected);
    CHECK(result.items[0].rule == "vocabulary");
    CHECK(house.record(id).countries.empty());
    CHECK(house.state(id, "UY") == "open");
}

TEST_CASE("a corrected place or event of another form is rejected with its line") {
    const auto [row, corrected, rule] = GENERATE_COPY(table<std::string, std::string, std::string>({
        {"place " + several.back().value, R"({"name":["a","b"],"country":7})", "type"},
        {"place " + several.back().value, R"({"geonames":{"id":3441575}})", "type"},
        {"place " + several.back().value, R"({})", "type"},
        {"place " + several.back().value, R"({"note":)" + std::string(900, '[') + std::string(900, ']') + "}", "type"},
        {"place " + several.back().value, R"({"name":"Montevideo","country":"Uruguay"})", "vocabulary"},
        {"event clad-2024", R"({"id":{"id":"clad-2024"}})", "type"},
    }));
    CAPTURE(row, corrected);
    House house;
    Record given;
    given.places = {Place{.name = "Salto", .country = "UY"}};
    const auto id = house.put(given, several);
    const auto result = house.import(house.decided({{row, {"", corrected}}}));
    CHECK(result.items.at(0).outcome == Outcome::rejected);
    CHECK(result.items[0].rule == rule);
    CHECK(result.items[0].line > 1);
    CHECK(house.record(id).places == given.places);
    CHECK(house.catalogue.versions(id).size() == 1);
    const std::string endless = R"({"name":)" + std::string(100'000, '[') + "}";
    CHECK_THROWS_AS(house.import(house.decided({{row, {"", endless}}})), Error);
}

TEST_CASE("a corrected place has the members of the model alone") {
    House house;
    const auto id = house.put({}, several);
    house.import(house.decided({{"place " + several.back().value,
                                 {"", R"({"name":"Salto","country":"UY","geonames":3440714,"kind":"practice"})"}}}));
    const Record record = house.record(id);
    REQUIRE(record.places.size() == 1);
    CHECK(record.places[0].geonames == "3440714");
    CHECK(record.extra.empty());
    CHECK(record.kind == "paper");
}

TEST_CASE("what a person rejects is taken out where the machine put it in") {
    House house;
    const auto id = house.put({}, several);
    accept_suggestions(house.catalogue, test::vocabulary(), house.batch, {.above = 0.3});
    REQUIRE(house.record(id).themes == std::vector<std::string>{"amb", "mov"});
    const std::string header = "record,field,value,decision\r\n";
    const auto result = house.import(header + id + ",theme,amb,reject\r\n" + id + ",country,UY,reject\r\n" + id +
                                     ",government_level,local,reject\r\n");
    CHECK(result.items.at(0).outcome == Outcome::updated);
    const Record record = house.record(id);
    CHECK(record.themes == std::vector<std::string>{"mov"});
    CHECK(record.countries.empty());
    CHECK(record.level.empty());
    CHECK(std::ranges::count(record.machine, "theme") == 1);
    CHECK(std::ranges::count(record.machine, "country") == 0);
    CHECK(house.state(id, "amb") == "rejected");

    Record kept;
    kept.source_key = "two";
    kept.themes = {"amb"};
    const auto other = house.put(kept, several);
    house.import(header + other + ",theme,amb,reject\r\n");
    CHECK(house.record(other).themes == kept.themes);
}

TEST_CASE("a CSV that is none of ours is refused as a whole, with its line") {
    House house;
    const auto id = house.put({}, several);
    const std::string header = "record,field,value,decision\r\n";
    for (const auto& text :
         std::vector<std::string>{"", "a,b\r\n1,2\r\n", header + "x,theme,amb,accept\r\n",
                                  header + id + ",theme,zzz,accept\r\n", header + id + ",theme,amb,perhaps\r\n"}) {
        INFO(text);
        CHECK_THROWS_AS(house.import(text), Error);
    }
    CHECK(house.catalogue.versions(id).size() == 1);
    CHECK(house.catalogue.batches().size() == 1);
}

TEST_CASE("cells that a spreadsheet would run are guarded, and read back as they were") {
    House house;
    Record record;
    record.title = {{"es", "=HYPERLINK(\"http://example.org\")"}};
    record.source_key = "@one";
    const auto id = house.put(record, {{"", "theme", "amb", 0.9, {"+residuos"}, "", ""}});
    const auto csv = house.csv();
    CHECK(csv.find("\"'=HYPERLINK") != std::string::npos);
    CHECK(csv.find("'@one") != std::string::npos);
    CHECK(csv.find("'+residuos") != std::string::npos);
    house.import(house.decided({{"theme amb", {"accept", ""}}}));
    CHECK(house.record(id).themes == std::vector<std::string>{"amb"});
}

TEST_CASE("suggestions of a batch as JSON and as text") {
    House house;
    house.put({}, several);
    const auto json = nlohmann::json::parse(
        suggestions_report(house.catalogue, test::vocabulary(), house.batch, {.above = 0.8}, ReportFormat::json, "pt"));
    CHECK(json.at("suggestions").size() == 5);
    const auto text = suggestions_report(house.catalogue, test::vocabulary(), house.batch, {.field = "country"},
                                         ReportFormat::text, "en");
    CHECK(text.find("0.80  country: Uruguay (UY)  < Montevideo") != std::string::npos);
    CHECK_THROWS_AS(suggestions_report(house.catalogue, test::vocabulary(), "none", {}, ReportFormat::text, "en"),
                    Error);
}

TEST_CASE("an ingest leaves suggestions beside the records, and none of them inside") {
    test::Folder folder;
    const auto manifest = folder.write(
        "in/rows.jsonl", R"({"source_key":"a","kind":"paper","title":{"es":"Gestión de residuos sólidos en Uruguay"}})"
                         "\n");
    Catalogue catalogue(folder / "data");
    const auto result =
        ingest(catalogue, test::vocabulary(), {.paths = {manifest}, .jobs = 1, .program = ACERVO_PROGRAM});
    const auto suggestions = catalogue.suggestions_of(result.batch.id);
    REQUIRE_FALSE(suggestions.empty());
    const auto stored = catalogue.find(suggestions.front().record);
    REQUIRE(stored);
    CHECK(stored->record.themes.empty());
    CHECK(stored->record.countries.empty());
    CHECK(std::ranges::any_of(suggestions,
                              [](const auto& each) { return each.field == "theme" && each.value.starts_with("amb"); }));
    CHECK(std::ranges::any_of(suggestions,
                              [](const auto& each) { return each.field == "country" && each.value == "UY"; }));
}

}  // namespace
}  // namespace acervo
