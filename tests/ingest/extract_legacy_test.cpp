// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/text.h"
#include "ingest/formats/compound_file.h"
#include "tests/ingest/extract_support.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::string sample(const std::string& name) {
    return test::read(SOURCE_DIR "/tests/fuzz/seeds/" + name);
}

std::string office(const std::string& name) {
    return sample("compound_file/" + name);
}

}  // namespace

TEST_CASE("a presentation of before 2007 is read by slide, with its notes, and says what it is") {
    const auto deck = test::extract("deck.ppt", office("deck.ppt"));
    CHECK(deck.media_type == "application/vnd.ms-powerpoint");
    REQUIRE(deck.units.size() == 2);
    CHECK(deck.units[0].kind == UnitKind::slide);
    CHECK(deck.units[0].title == "Gestión de agua — Mérida");  // a placeholder, whose text is in the outline
    CHECK(deck.units[0].text == "Primer punto\nSegundo punto");
    CHECK(deck.units[1].title == "Conclusões");
    CHECK(deck.units[1].text == "A participação cresceu");
    CHECK(deck.units[1].notes == "Decir que faltan datos");
    CHECK(deck.described.title == LangMap{{"und", "Agua y participación"}});
    REQUIRE(deck.described.creators.size() == 2);
    CHECK(deck.described.creators[1].name == "João Lima");
    CHECK(deck.described.keywords == LangListMap{{"und", {"agua", "saneamento"}}});
    CHECK(deck.described.issued == "2020-01-01");
    CHECK(deck.described.kind == "presentation");
}

TEST_CASE("prompts of the master and slides that were deleted are no text") {
    const auto deck = test::extract("deck.ppt", office("deck.ppt"));
    for (const auto& unit : deck.units) {
        for (const char* word : {"Haga clic", "Borrador", "*"}) {
            CAPTURE(word);
            CHECK((unit.title + unit.text + unit.notes).find(word) == std::string::npos);
        }
    }
}

TEST_CASE("a protected document of before 2007 says so") {
    CHECK(test::refused("a.ppt", office("protected.ppt")) == "encrypted");
    CHECK(test::refused("a.doc", office("protected.doc")) == "encrypted");
}

TEST_CASE("a Word document of before 2007 is its pieces in order, under its headings") {
    const auto document = test::extract("text.doc", office("text.doc"));
    CHECK(document.media_type == "application/msword");
    REQUIRE(document.units.size() == 2);
    CHECK(document.units[0].title == "Introducción");
    CHECK(document.units[0].text == "Los municipios aprenden unos de otros.\na | b\nAmpliación — «comillas» y Ω.");
    CHECK(document.units[1].text == "Nota al pie.");
    CHECK(document.described.title == LangMap{{"und", "Cuaderno de participación"}});
    REQUIRE(document.described.creators.size() == 1);
    CHECK(document.described.creators[0].name == "Luis Gómez");
}

TEST_CASE("a document of Word 6 is read in the code page of its language") {
    const auto document = test::extract("viejo.doc", office("word6.doc"));
    REQUIRE(document.units.size() == 1);
    CHECK(document.units[0].text == "Политика города\nВторой абзац");
}

TEST_CASE("RTF is read by heading, in the code pages of its fonts") {
    const auto document = test::extract("plan.rtf", sample("rtf/plan.rtf"));
    CHECK(document.media_type == "application/rtf");
    REQUIRE(document.units.size() == 1);
    CHECK(document.units[0].title == "Objetivos");
    CHECK(document.units[0].text ==
          "El plan reúne a «todos» y cuesta 10€.\nSegún el acta.\nUn enlace\nПривет\na | b\nfin");
    CHECK(document.described.title == LangMap{{"und", "Plan de barrios"}});
    REQUIRE(document.described.creators.size() == 1);
    CHECK(document.described.creators[0].name == "Ana Núñez");
    CHECK(document.described.keywords == LangListMap{{"und", {"vivienda", "barrios"}}});
    CHECK(document.described.issued == "2019-03-07");
    CHECK(document.notices.empty());
}

TEST_CASE("RTF that was cut off is read as far as it goes, and says so") {
    auto bytes = sample("rtf/plan.rtf");
    bytes.resize(bytes.find("Un enlace") + 9);
    const auto document = test::extract("plan.rtf", bytes);
    REQUIRE(document.notices.size() == 1);
    CHECK(document.notices[0].rule == "repaired");
    CHECK(document.units.at(0).text.ends_with("Un enlace"));
}

TEST_CASE("groups of RTF without end are refused, not followed") {
    CHECK(test::refused("a.rtf", "{\\rtf1 " + std::string(100000, '{')) == "malformed");
}

TEST_CASE("styles outside of every group are survived") {
    CHECK(test::extract("a.rtf", "{\\rtf1 Acta\\par}\\stylesheet{\\s1 heading 1;}").units.at(0).text == "Acta");
}

TEST_CASE("structures that lead in circles or lie about their size end") {
    // The earlier state of the presentation is said to be the newest one; forty pieces claim all of the document.
    CHECK(test::extract("a.ppt", office("looped.ppt")).units.size() == 2);
    const auto size = office("overlap.doc").size();
    std::size_t text = 0;
    for (const auto& unit : test::extract("a.doc", office("overlap.doc")).units) text += unit.text.size();
    CHECK(text <= 2 * size);
}

TEST_CASE("every chain of sectors ends, whatever each number in a compound file is") {
    const auto whole = office("deck.ppt");
    const CompoundFile file{whole};
    CHECK(file.read("powerpoint document").has_value());
    CHECK_FALSE(file.read("Absent").has_value());
    // Header, directory and table are near the end; each of their numbers in turn leads to the first sector, to itself
    // or nowhere.
    const std::uint32_t value = GENERATE(0U, 1U, 26U, 0xFFFFFFFFU, 0x7FFFFFFFU);
    const auto broken_at = [&](std::size_t at) {
        auto bytes = whole;
        for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> 8 * i & 0xFF);
        try {
            const CompoundFile broken{bytes};
            for (const char* name : {"PowerPoint Document", "Current User"}) {
                if (const auto stream = broken.read(name)) CHECK(stream->size() <= bytes.size());
            }
            test::extract("a.ppt", bytes);
        } catch (const Error& error) {
            CHECK_FALSE(error.code().empty());
        }
    };
    for (std::size_t at = 24; at + 4 <= 512; at += 4) broken_at(at);
    for (std::size_t at = whole.size() - 1024; at + 4 <= whole.size(); at += 4) broken_at(at);
}

TEST_CASE("a file cut at any place is read or refused") {
    const auto name = GENERATE(as<std::string>{}, "compound_file/deck.ppt", "compound_file/text.doc", "rtf/plan.rtf",
                               "workbook/records.xlsx", "epub/book.epub");
    const auto whole = sample(name);
    CAPTURE(name);
    for (std::size_t length = 8; length < whole.size(); length += whole.size() / 97 + 1) {
        try {
            for (const auto& unit : test::extract("a", whole.substr(0, length)).units) CHECK(is_utf8(unit.text));
        } catch (const Error& error) {
            CAPTURE(length);
            CHECK_FALSE(error.code().empty());
        }
    }
}
