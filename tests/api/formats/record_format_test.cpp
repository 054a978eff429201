// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/record_format.h"

#include <catch2/catch.hpp>

#include "api/citation/reference.h"
#include "api/formats/json_ld.h"
#include "api/formats/record_row.h"
#include "api/formats/signposting.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "corpus/xml.h"
#include "ingest/csv.h"
#include "ingest/rows.h"
#include "tests/api/formats/works.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;

namespace {

Publication publication() {
    return {vocabulary(), "https://acervo.example.org"};
}

/// What our own reader of a format makes of a record that was written in it.
Record read_back(const RecordFormat& format, const Stored& stored) {
    const auto bytes =
        std::string{format.before} + format.write(stored, publication(), "es") + std::string{format.after};
    const SourceFile file{bytes, "a"};
    const auto type = identify(file);
    CAPTURE(format.name, type, bytes);
    const auto* reader = row_reader_for(type);
    REQUIRE(reader != nullptr);
    reader->prepare();
    std::vector<SourceRow> rows;
    reader->read(file, type, [&](const SourceRow& row) { rows.push_back(row); });
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows.front().wrong);
    return record_from_json(rows.front().record);
}

std::vector<std::string> names(const Record& record) {
    const auto reference = reference_of(record, publication());
    std::vector<std::string> all;
    for (const auto* list : {&reference.authors, &reference.editors})
        for (const auto& name : *list) all.push_back(name.inverted());
    return all;
}

}  // namespace

TEST_CASE("what is written for reference managers and libraries, our readers read as the same work") {
    const auto* const name = GENERATE("bibtex", "ris", "csl-json", "marcxml", "mods", "oai_dc");
    const auto& format = *record_format(name);
    for (const auto& stored : works()) {
        const auto& record = stored.record;
        // Braces and quotes are no part of names: what becomes of them differs by format.
        if (record.source_key == "hostile") continue;
        // Neither RIS nor Dublin Core tells an organization from a person.
        if (record.creators.front().organization && (format.name == "ris" || format.name == "oai_dc")) continue;
        const auto read = read_back(format, stored);
        CAPTURE(name, record.source_key);
        const auto title = best(record.title, record.languages.front()).second;
        CHECK(best(read.title, record.languages.front()).second == title);
        CHECK(names(read) == names(record));
        CHECK(read.issued.substr(0, 4) == record.issued.substr(0, 4));
        CHECK(read.doi == record.doi);
        if (format.name == "oai_dc") continue;
        auto isbn = record.isbn;
        if (format.name == "marcxml") std::erase(isbn, '-');  // field 020 has none
        CHECK(read.isbn == isbn);
        CHECK(read.publisher == record.publisher);
        CHECK(read.page_start == record.page_start);
        CHECK(read.page_end == record.page_end);
        if (!record.abstract.empty()) CHECK(best(read.abstract, "pt").second == best(record.abstract, "pt").second);
    }
}

TEST_CASE("MARC and MODS keep what libraries have fields for") {
    const auto* const name = GENERATE("marcxml", "mods");
    const auto record = works().front().record;
    const auto read = read_back(*record_format(name), works().front());
    CAPTURE(name);
    CHECK(read.kind == record.kind);
    CHECK(read.languages == record.languages);
    CHECK(read.countries == record.countries);
    CHECK(read.series == record.series);
    CHECK(read.issued == record.issued);
    CHECK(read.rights.licence == record.rights.licence);
    CHECK(read.title.at("en") == record.title.at("en"));
    CHECK(read.creators.front().orcid == record.creators.front().orcid);
}

TEST_CASE("whatever stands in a record, what is written of it is well-formed") {
    for (const auto& stored : works()) {
        CAPTURE(stored.record.source_key);
        for (const auto& format : record_formats()) {
            CAPTURE(format.name);
            const auto text = format.write(stored, publication(), "pt");
            CHECK(is_utf8(text));
            if (format.media_type.find("xml") != std::string_view::npos) CHECK_NOTHROW(xml::parse(text));
            if (format.media_type.find("json") != std::string_view::npos) CHECK(nlohmann::json::accept(text));
        }
        const auto block = json_ld_block(json_ld(stored, publication(), "es"));
        CHECK(block.find('<', 1) == block.rfind("</script>"));
        CHECK(nlohmann::json::accept(block.substr(35, block.size() - 44)));
    }
}

TEST_CASE("what stands in a field of BibTeX does not end it, whoever counts its braces, nor make two of a name") {
    Record record{.kind = "report",
                  .title = {{"es", "Un cierre }} suelto, note = {{x} y \\{otro"}},
                  .languages = {"es"},
                  .creators = {{.name = "Smith, John and Mary"}, {.name = "Ruiz AND Roe, X"}}};
    record.abstract["es"] = "{";
    const auto text = record_format("bibtex")->write({.record = record}, publication(), "es");
    CAPTURE(text);
    int depth = 0, least = 1, most = 0;
    for (const char c : text.substr(0, text.rfind('}'))) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth > 0) most = std::max(most, depth);
        if (most > 0) least = std::min(least, depth);
    }
    CHECK(depth == 1);
    CHECK(least == 1);
    const auto read = read_back(*record_format("bibtex"), {.record = record});
    CHECK(best(read.title, "es").second == best(record.title, "es").second);
    CHECK(names(read) == names(record));
}

TEST_CASE("MARC has ISBNs without hyphens and four digits of a year, and an embargo that is over is told nowhere") {
    Record record{.kind = "guide",
                  .title = {{"es", "Guía"}},
                  .languages = {"es"},
                  .issued = "0800",
                  .rights = {.access = "embargo", .embargo_until = "2020-01-01"}};
    record.isbn = "978-84-481-6320-5";
    const auto told = [&](const char* name) {
        return record_format(name)->write({.record = record}, publication(), "es");
    };
    CHECK(told("marcxml").find(">9788448163205<") != std::string::npos);
    CHECK(told("marcxml").find("s0800    xx ") != std::string::npos);
    CHECK(told("marcxml").find("Open access") != std::string::npos);
    CHECK(told("mods").find("embargo") == std::string::npos);
    record.rights.embargo_until = "2999-01-01";
    CHECK(told("marcxml").find("Embargoed until 2999-01-01") != std::string::npos);
    CHECK(told("mods").find("embargoed until 2999-01-01") != std::string::npos);
    record.issued = "198X";
    CHECK(told("mods").find("encoding=\"edtf\"") != std::string::npos);
}

TEST_CASE("a row of a table for people has a cell for each column, and none of them is a formula") {
    for (const auto& stored : works()) {
        std::istringstream in{record_row_head() + record_row(stored, publication(), "es")};
        CsvReader reader{in};
        CsvRecord head, row;
        REQUIRE(reader.next(head));
        REQUIRE(reader.next(row));
        CHECK(row.fields.size() == head.fields.size());
        for (const auto& field : row.fields) CHECK(field.find_first_of("=+-@\t") != 0);
    }
}

TEST_CASE("a format is chosen by what is accepted, and HTML where nothing else is asked for") {
    const auto name = [](const char* accept) {
        const auto* const format = accepted_format(accept);
        return format ? std::string{format->name} : std::string{};
    };
    CHECK(name("application/x-bibtex") == "bibtex");
    CHECK(name("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").empty());
    CHECK(name("application/vnd.citationstyles.csl+json, */*;q=0.1") == "csl-json");
    CHECK(name("application/ld+json;q=0.5, application/x-research-info-systems;q=0.8") == "ris");
    CHECK(name("application/ld+json;q=0").empty());
    CHECK(name("application/").empty());
    CHECK(name("text/csv").empty());
    CHECK(name("").empty());
    CHECK(name(";;,,q=").empty());
}

TEST_CASE("the links of a record's page say what it is cited as and where its parts are") {
    const auto article = works()[1];
    const auto header = link_header(article, publication());
    CHECK(header.find("<https://doi.org/10.5354/0719-1820.2019.55>; rel=\"cite-as\"") != std::string::npos);
    CHECK(header.find("rel=\"describedby\"; type=\"application/x-bibtex\"") != std::string::npos);
    CHECK(header.find("<https://schema.org/ScholarlyArticle>; rel=\"type\"") != std::string::npos);
    const auto set = linkset_json(article, publication());
    CHECK(set["linkset"][0]["anchor"] == publication().record(article.record.id));
    CHECK(set["linkset"][0]["cite-as"].size() == 1);
    for (const auto& hostile : works()) CHECK(link_header(hostile, publication()).find('\n') == std::string::npos);
}
