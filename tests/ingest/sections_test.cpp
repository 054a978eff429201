// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/sections.h"

#include <catch2/catch.hpp>

#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

using namespace acervo;

TEST_CASE("headings without text of their own go on top of what is below them") {
    Sections sections;
    sections.heading("Libro", 1);
    sections.heading("Parte", 2);
    sections.paragraph("Texto.");
    sections.heading("Vacía", 2);
    sections.heading("Otra", 2);
    sections.paragraph("Más.");
    const auto units = sections.take();
    REQUIRE(units.size() == 3);
    CHECK(units[0].title == "Parte");
    CHECK(units[0].text == "Libro\nTexto.");
    CHECK(units[1].title == "Vacía");
    CHECK(units[1].text.empty());
    CHECK(units[2].text == "Más.");
}

TEST_CASE("no text is lost or repeated by cutting, however long a paragraph is") {
    Sections sections;
    std::string whole;
    for (int i = 0; i < 9000; ++i) whole += "palabra" + std::to_string(i) + " ";
    sections.heading("Una", 1);
    sections.paragraph(whole);
    sections.paragraph(std::string(50000, 'x') + "\xC3\xB1");
    const auto units = sections.take();
    std::string joined;
    for (const auto& unit : units) {
        CHECK(unit.title == "Una");
        CHECK(unit.text.size() <= 13000);
        joined += unit.text + "\n";
    }
    std::size_t words = 0, letters = 0;
    for (std::size_t at = joined.find("palabra"); at != std::string::npos; at = joined.find("palabra", at + 1)) ++words;
    for (const char c : joined) letters += c == 'x' ? 1 : 0;
    CHECK(words == 9000);
    CHECK(letters == 50000);
    CHECK(joined.find("\xC3\xB1") != std::string::npos);
}

TEST_CASE("what programs write in the place of a title is none") {
    const auto [title, is] = GENERATE(table<std::string, bool>({
        {"Plan de movilidad", true},
        {"Documento de posición sobre el clima", true},
        {"Ayuntamiento 2030", true},
        {"Título de la presentación", false},
        {"Microsoft Word - plan.doc", false},
        {"plan_final_v3.docx", false},
        {"Presentación de PowerPoint", false},
        {"Apresentação do PowerPoint", false},
        {"untitled", false},
        {"Sin título", false},
        {"12345", false},
        {"mg.gov.br", false},
        {"Diapositiva 1", false},
        {"", false},
        {"informe-anual", false},
    }));
    CAPTURE(title);
    CHECK(is_title(title, "informe-anual.pdf") == is);
}

TEST_CASE("authors of one field are told apart") {
    const auto names = [](const std::string& text) {
        std::vector<std::string> found;
        for (const auto& agent : split_authors(text)) found.push_back(agent.name);
        return found;
    };
    using Names = std::vector<std::string>;
    CHECK(names("Ana Pérez; Luis Gómez") == Names{"Ana Pérez", "Luis Gómez"});
    CHECK(names("Ana Pérez, Luis Gómez y Eva Ruiz") == Names{"Ana Pérez", "Luis Gómez", "Eva Ruiz"});
    CHECK(names("Pérez, Ana") == Names{"Pérez, Ana"});
    CHECK(names("Secretaría de Hacienda y Crédito") == Names{"Secretaría de Hacienda y Crédito"});
    CHECK(names("Usuario de Windows") == Names{});
    CHECK(names("win user; admin; Microsoft Office User; a@b.es") == Names{});
}

TEST_CASE("dates, languages, licences and identifiers come in the forms of the record") {
    CHECK(edtf_date("2018-07-16T10:00:00Z") == "2018-07-16");
    CHECK(edtf_date("2018/07") == "2018-07");
    CHECK(edtf_date(" 2018 ") == "2018");
    CHECK(edtf_date("2018-13-01") == "2018");
    CHECK(edtf_date("0001-01-01").empty());
    CHECK(edtf_date("ayer").empty());
    CHECK(language_code("pt_br") == "pt-BR");
    CHECK(language_code("spa") == "es");
    CHECK(language_code("Español (España)").empty());
    CHECK(licence_id("http://creativecommons.org/licenses/by-nc/3.0/deed.es") == "CC-BY-NC-3.0");
    CHECK(licence_id("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0-1.0");
    CHECK(licence_id("Todos los derechos reservados").empty());
    CHECK(doi_in("Citar: https://doi.org/10.1590/2318-088920.") == "10.1590/2318-088920");
    CHECK(doi_in("versión 10.2/3").empty());
}

TEST_CASE("the country of an affiliation is known by its name in any of the languages, or not at all") {
    const auto [affiliation, country] = GENERATE(table<std::string, std::string>({
        {"Universidade de Brasília, Brasil", "BR"},
        {"UNAM, Mexico", "MX"},
        {"Universidad de Málaga (España)", "ES"},
        {"Stanford University, United States of America", "US"},
        {"Universidad del Rosario - Colombia", "CO"},
        {"King's College London", ""},
        {"Berkeley, CA", ""},
        {"University of Groningen, The Netherlands", "NL"},
        {"", ""},
        {"Universidad Nacional Autónoma de México", ""},
    }));
    CAPTURE(affiliation);
    CHECK(country_of_affiliation(affiliation) == country);
}
