// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "corpus/text.h"
#include "ingest/formats/volume/contents.h"
#include "ingest/formats/volume/names.h"
#include "ingest/formats/volume/page_numbers.h"
#include "ingest/formats/volume/volume.h"
#include "tests/ingest/extract_support.h"
#include "tests/ingest/support.h"

using namespace acervo;
using namespace acervo::volume;

namespace {

const People nobody_small{{}};

std::vector<std::string> names(const std::vector<Agent>& agents) {
    std::vector<std::string> all;
    for (const auto& agent : agents) all.push_back(agent.name);
    return all;
}

/// A page of printed lines; each is set at its place, words six points a letter apart.
struct Printer {
    std::vector<Box> boxes;
    double y = 90;

    Printer& line(const std::string& text, double x = 70, double size = 10, bool bold = false, bool italic = false) {
        std::size_t at = 0;
        while (at < text.size()) {
            const auto end = std::min(text.find(' ', at), text.size());
            const auto word = text.substr(at, end - at);
            if (!word.empty()) {
                const double left = x + static_cast<double>(at) * 5;
                boxes.push_back(
                    {word, left, y, left + static_cast<double>(word.size()) * 5, y + size, size, bold, italic});
            }
            at = end + 1;
        }
        return *this;
    }
    Printer& next(double step = 13) {
        y += step;
        return *this;
    }
    /// A number at the right edge.
    Printer& number(const std::string& text) {
        boxes.push_back({text, 520 - static_cast<double>(text.size()) * 5, y, 520, y + 10, 10});
        return *this;
    }
    Page page() const { return page_of(boxes, 595, 842, ""); }
};

}  // namespace

TEST_CASE("names of people are told from titles, places of work and headings") {
    const auto [line, wanted] = GENERATE(table<std::string, std::vector<std::string>>({
        {"Ana Pérez Gómez, João da Silva", {"Ana Pérez Gómez", "João da Silva"}},
        {"Ana Hernández¹, Luis Muñoz² y María José Núñez*", {"Ana Hernández", "Luis Muñoz", "María José Núñez"}},
        {"por Beatriz Araújo", {"Beatriz Araújo"}},
        {"J. Berenike Herrmann", {"J. Berenike Herrmann"}},
        {"Universidade de Brasília, Brasil", {}},
        {"Cubaliteraria, Cuba", {}},
        {"La gestión del agua en los municipios", {}},
        {"Mesa 3. Territorio", {}},
        {"RESUMEN", {}},
        {"", {}},
    }));
    CAPTURE(line);
    CHECK(names(nobody_small.in(line)) == wanted);
}

TEST_CASE("what the volume writes in small letters elsewhere is no name") {
    const People people{{"los datos del portal", "un portal de datos y sus datos", "otro portal"}};
    CHECK(people.in("Portal Datos").empty());
    CHECK(names(people.in("Lucía Datos Ibáñez")) == std::vector<std::string>{"Lucía Datos Ibáñez"});
}

TEST_CASE("printed page numbers are arabic or roman and nothing else") {
    CHECK(page_number("12") == PageNumber{12, false});
    CHECK(page_number("xiv") == PageNumber{14, true});
    CHECK(page_number("XC") == PageNumber{90, true});
    for (const auto* none : {"", "0", "12345", "iiii", "vx", "civil", "mix", "12a", "ic"}) {
        CAPTURE(none);
        CHECK_FALSE(page_number(none));
    }
}

TEST_CASE("front matter is told from works that begin with the same word") {
    for (const auto* front : {"Índice", "Prólogo", "Presentación", "Comité organizador", "Author index",
                              "Agradecimientos", "Apresentação da comissão"}) {
        CAPTURE(front);
        CHECK(is_front_matter(front));
    }
    for (const auto* work :
         {"Programas de vivienda social en tres ciudades de la costa", "Introducción a los datos abiertos",
          "Presentación y representación de los barrios en los presupuestos", "Anexos urbanos"}) {
        CAPTURE(work);
        CHECK_FALSE(is_front_matter(work));
    }
}

TEST_CASE("an entry of the contents goes over several lines, authors under it") {
    Printer print;
    print.line("ÍNDICE", 250, 16, true).next(40);
    print.line("Mesa 1. Agua", 70, 11, true).next(20);
    print.line("La gestión del agua en los municipios pequeños y la").next();
    print.line("participación vecinal .................................. ").number("1").next();
    print.line("Ana Pérez, João da Silva", 78, 10, false, true).next(22);
    print.line("Care in the city .............................. ").number("15").next();
    print.line("Grace Brown", 78, 10, false, true).next(22);
    print.line("O orçamento de bairro ........................... ").number("27").next();
    print.line("Inês dos Santos", 78, 10, false, true).next(22);
    const auto contents = printed_contents({Page{}, print.page(), Page{}}, nobody_small);
    REQUIRE(contents.entries.size() == 3);
    CHECK(contents.pages == std::vector<int>{2});
    CHECK(contents.entries[0].title == "La gestión del agua en los municipios pequeños y la participación vecinal");
    CHECK(names(contents.entries[0].authors) == std::vector<std::string>{"Ana Pérez", "João da Silva"});
    CHECK(contents.entries[0].page == PageNumber{1, false});
    CHECK(contents.entries[1].title == "Care in the city");
    CHECK(names(contents.entries[1].authors) == std::vector<std::string>{"Grace Brown"});
    CHECK(contents.entries[2].page.value == 27);
}

TEST_CASE("a number that \"p.\" announces takes nothing of the title with it") {
    Printer print;
    print.line("ÍNDICE", 250, 16, true).next(40);
    for (const auto* title : {"Presupuestos", "La gestión del agua", "O orçamento de bairro"}) {
        const auto number = std::to_string(print.boxes.size() * 4);
        print.line(title).line("p.", 490).number(number).next();
    }
    const auto contents = printed_contents({Page{}, print.page(), Page{}}, nobody_small);
    REQUIRE(contents.entries.size() == 3);
    CHECK(contents.entries[0].title == "Presupuestos");
    CHECK(contents.entries[1].title == "La gestión del agua");
    CHECK(contents.entries[2].title == "O orçamento de bairro");
}

TEST_CASE("numbers that do not grow make no table of contents") {
    Printer falling;
    for (int i = 0; i < 20; ++i) {
        falling.line("El plan se aprobó en la sesión del año").number(std::to_string(2020 - i)).next();
    }
    CHECK(printed_contents({falling.page()}, nobody_small).entries.empty());
}

TEST_CASE("printed numbers find their pages by vote, and a few wrong ones do not matter") {
    std::vector<Page> pages;
    for (int i = 0; i < 30; ++i) {
        Printer print;
        print.y = 800;
        // Six pages of front matter; every seventh page prints something else.
        if (i >= 6) print.line(i % 7 == 0 ? "1999" : std::to_string(i - 5), 300);
        pages.push_back(print.page());
    }
    const PageNumbers numbers{pages};
    CHECK(numbers.physical({1, false}) == 7);
    CHECK(numbers.physical({24, false}) == 30);
    CHECK_FALSE(numbers.physical({25, false}));
    CHECK_FALSE(numbers.physical({3, true}));
    CHECK(numbers.printed(10) == "4");
}

TEST_CASE("works of whole volumes are found, each on its pages, and a report has none") {
    const std::filesystem::path folder = SOURCE_DIR "/tests/ingest/volumes";
    int volumes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".pdf") continue;
        ++volumes;
        CAPTURE(file.path().filename().string());
        auto truth_file = file.path();
        const auto truth = nlohmann::json::parse(test::read(truth_file.replace_extension(".json")));
        const auto out = test::extract("v.pdf", test::read(file.path()));
        REQUIRE(out.parts.size() == truth["parts"].size());
        for (std::size_t i = 0; i < out.parts.size(); ++i) {
            const auto& part = out.parts[i];
            const auto& wanted = truth["parts"][i];
            CAPTURE(wanted.dump());
            REQUIRE(part.title.size() == 1);
            CHECK(letters_of(part.title.begin()->second) == letters_of(wanted["title"].get<std::string>()));
            CHECK(part.start == wanted["start"]);
            CHECK(part.end == wanted["end"]);
            CHECK(names(part.creators) == wanted["authors"].get<std::vector<std::string>>());
            CHECK_FALSE(part.confirmed);
            CHECK(part.confidence > 0.8);
            CHECK_FALSE(part.evidence.empty());
        }
    }
    CHECK(volumes == 6);
}

TEST_CASE("pages of anything are survived") {
    // Sizes, places and words as a broken file may have them.
    std::vector<Page> pages;
    for (int i = 0; i < 12; ++i) {
        std::vector<Box> boxes;
        for (int j = 0; j < 200; ++j) {
            const double odd = (j * 7919 + i * 104729) % 1000 - 300;
            boxes.push_back({j % 3 == 0   ? "."
                             : j % 5 == 0 ? "12"
                                          : "Ana",
                             odd, -odd, odd - 5, odd * 3, odd / 7, j % 2 == 0, j % 4 == 0});
        }
        pages.push_back(page_of(std::move(boxes), i % 3 == 0 ? 0 : 595, i % 4 == 0 ? -1 : 842, "x"));
    }
    std::vector<Bookmark> bookmarks{{"", 1, 0}, {"Uno", 900, 0}, {"Dos", -4, 7}, {"Tres", 3, 0}};
    CHECK_NOTHROW(works_of(pages, bookmarks));
    CHECK(works_of({}, bookmarks).empty());
}
