// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "tests/ingest/extract_support.h"

using namespace acervo;
using test::extract;

TEST_CASE("a page gives its main content by headings, without furniture") {
    const auto page =
        extract("a.html", R"(<!DOCTYPE html><html lang="pt-br"><head><title>Orçamento participativo - Portal</title>
        <meta name="description" content="Como o município decide com os moradores sobre uma parte do orçamento de cada ano.">
        <meta name="keywords" content="orçamento, participação"><meta property="article:published_time" content="2023-05-04T10:00:00Z">
        <link rel="canonical" href="https://example.org/op"><link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">
        <script>var x = "<p>não</p>";</script></head>
        <body><nav><a href="/">Início</a></nav><header>Faixa do portal</header><main><h1>Orçamento participativo</h1><p>Primeiro
        par&aacute;grafo<br>com quebra.</p><h2>Etapas</h2><ul><li>Inscrição</li><li>Votação</li></ul>
        <table><tr><th>Ano</th><th>Votos</th></tr><tr><td>2022</td><td>1.200</td></tr></table><p hidden>escondido</p>
        <pre>linha 1
  linha 2</pre></main><footer>Rodapé</footer></body></html>)");
    REQUIRE(page.units.size() == 2);
    CHECK(page.units[0].title == "Orçamento participativo");
    CHECK(page.units[0].text == "Primeiro parágrafo com quebra.");
    CHECK(page.units[1].title == "Etapas");
    CHECK(page.units[1].text == "Inscrição\nVotação\nAno | Votos\n2022 | 1.200\nlinha 1\n  linha 2");
    const auto& said = page.described;
    CHECK(said.title == LangMap{{"pt-BR", "Orçamento participativo"}});
    CHECK(said.abstract.at("pt-BR").starts_with("Como o município"));
    CHECK(said.keywords.at("pt-BR") == std::vector<std::string>{"orçamento", "participação"});
    CHECK(said.issued == "2023-05-04");
    CHECK(said.url == "https://example.org/op");
    CHECK(said.rights.licence == "CC-BY-SA-4.0");
}

TEST_CASE("citation metadata of a page is read") {
    const auto said = extract("a.html", R"(<html><head><meta name="citation_title" content="La ciudad que cuida">
        <meta name="citation_author" content="Pérez, Ana"><meta name="citation_author_institution" content="Universidad de Chile">
        <meta name="citation_author" content="Gómez, Luis"><meta name="citation_publication_date" content="2021/11/03">
        <meta name="citation_doi" content="https://doi.org/10.1234/abc.5"><meta name="citation_firstpage" content="11">
        <meta name="citation_language" content="es"></head><body><p>Texto</p></body></html>)")
                          .described;
    CHECK(said.title == LangMap{{"es", "La ciudad que cuida"}});
    REQUIRE(said.creators.size() == 2);
    CHECK(said.creators[0].affiliation == "Universidad de Chile");
    CHECK(said.issued == "2021-11-03");
    CHECK(said.doi == "10.1234/abc.5");
    CHECK(said.page_start == 11);
}

TEST_CASE("a page is read in the encoding it declares") {
    CHECK(extract("a.html", "<html><meta charset=iso-8859-1><body><p>Gesti\xF3n de a\xF1os</body></html>")
              .units.at(0)
              .text == "Gestión de años");
    const auto guessed = extract("a.html",
                                 "<html><body><p>La gesti\xF3n p\xFA"
                                 "blica de los pr\xF3ximos a\xF1os</body></html>");
    CHECK(guessed.units.at(0).text == "La gestión pública de los próximos años");
    REQUIRE(guessed.notices.size() == 1);
    CHECK(guessed.notices[0].rule == "charset-guessed");
}

TEST_CASE("a page as deep as a well does not drown the reader") {
    std::string bytes = "<html><body>";
    for (int i = 0; i < 20000; ++i) bytes += "<div>";
    CHECK(extract("a.html", bytes + "fondo").units.at(0).text == "fondo");
}

TEST_CASE("a long section is cut at the end of a paragraph and keeps its title") {
    std::string bytes = "<html><body><h1>Informe</h1>";
    for (int i = 0; i < 30; ++i) {
        bytes += "<p>";
        for (int w = 0; w < 100; ++w) bytes += "palabra" + std::to_string(i) + " ";
        bytes += "</p>";
    }
    const auto units = extract("a.html", bytes).units;
    CHECK(units.size() == 5);
    for (const auto& unit : units) {
        CHECK(unit.title == "Informe");
        CHECK(unit.number == static_cast<int>(&unit - units.data()) + 1);
    }
}

TEST_CASE("Markdown gives its sections, its words and its front matter") {
    const auto page = extract("guia.md", R"(---
title: "Guía de datos abiertos"
author:
  - Ana Pérez
  - name: Luis Gómez
date: 2022-03-04
lang: es
tags: [datos, apertura]
---

Antes del **primer** título.

# Publicar datos #

Un párrafo que
sigue en otra línea, con [enlace](https://example.org/a_b) y `codigo_fuente`.

- uno
- dos con _énfasis_ y snake_case

| a | b |
|---|---|
| 1 | 2 |

```python
def f(x):
    return x  # no es un título
```

Segundo título
--------------

![Mapa de la red de agua](mapa.png)
)");
    REQUIRE(page.units.size() == 3);
    CHECK(page.units[0].text == "Antes del primer título.");
    CHECK(page.units[1].title == "Publicar datos");
    CHECK(page.units[1].text ==
          "Un párrafo que sigue en otra línea, con enlace y codigo_fuente.\n- uno\n- dos con énfasis y snake_case\n| a "
          "| b |\n| 1 | 2 |\n"
          "def f(x):\n    return x  # no es un título");
    CHECK(page.units[2].title == "Segundo título");
    CHECK(page.units[2].text == "Mapa de la red de agua");
    CHECK(page.described.title == LangMap{{"es", "Guía de datos abiertos"}});
    REQUIRE(page.described.creators.size() == 2);
    CHECK(page.described.creators[1].name == "Luis Gómez");
    CHECK(page.described.issued == "2022-03-04");
    CHECK(page.described.keywords.at("es") == std::vector<std::string>{"datos", "apertura"});
    CHECK(page.described.machine.empty());
}

TEST_CASE("a page whose text is in its front matter is read") {
    const auto page = extract(
        "participacion.md",
        "---\nlayout: page\ntitle: Participación\ninfo: \"<p class=\\\"t\\\">Ciudades Abiertas busca conseguir la "
        "participación ciudadana por defecto en varias\nde las actividades ejecutadas por los "
        "ayuntamientos.</p>\"\n---\n");
    CHECK(page.described.title == LangMap{{"und", "Participación"}});
    REQUIRE(page.units.size() == 1);
    CHECK(page.units[0].text ==
          "Ciudades Abiertas busca conseguir la participación ciudadana por defecto en varias de las actividades "
          "ejecutadas por "
          "los ayuntamientos.");
}

TEST_CASE("plain text keeps its paragraphs and joins broken lines") {
    const auto units = extract("a.txt",
                               "ACTA\n\nEl Pleno del Ayuntamiento, reunido en sesión ordinaria el día de\nla fecha, "
                               "acordó lo siguiente.\r\n\r\nUno\nDos\n")
                           .units;
    REQUIRE(units.size() == 1);
    CHECK(units[0].text ==
          "ACTA\nEl Pleno del Ayuntamiento, reunido en sesión ordinaria el día de la fecha, acordó lo "
          "siguiente.\nUno\nDos");
}

TEST_CASE("a file of spaces has no text") {
    CHECK_THROWS_AS(extract("a.txt", " \n\t\n "), Error);
    CHECK_THROWS_AS(extract("a.md", "\n\n"), Error);
}
