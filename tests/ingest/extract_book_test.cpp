// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "ingest/formats/xlsx_values.h"
#include "tests/ingest/extract_support.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

std::string sample(const std::string& name) {
    return test::read(SOURCE_DIR "/tests/fuzz/seeds/" + name);
}

/// A sheet alone, with everything else that a workbook must have.
std::string workbook(const std::string& sheet) {
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return test::zip({{"xl/workbook.xml", "<workbook xmlns='" + main + "' xmlns:r='" + office +
                                              "'><sheets><sheet name='H' sheetId='1' r:id='a'/></sheets></workbook>"},
                      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Type='" + office +
                                                         "/worksheet' Target='s.xml'/></Relationships>"},
                      {"xl/s.xml", sheet}});
}

}  // namespace

TEST_CASE("a book is read along its spine, whatever its files are called") {
    const auto book = test::extract("book.epub", sample("epub/book.epub"));
    CHECK(book.media_type == "application/epub+zip");
    REQUIRE(book.units.size() == 2);
    CHECK(book.units[0].title == "Começo");  // of the table of contents: the chapter has no heading
    CHECK(book.units[0].text == "Era uma vez uma prefeitura.");
    CHECK(book.units[1].title == "Segundo capítulo");
    const auto& record = book.described;
    CHECK(record.title == LangMap{{"pt-BR", "Cidades que aprendem: um guia"}});
    CHECK(record.isbn == "9788478290147");
    CHECK(record.issued == "2021-05-04");
    CHECK(record.publisher == "Editora Municipal");
    CHECK(record.rights.licence == "CC-BY-4.0");
    CHECK(record.languages == std::vector<std::string>{"pt-BR"});
    CHECK(record.keywords == LangListMap{{"pt-BR", {"participação", "orçamento"}}});
    REQUIRE(record.creators.size() == 1);
    CHECK(record.creators[0].name == "Ana Núñez");
    REQUIRE(record.contributors.size() == 1);
    CHECK(record.contributors[0].role == "editor");
}

TEST_CASE("a book whose chapters are encrypted says so; one with hidden fonts does not") {
    const auto book = [](const std::string& hidden) {
        return test::zip(
            {{"mimetype", "application/epub+zip"},
             {"META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"},
             {"META-INF/encryption.xml", "<encryption><EncryptedData><CipherData><CipherReference URI='" + hidden +
                                             "'/></CipherData></EncryptedData></encryption>"},
             {"a.opf",
              "<package><manifest><item id='a' href='a.html' media-type='text/html'/></manifest><spine>"
              "<itemref idref='a'/></spine></package>"},
             {"a.html", "<html><body><p>Palabras.</p></body></html>"}});
    };
    CHECK(test::refused("a.epub", book("a.html")) == "encrypted");
    CHECK(test::extract("a.epub", book("f.ttf")).units.at(0).text == "Palabras.");
}

TEST_CASE("a spreadsheet is read by sheet, as people see it") {
    const auto table = test::extract("records.xlsx", sample("workbook/records.xlsx"));
    CHECK(table.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    REQUIRE(table.units.size() == 2);  // the third sheet is hidden
    CHECK(table.units[0].title == "Registros 2019");
    CHECK(table.units[0].text ==
          "source_key | Title_es | issued | themes\ndoc:1 | Presupuesto participativo | 2019-01-01 | env; gov\n"
          "doc:2 | Río limpio | 2000");
    CHECK(table.units[1].title == "Notas");
    CHECK(table.units[1].text == "Notas sueltas | 0.3 | true | 2019-01-01T18:00 | fórmula");
}

TEST_CASE("formats say what a number in a cell means") {
    const auto [code, value, text] = GENERATE(table<std::string, std::string, std::string>({
        {"General", "43466", "43466"},
        {"dd/mm/yyyy", "43466", "2019-01-01"},
        {"dd/mm/yyyy", "60", "1900-02-28"},
        {"dd/mm/yyyy", "1", "1900-01-01"},
        {"[$-416]mmmm\\ \\d\\e\\ yyyy;@", "43466", "2019-01"},
        {"yyyy", "43831", "2020"},
        {"\"Año \"yyyy", "43831", "2020"},
        {"d/m/yy h:mm", "43466.5", "2019-01-01T12:00"},
        {"h:mm:ss", "0.75", "18:00"},
        {"[h]:mm", "0.5", "12:00"},
        {"0.00", "1.1000000000000001", "1.1"},
        {"#,##0 [Red]", "12345678901234", "12345678901234"},
        {"mm:ss", "0.0007", "00:01"},
        {"dd/mm/yyyy", "-5", "-5"},
        {"dd/mm/yyyy", "1e300", "1e+300"},
        {"dd/mm/yyyy", "no number", "no number"},
    }));
    CAPTURE(code, value);
    CHECK(cell_text(value, meaning_of(std::string_view{code}), false) == text);
    CHECK(cell_text("0", CellMeaning::day, true) == "1904-01-01");
}

TEST_CASE("columns have letters, and no end beyond that of spreadsheets") {
    CHECK(column_of("A1") == 0);
    CHECK(column_of("BC12") == 54);
    CHECK(column_of("XFD1048576") == 16383);
    CHECK(column_of("XFE1") == -1);
    CHECK(column_of("AAAAAAAAAAAAAAAAA1") == -1);
    CHECK(column_of("12") == -1);
}

TEST_CASE("a sheet costs what is written in it, not what its references claim") {
    const auto far =
        test::extract("a.xlsx", workbook("<worksheet><sheetData><row r='1048576'><c r='XFD1' t='str'><v>lejos</v></c>"
                                         "<c r='A1' t='str'><v>cerca</v></c></row></sheetData></worksheet>"));
    REQUIRE(far.units.size() == 1);
    CHECK(far.units[0].text == "cerca");
    const auto lie =
        test::extract("a.xlsx", workbook("<worksheet><sheetData><row r='-9'><c t='s'><v>99999999999999999999</v></c>"
                                         "<c s='77777'><v>5</v></c></row></sheetData></worksheet>"));
    CHECK(lie.units.at(0).text == "5");
    CHECK(test::refused("a.xlsx", workbook("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>")) == "malformed");
    CHECK(test::refused("a.xlsx", workbook("<worksheet><sheetData><row>")) == "malformed");
}
