// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/parts.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "corpus/error.h"
#include "corpus/parts.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

/// A catalogue with one volume of three parts in it, taken in from a file.
struct Shelf {
    Shelf() { take_in(); }
    void take_in() {
        IngestOptions options;
        options.paths = {SOURCE_DIR "/tests/ingest/volumes/bookmarks-only.pdf"};
        options.program = ACERVO_PROGRAM;
        options.jobs = 1;
        result = ingest(catalogue, test::vocabulary(), options);
        REQUIRE(result.items.size() == 1);
        if (id.empty()) id = result.items.front().record;
    }
    std::string exported() const {
        std::ostringstream out;
        export_parts(catalogue, {id}, out);
        return out.str();
    }
    IngestResult imported(const std::string& csv) {
        std::istringstream in(csv);
        return import_parts(catalogue, in, "parts.csv");
    }
    const std::vector<Part>& parts() {
        present = catalogue.find(id);
        return present->record.parts;
    }

    test::Folder folder;
    Catalogue catalogue{folder.path()};
    IngestResult result;
    std::string id;
    std::optional<Stored> present;
};

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a part's id is the page it begins on") {
    std::vector<Part> parts(3);
    parts[0].start = parts[0].end = 4;
    parts[1].start = 4, parts[1].end = 6;
    parts[2].start = 7, parts[2].end = 9;
    CHECK(part_ids(parts) == std::vector<std::string>{"4", "4.2", "7"});
    Record record;
    record.parts = parts;
    CHECK(find_part(record, "4.2") == &record.parts[1]);
    CHECK(find_part(record, "5") == nullptr);
    CHECK(part_of_page(record, 6) == &record.parts[1]);
    CHECK(part_of_page(record, 3) == nullptr);
}

TEST_CASE("parts that are exported and imported unchanged are confirmed, and the same otherwise") {
    Shelf shelf;
    const auto before = shelf.parts();
    REQUIRE(before.size() == 5);
    const auto result = shelf.imported(shelf.exported());
    REQUIRE(result.items.size() == 5);
    CHECK(result.rejected() == 0);
    const auto after = shelf.parts();
    REQUIRE(after.size() == 5);
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i].confirmed);
        CHECK(after[i].confidence == 1);
        auto plain = after[i];
        plain.confirmed = false;
        plain.confidence = before[i].confidence;
        CHECK(plain == before[i]);
    }
}

TEST_CASE("corrections, new parts and dropped ones survive when the volume is taken in again") {
    Shelf shelf;
    auto csv = shelf.exported();
    const auto first = shelf.parts().front();
    const auto title = first.title.begin()->second;
    csv = with(csv, title, "Un título corregido");
    // The second part goes; one is added at the end.
    const auto second = part_ids(shelf.parts())[1];
    csv = with(csv, "," + second + ",keep,", "," + second + ",drop,");
    const auto columns = static_cast<std::size_t>(
        std::count(csv.begin(), csv.begin() + static_cast<std::ptrdiff_t>(csv.find('\n')), ','));
    std::string row = shelf.id + "," + std::to_string(shelf.present->version) + ",,,2,2,,,Nota de la edición";
    while (static_cast<std::size_t>(std::count(row.begin(), row.end(), ',')) < columns) row += ',';
    // The header's order: title_en first, so the new title is in English.
    csv += row + "\r\n";
    const auto result = shelf.imported(csv);
    CHECK(result.rejected() == 0);
    const auto check = [&] {
        const auto& parts = shelf.parts();
        REQUIRE(parts.size() == 5);
        CHECK(parts[0].start == 2);
        CHECK(parts[0].title.begin()->second == "Nota de la edición");
        CHECK(parts[1].title.begin()->second == "Un título corregido");
        CHECK(std::none_of(parts.begin(), parts.end(),
                           [&](const Part& part) { return std::to_string(part.start) == second; }));
    };
    check();
    const auto version = shelf.present->version;
    shelf.take_in();
    CHECK(shelf.result.items.front().outcome == Outcome::unchanged);
    check();
    CHECK(shelf.present->version == version);
    SECTION("and the import can be taken back") {
        revert(shelf.catalogue, result.batch.id);
        CHECK(shelf.parts().front().title.begin()->second == title);
        CHECK_FALSE(shelf.parts().front().confirmed);
    }
}

TEST_CASE("a volume that was changed since the export is left alone, and said") {
    Shelf shelf;
    const auto csv = shelf.exported();
    CHECK(shelf.imported(csv).rejected() == 0);
    const auto version = (shelf.parts(), shelf.present->version);
    const auto again = shelf.imported(csv);
    CHECK(again.rejected() == again.items.size());
    CHECK(again.items.front().rule == "parts-version");
    CHECK((shelf.parts(), shelf.present->version) == version);
}

TEST_CASE("one wrong row leaves the whole volume as it was") {
    Shelf shelf;
    const auto csv = shelf.exported();
    const auto row_begin = csv.find(shelf.id), row_end = csv.find('\n', row_begin);
    const auto row = csv.substr(row_begin, row_end - row_begin);
    const auto part = part_ids(shelf.parts()).front();
    const std::vector<std::pair<std::string, std::string>> changes{
        {with(row, "keep," + part, "keep,900"), "parts-pages"},
        {with(row, "keep," + part, "keep,0"), "parts-pages"},
        {with(row, "," + part + ",keep", ",77,keep"), "parts-unknown"},
        {with(row, "keep", "burn"), "parts-action"},
    };
    const auto before = shelf.parts();
    for (const auto& [change, rule] : changes) {
        CAPTURE(rule);
        const auto result = shelf.imported(with(csv, row, change));
        CHECK(shelf.parts() == before);
        REQUIRE(result.items.size() == before.size());
        CHECK(result.items[0].rule == rule);
        CHECK(result.items[0].line == 2);
        CHECK(result.items[1].rule == "parts-others");
        for (const auto* language : {"es", "pt", "en"}) CHECK_FALSE(result.items[0].message.at(language).empty());
    }
    const auto unknown = shelf.imported(with(csv, row, with(row, shelf.id, "0000000000")));
    CHECK(unknown.items[0].rule == "parts-record");
    CHECK(unknown.rejected() == 1);
}

TEST_CASE("what is no CSV of parts is refused whole") {
    Shelf shelf;
    for (const auto* text : {"", "record,title\r\nx,y\r\n", "\xFF\xFE\x00"}) {
        CHECK_THROWS_AS(shelf.imported(text), Error);
    }
}
