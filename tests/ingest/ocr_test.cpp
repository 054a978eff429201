// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ocr/ocr.h"

#include <atomic>
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "corpus/recognitions.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

const std::filesystem::path scans = SOURCE_DIR "/tests/ingest/scans";

/// Whether tesseract can do here what the tests ask for; they say so otherwise.
bool can_recognise() {
    const auto here = ocr::languages_here();
    const bool can = std::ranges::count(here, "es") > 0 && std::ranges::count(here, "pt") > 0;
    if (!can) WARN("skipped: tesseract-ocr-spa and tesseract-ocr-por are not installed");
    return can;
}

struct Shelf {
    IngestResult take_in(const std::vector<std::filesystem::path>& files) {
        return ingest(catalogue, test::vocabulary(), test::options(files));
    }
    ocr::Report recognise(std::int64_t limit = 0) {
        return ocr::recognise_waiting(folder.path(), {.limit = limit, .program = ACERVO_PROGRAM}, never);
    }
    Stored only() {
        const auto stored = catalogue.find(id);
        REQUIRE(stored);
        return *stored;
    }
    std::vector<Unit> units() { return catalogue.units(only().text); }

    test::Folder folder;
    Catalogue catalogue{folder.path()};
    std::atomic<bool> never{false};
    std::string id;
};

}  // namespace

TEST_CASE("a scan is a record at once, and gets its text page by page") {
    if (!can_recognise()) return;
    Shelf shelf;
    const auto taken = shelf.take_in({scans / "actas.tif"});
    REQUIRE(taken.items.size() == 1);
    REQUIRE(taken.items.front().outcome == Outcome::created);
    shelf.id = taken.items.front().record;
    REQUIRE(shelf.units().size() == 3);
    CHECK(shelf.units()[0].text.empty());

    const auto first = shelf.recognise(1);
    CHECK(first.pages == 1);
    CHECK(first.records == 0);
    CHECK(first.waiting == 1);
    CHECK(shelf.units()[0].text.empty());  // not before the whole of it is done
    const auto second = shelf.recognise();
    CHECK(second.pages == 1);
    CHECK(second.blank == 1);
    CHECK(second.records == 1);
    CHECK(second.waiting == 0);

    const auto units = shelf.units();
    CHECK(units[0].text.find("reunió a las vecinas en la plaza") != std::string::npos);
    CHECK(units[0].origin == "ocr");
    CHECK(units[0].confidence > 0.8);
    CHECK(units[0].language == "es");
    CHECK(units[1].text.empty());
    CHECK(units[1].origin.empty());
    CHECK(units[2].text.find("perguntou qual rua arrumar primeiro") != std::string::npos);
    const auto stored = shelf.only();
    CHECK(stored.version == 2);
    CHECK(std::ranges::count(stored.record.languages, "es") == 1);

    SECTION("there is nothing more to do then") {
        const auto third = shelf.recognise();
        CHECK(third.pages + third.blank + third.records == 0);
    }
    SECTION("taking the file in again changes nothing") {
        const auto again = shelf.take_in({scans / "actas.tif"});
        CHECK(again.items.front().outcome == Outcome::unchanged);
        CHECK(shelf.only().version == 2);
    }
    SECTION("its batch can be taken back, text and all") {
        CHECK_NOTHROW(revert(shelf.catalogue, taken.batch.id));
        CHECK(shelf.only().withdrawn);
    }
}

TEST_CASE("of a PDF only the pages that are pictures are recognised, stray characters or not") {
    if (!can_recognise()) return;
    Shelf shelf;
    const auto taken = shelf.take_in({scans / "mixed.pdf"});
    shelf.id = taken.items.front().record;
    const auto before = shelf.units();
    REQUIRE(before.size() == 2);
    CHECK(before[1].text == "2");
    const auto report = shelf.recognise();
    CHECK(report.pages == 1);
    const auto units = shelf.units();
    CHECK(units[0] == before[0]);
    CHECK(units[1].text.find("dos años en ordenar sus expedientes") != std::string::npos);
    CHECK(units[1].origin == "ocr");
}

TEST_CASE("what cannot be read is noted, and the queue goes on") {
    if (!can_recognise()) return;
    Shelf shelf;
    const auto whole = test::read(scans / "actas.tif");
    // Cut within its pages, after the header that the reader looks at.
    const auto broken = shelf.folder.write("broken.tif", whole.substr(0, whole.size() / 3));
    shelf.take_in({broken, scans / "actas.tif"});
    const auto report = shelf.recognise();
    CHECK(report.pages >= 2);
    CHECK(report.waiting == 0);
}

TEST_CASE("pictures that are no pages are no records") {
    Shelf shelf;
    const auto taken = shelf.take_in({scans / "logo.png"});
    REQUIRE(taken.items.size() == 1);
    CHECK(taken.items.front().outcome == Outcome::rejected);
    CHECK(taken.items.front().rule == "unsupported-format");
}

TEST_CASE("a header that promises too many pixels is believed and refused") {
    // The header of a PNG of 40,000 by 40,000 pixels.
    std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x9C\x40\0\0\x9C\x40\x08\0\0\0\0", 29);
    png += std::string(200, 'x');
    Shelf shelf;
    const auto taken = shelf.take_in({shelf.folder.write("bomb.png", png)});
    REQUIRE(taken.items.size() == 1);
    CHECK(taken.items.front().outcome == Outcome::rejected);
    CHECK((taken.items.front().rule == "too-large" || taken.items.front().rule == "malformed"));
}

TEST_CASE("text of too little confidence is said and not taken in") {
    Record record;
    record.files = {{.media_type = "image/png", .name = "foto.png"}};
    std::vector<Unit> units{{.number = 1}, {.number = 2}, {.number = 3}};
    const std::string good = "El municipio reunió a las vecinas en la plaza y les preguntó qué calle arreglar primero";
    ocr::add_recognised(record, units,
                        {{1, {.text = good, .confidence = 0.9}},
                         {2, {.text = "~ | : rn l!", .confidence = 0.2}},
                         {3, {.text = good, .confidence = 0.9, .why_not = "timeout"}}});
    CHECK(units[0].text == good);
    CHECK(units[1].text.empty());
    CHECK(units[1].origin == "ocr");
    CHECK(units[1].confidence == Approx(0.2));
    CHECK(units[2].origin.empty());
    CHECK(record.languages == std::vector<std::string>{"es"});
    CHECK(std::ranges::count(record.machine, "language") == 1);
    const auto once = units;
    ocr::add_recognised(record, units, {{1, {.text = "otra cosa", .confidence = 1}}});
    CHECK(units == once);
}

TEST_CASE("recognised pages outlive the process, and one process at a time recognises") {
    test::Folder folder;
    CHECK(Recognitions{folder.path()}.find("a", "e").empty());
    {
        Recognitions store{folder.path(), Recognitions::Mode::read_write};
        store.put("a", 2, "e", {.text = "dos", .confidence = 0.123456789, .language = "es"});
        store.put("a", 1, "other", {.text = "uno"});
        store.enqueue({"x", "y", "x"});
        store.set_covered(7);
        CHECK_THROWS_AS((Recognitions{folder.path(), Recognitions::Mode::read_write}), Error);
    }
    const Recognitions reader{folder.path()};
    const std::map<int, Recognition> wanted{{2, {.text = "dos", .confidence = 0.123456789, .language = "es"}}};
    CHECK(reader.find("a", "e") == wanted);
    CHECK(reader.next() == "x");
    CHECK(reader.waiting() == 2);
    CHECK(reader.covered() == 7);
}

TEST_CASE("a store that its writer has only begun with holds nothing yet") {
    const test::Folder folder;
    folder.write("ocr.db", "");
    const Recognitions reader{folder.path()};
    CHECK(reader.find("a", "e").empty());
    CHECK(reader.waiting() == 0);
    Recognitions{folder.path(), Recognitions::Mode::read_write}.put("a", 1, "e", {.text = "uno"});
    CHECK(reader.find("a", "e").size() == 1);
}

TEST_CASE("a run that is to stop leaves nothing out of the next one") {
    Shelf shelf;
    shelf.take_in({scans / "actas.tif"});
    const std::atomic<bool> at_once{true};
    const auto stopped = ocr::recognise_waiting(shelf.folder.path(), {.program = ACERVO_PROGRAM}, at_once);
    CHECK(stopped.pages + stopped.failed + stopped.waiting == 0);
    CHECK(Recognitions{shelf.folder.path()}.covered() == 0);
}
