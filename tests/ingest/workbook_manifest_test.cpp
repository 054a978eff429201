// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/catalogue.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

/// A workbook of sheets of texts; an empty cell is not written.
std::string workbook(const std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>>& sheets) {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::string list, links;
    std::vector<std::pair<std::string, std::string>> parts;
    for (const auto& [name, rows] : sheets) {
        const auto id = std::to_string(parts.size());
        list += "<sheet name='" + name + "' r:id='r" + id + "'/>";
        links += "<Relationship Id='r" + id + "' Type='" + office + "/worksheet' Target='" + id + ".xml'/>";
        std::string text;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows[row].empty()) continue;
            text += "<row r='" + std::to_string(row + 1) + "'>";
            for (std::size_t cell = 0; cell < rows[row].size(); ++cell) {
                if (rows[row][cell].empty()) continue;
                text += "<c r='" + std::string(1, static_cast<char>('A' + cell)) + std::to_string(row + 1) +
                        "' t='inlineStr'><is><t>" + rows[row][cell] + "</t></is></c>";
            }
            text += "</row>";
        }
        parts.emplace_back("xl/" + id + ".xml", "<worksheet><sheetData>" + text + "</sheetData></worksheet>");
    }
    parts.emplace_back("xl/workbook.xml",
                       "<workbook xmlns:r='" + office + "'><sheets>" + list + "</sheets></workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + links + "</Relationships>");
    return test::zip(parts);
}

}  // namespace

TEST_CASE("a workbook whose first row names our columns is a manifest, sheet by sheet") {
    const test::Folder folder;
    folder.write("in/agua.html", test::html("Agua", "El agua de la ciudad."));
    folder.write(
        "in/congreso.xlsx",
        workbook({{"Léame", {{"Instrucciones"}}},
                  {"Ponencias",
                   {{"Source_Key", "Title_es", "kind", "file", "themes"},
                    {"p:1", "Agua para todos", "paper", "agua.html", "amb"},
                    {},
                    {"p:2", "Sin tema", "paper", "", "no-such-theme"},
                    {"p:3", "Sobra", "paper", "", "", "una celda de más"}}},
                  {"Guías", {{"source_key", "title_pt", "kind"}, {"g:1", "Um guia", "guide"}, {"", "Sem chave"}}}}));
    Catalogue catalogue{folder / "data"};
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    const std::string book = "in/congreso.xlsx";
    CHECK(test::said(result, book + "!/Ponencias", 2) == "created");
    CHECK(test::said(result, book + "!/Ponencias", 4) == "rejected vocabulary theme");
    CHECK(test::said(result, book + "!/Ponencias", 5) == "rejected columns");
    CHECK(test::said(result, book + "!/Guías", 2) == "created");
    CHECK(test::said(result, book + "!/Guías", 3).starts_with("rejected"));
    CHECK(test::said(result, book) == "skipped manifest");
    CHECK(test::said(result, "in/agua.html") == "created manifest-file");
    const auto* wrong = test::find(result.items, book + "!/Ponencias", 4);
    REQUIRE(wrong != nullptr);
}

TEST_CASE("a workbook of something else is a document") {
    const test::Folder folder;
    folder.write("in/tabla.xlsx", workbook({{"Gastos", {{"Barrio", "Monto"}, {"Centro", "100"}}}}));
    Catalogue catalogue{folder / "data"};
    const auto result = ingest(catalogue, test::vocabulary(), test::options({folder / "in"}));
    CHECK(test::said(result, "in/tabla.xlsx") == "created");
}

TEST_CASE("a sheet that was exported and saved as a workbook changes its columns alone") {
    const test::Folder in, data;
    in.write("a.jsonl",
             R"({"source_key":"k","kind":"practice","title":{"es":"Uno"},"abstract":{"es":"Resumen"},"text":"Texto"})"
             "\n");
    Catalogue catalogue(data / "data");
    ingest(catalogue, test::vocabulary(), test::options({in / "a.jsonl"}));
    in.write("b.xlsx", workbook({{"Hoja", {{"source_key", "version", "title_es"}, {"k", "1", "'=Dos"}}}}));
    const auto result = ingest(catalogue, test::vocabulary(), test::options({in / "b.xlsx"}));
    CHECK(test::said(result, "b.xlsx!/Hoja", 2) == "updated");
    const auto now = catalogue.find_by_key("local", "k");
    CHECK(now->record.title.at("es") == "=Dos");
    CHECK(now->record.abstract.at("es") == "Resumen");
    CHECK(catalogue.units(now->text).size() == 1);
    const auto late = ingest(catalogue, test::vocabulary(), test::options({in / "b.xlsx"}));
    CHECK(test::said(late, "b.xlsx!/Hoja", 2) == "rejected conflict version");
}
