// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cstdio>

#include "ingest/formats/pdf_text.h"
#include "ingest/formats/volume/volume.h"
#include "tests/ingest/extract_support.h"
#include "tests/ingest/support.h"

using namespace acervo;
using test::extract;

namespace {

/// A PDF of pages with lines of Helvetica; `more` objects are numbered from 100 on by the caller.
struct Pdf {
    std::vector<std::vector<std::string>> pages;
    std::string info, catalog, more;
    int width = 595, height = 842;

    std::string bytes() const {
        std::vector<std::pair<int, std::string>> objects;
        std::string kids;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const int number = 10 + 2 * static_cast<int>(i);
            kids += std::to_string(number) + " 0 R ";
            std::string content;
            int y = height - 60;
            for (const auto& line : pages[i]) {
                const int size = line.starts_with('#') ? 24 : 11;
                content += "BT /F " + std::to_string(size) + " Tf 50 " + std::to_string(y) + " Td (" +
                           line.substr(size == 24 ? 1 : 0) + ") Tj ET\n";
                y -= line.empty() ? 30 : size + 2;
            }
            objects.emplace_back(number, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(width) + " " +
                                             std::to_string(height) + "]/Resources<</Font<</F 3 0 R>>>>/Contents " +
                                             std::to_string(number + 1) + " 0 R>>");
            objects.emplace_back(number + 1,
                                 "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "endstream");
        }
        objects.emplace_back(1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>");
        objects.emplace_back(2, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>");
        objects.emplace_back(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        if (!info.empty()) objects.emplace_back(4, "<<" + info + ">>");
        std::string out = "%PDF-1.4\n";
        for (const auto& [number, object] : objects) out += std::to_string(number) + " 0 obj" + object + "endobj\n";
        // No table of offsets: poppler finds the objects itself, as it does in damaged files.
        return out + more + "trailer<</Root 1 0 R" + (info.empty() ? "" : "/Info 4 0 R") + "/Size 200>>\n%%EOF\n";
    }
};

}  // namespace

TEST_CASE("a PDF is read by page, with printed labels, and a page without text is told") {
    const Pdf pdf{.pages = {{"Portada del informe municipal"}, {}, {"P\\341gina de texto"}},
                  .info =
                      "/Title(Informe de gesti\\363n)/Author(Ana P\\351rez; Luis G\\363mez)/Keywords(agua, "
                      "suelo)/CreationDate(D:20210304050607Z)",
                  .catalog = "/PageLabels<</Nums[0<</S/r>>2<</S/D>>]>>"};
    const auto out = extract("x.pdf", pdf.bytes());
    REQUIRE(out.units.size() == 3);
    CHECK(out.units[0].kind == UnitKind::page);
    CHECK(out.units[0].text == "Portada del informe municipal");
    CHECK(out.units[0].label == "i");
    CHECK(out.units[2].label == "1");
    CHECK(out.units[2].text == "Página de texto");
    REQUIRE(out.notices.size() == 1);
    CHECK(out.notices[0].rule == "no-text-layer");
    CHECK(out.notices[0].value == "2");
    CHECK(out.described.title == LangMap{{"und", "Informe de gestión"}});
    REQUIRE(out.described.creators.size() == 2);
    CHECK(out.described.creators[1].name == "Luis Gómez");
    CHECK(out.described.issued == "2021-03-04");
    CHECK(out.described.machine == std::vector<std::string>{"issued"});
}

TEST_CASE("a title that a program wrote gives way to the printed one, marked as guessed") {
    const Pdf pdf{.pages = {{"#Plan de movilidad urbana", "", "El plan recoge las medidas de los pr\\363ximos a\\361os",
                             "y su presupuesto."}},
                  .info = "/Title(Microsoft Word - plan_v3.doc)"};
    const auto out = extract("x.pdf", pdf.bytes());
    CHECK(out.described.title == LangMap{{"und", "Plan de movilidad urbana"}});
    CHECK(out.described.machine == std::vector<std::string>{"title"});
}

TEST_CASE("UTF-8 that a program wrote into the information dictionary unasked is read as such") {
    const Pdf pdf{.pages = {{"x"}}, .info = "/Title(Gesti\xC3\xB3n de los r\xC3\xADos)"};
    CHECK(extract("x.pdf", pdf.bytes()).described.title == LangMap{{"und", "Gestión de los ríos"}});
}

TEST_CASE("wide pages with few words are a presentation") {
    Pdf pdf{.pages = {{"#Uno"}, {"#Dos"}, {"#Tres"}}, .width = 800, .height = 450};
    CHECK(extract("x.pdf", pdf.bytes()).described.kind == "presentation");
    pdf.width = 400;
    CHECK(extract("x.pdf", pdf.bytes()).described.kind.empty());
}

TEST_CASE("bookmarks that lead to works become parts, with the pages they lead to") {
    Pdf pdf{.pages = {{"#Actas"}}, .catalog = "/Outlines 100 0 R"};
    const std::vector<std::string> titles{"La gesti\\363n del agua", "Orcamento e bairro", "Care in the city"};
    for (const auto& title : titles) {
        // Not at the very top: running heads are there.
        pdf.pages.push_back({"", "", "#" + title, "", "Ana P\\351rez, Luis G\\363mez", "",
                             "Resumen: el trabajo estudia tres casos de la regi\\363n."});
        pdf.pages.push_back({"", "", "Sigue el texto."});
    }
    pdf.more =
        "100 0 obj<</First 101 0 R/Last 104 0 R>>endobj 101 0 obj<</Title(Portada)/Dest[10 0 R/Fit]/Next 102 0 "
        "R>>endobj\n";
    for (int i = 0; i < 3; ++i) {
        pdf.more += std::to_string(102 + i) + " 0 obj<</Title(" + titles[static_cast<std::size_t>(i)] +
                    ")/A<</S/GoTo/D[" + std::to_string(12 + 4 * i) + " 0 R/Fit]>>" +
                    (i < 2 ? "/Next " + std::to_string(103 + i) + " 0 R" : "") + ">>endobj\n";
    }
    const auto parts = extract("x.pdf", pdf.bytes()).parts;
    REQUIRE(parts.size() == 3);
    CHECK(parts[0].title == LangMap{{"und", "La gestión del agua"}});
    CHECK(parts[0].start == 2);
    CHECK(parts[0].end == 3);
    CHECK(parts[2].start == 6);
    CHECK(parts[2].end == 7);
    CHECK(parts[1].confidence > 0.9);
    CHECK_FALSE(parts[1].confirmed);
    REQUIRE(parts[1].creators.size() == 2);
    CHECK(parts[1].creators[0].name == "Ana Pérez");
}

TEST_CASE("lines of a page become paragraphs, cut words become whole") {
    const auto [page, text] = GENERATE(table<std::string, std::string>({
        {"La administración municipal ha publicado este año un informe sobre el\nagua y el suelo del término que debe "
         "ser leído con atención por to-\ndas las personas.\n\n"
         "Otro párrafo.",
         "La administración municipal ha publicado este año un informe sobre el agua y el suelo del término que debe "
         "ser leído con atención por todas las "
         "personas.\nOtro párrafo."},
        {"Nace la oficina\nConsejo de Gobierno\n14 de diciembre\n",
         "Nace la oficina\nConsejo de Gobierno\n14 de diciembre"},
        {"Datos abiertos\n●\nCultura libre\n●\n", "Datos abiertos\nCultura libre"},
        {"Instrumentos que se utilizan en cada uno de los procesos de participación:\n• Mapas colaborativos en los que "
         "cada persona sitúa su propuesta, que\nsiguen "
         "abiertos.\n• Debates",
         "Instrumentos que se utilizan en cada uno de los procesos de participación:\n• Mapas colaborativos en los que "
         "cada persona sitúa su propuesta, que siguen "
         "abiertos.\n• Debates"},
        {"", ""},
        {"\n\n\f\n", ""},
    }));
    CHECK(reading_text(page) == text);
}

TEST_CASE("a PDF that cannot be read says why") {
    CHECK(test::refused("a.pdf", "%PDF-1.4\nnada más") == "malformed");
    CHECK(test::refused("a.pdf", Pdf{}.bytes()) == "malformed");
}
