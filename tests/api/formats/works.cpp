// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/formats/works.h"

namespace acervo::test {
namespace {

Stored stored(Record record, const std::string& key) {
    record.collection = "works";
    record.source_key = key;
    record.id = record_id("works", key);
    return {.record = std::move(record),
            .version = 1,
            .sequence = 1,
            .created = "2026-01-02T03:04:05Z",
            .modified = "2026-02-03T04:05:06Z"};
}

}  // namespace

std::vector<Stored> works() {
    Record paper{.kind = "paper",
                 .title = {{"pt", "Orçamento participativo & gestão: o caso de São Paulo"},
                           {"en", "Participatory budgeting and management"}},
                 .abstract = {{"pt", "Um estudo sobre 50% dos municípios_brasileiros."}},
                 .languages = {"pt"},
                 .creators = {{.name = "José Carlos da Silva Júnior", .orcid = "0000-0002-1825-0097"},
                              {.name = "Maria Aparecida dos Santos"},
                              {.name = "García Márquez, Gabriel"}},
                 .publisher = "CLAD",
                 .issued = "2024-11",
                 .themes = {"abi.pre"},
                 .keywords = {{"pt", {"orçamento participativo", "São Paulo"}}},
                 .countries = {"BR"},
                 .event = {.id = "clad-2024"},
                 .rights = {.licence = "CC-BY-4.0"}};
    paper.series = "Anais do XXIX Congresso do CLAD";
    paper.isbn = "978-84-481-6320-5";
    paper.page_start = 231;
    paper.page_end = 236;

    Record article{.kind = "paper",
                   .title = {{"es", "¿Quién gobierna las ciudades?"}},
                   .languages = {"es"},
                   .creators = {{.name = "María del Carmen Gómez Ruiz"},
                                {.name = "Carlos Salinas de Gortari"},
                                {.name = "José Ortega y Gasset"}},
                   .publisher = "Universidad de Chile",
                   .issued = "2019-03-07"};
    article.series = "Revista de Gestión Pública";
    article.volume = "12 (3)";
    article.issn = "0719-1820";
    article.doi = "10.5354/0719-1820.2019.55";
    article.page_start = 45;
    article.page_end = 67;

    Record proceedings{.kind = "proceedings",
                       .title = {{"es", "Actas del Foro de Desarrollo Local"}},
                       .languages = {"es"},
                       .creators = {{.name = "Juan de Dios Pineda Guadarrama", .role = "editor"}},
                       .publisher = "Ayuntamiento de Zaragoza",
                       .issued = "2022"};
    proceedings.isbn = "978-84-481-6320-5";

    Record slides{.kind = "presentation",
                  .title = {{"en", "Open data for small councils"}},
                  .languages = {"en"},
                  .creators = {{.name = "James Robert Brown, Jr.", .role = "presenter"}},
                  .issued = "2024",
                  .event = {.id = "clad-2024"}};

    Record practice{.kind = "practice",
                    .title = {{"es", "Compras públicas locales"}},
                    .languages = {"es"},
                    .creators = {{.name = "Municipalidad de Peñalolén", .organization = true}},
                    .publisher = "Municipalidad de Peñalolén",
                    .countries = {"CL"}};
    practice.practice.emplace();

    Record hostile{.kind = "report",
                   .title = {{"es", "\"}<script>\\ @book{x, %$#_&~^ </script>"}},
                   .languages = {"es"},
                   .creators = {{.name = "{O'Higgins}, \"Bernardo\""}},
                   .publisher = "=1+1",
                   .issued = "2020/2022"};
    hostile.url = "https://example.org/{a}?b=<c>";
    return {stored(paper, "paper"),   stored(article, "article"),   stored(proceedings, "proceedings"),
            stored(slides, "slides"), stored(practice, "practice"), stored(hostile, "hostile")};
}

}  // namespace acervo::test
