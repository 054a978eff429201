// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "search/alternatives.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;
using Set = std::set<std::string>;
using List = std::vector<std::string>;

TEST_CASE("Accents, plurals and capitals do not change what is found") {
    Library library;
    library.put_text("accent", "es", "La gestión de los residuos en el municipio.");
    library.put_text("plural", "es", "Varias gestiones ante el ministerio.");
    library.put_text("plain", "es", "LA GESTION DEL AGUA");
    library.put_text("declaracoes", "pt", "As declarações dos prefeitos.");
    library.put_text("declaracao", "pt", "A declaração final.");
    library.put_text("sao", "pt", "A cidade de São Paulo e suas ações.");
    library.put_text("other", "es", "Un texto de otra cosa.");
    library.index();

    for (const std::string typed : {"gestion", "gestión", "gestiones", "GESTIÓN", "Gestion"}) {
        INFO(typed);
        CHECK(library.found_set(typed) == Set{"accent", "plural", "plain"});
    }
    for (const std::string typed : {"declaracao", "declaração", "declarações", "declaracoes", "DECLARAÇÃO"}) {
        INFO(typed);
        CHECK(library.found_set(typed, "pt") == Set{"declaracoes", "declaracao"});
    }
    for (const std::string typed : {"acao", "ação", "ações", "acoes"}) {
        INFO(typed);
        CHECK(library.found_set(typed, "pt") == Set{"sao"});
    }
}

TEST_CASE("The form that was typed ranks first") {
    Library library;
    library.put_text("a-ano", "es", "El ano de la encuesta era otro tema.");
    library.put_text("b-año", "es", "El año de la encuesta era otro tema.");
    library.put_text("c-años", "es", "Los años de la encuesta era otro tema.");
    library.index();
    CHECK(library.found("año") == List{"b-año", "a-ano", "c-años"});
    CHECK(library.found("ano").size() == 3);
    CHECK(library.found("años").front() == "c-años");
    CHECK(library.found("\"años\"") == List{"c-años"});
}

TEST_CASE("A word of the title weighs more than one of the text") {
    Library library;
    library.put_text("text", "es", "Sobre el drenaje urbano y otras obras de la ciudad.", "Informe");
    library.put_text("title", "es", "Sobre otras obras que hizo la ciudad en el centro.", "Drenaje");
    library.index();
    CHECK(library.found("drenaje") == List{"title", "text"});
}

TEST_CASE("A query finds texts in all languages, or in its own only") {
    Library library;
    library.put_text("es", "es", "La participación en Recife fue amplia y el presupuesto creció.");
    library.put_text("pt", "pt", "A participação no Recife foi ampla e o orçamento cresceu.");
    library.put_text("en", "en", "Participation in Recife was broad and the budget grew.");
    library.index();
    CHECK(library.found_set("Recife") == Set{"es", "pt", "en"});
    const auto own = library.search(Query{.text = "Recife", .language = "pt", .across_languages = false});
    CHECK(library.keys(own) == List{"pt"});
    CHECK(own.query_language == "pt");
    const auto given =
        library.search(Query{.text = "Recife", .language = "pt", .query_language = "en", .across_languages = false});
    CHECK(library.keys(given) == List{"en"});
}

TEST_CASE("Stop words leave the query unless nothing else remains") {
    Library library;
    library.put_text("water", "es", "agua potable");
    library.put_text("filler", "es", "de la que en los");
    library.index();
    CHECK(library.found("el agua de la ciudad") == List{"water"});
    CHECK(library.found("de la") == List{"filler"});
    CHECK(library.found("agua AND de") == List{"water"});
}

TEST_CASE("A text in several languages does not count for more than one") {
    Library library;
    Record three;
    three.title = {{"es", "Recife"}, {"pt", "Recife"}, {"en", "Recife"}};
    library.put("three", three);
    for (const std::string language : {"es", "pt", "en"}) {
        for (int i = 0; i < 5; ++i) {
            Record one;
            one.title = {{language, "Recife"}};
            library.put(language + std::to_string(i), one);
        }
    }
    library.index();
    const auto results = library.search("Recife");
    REQUIRE(results.hits.size() == 16);
    CHECK(results.hits.front().score < 1.6 * results.hits.back().score);
}

TEST_CASE("Operators join and exclude") {
    Library library;
    library.put_text("both", "es", "agua y saneamiento para todos");
    library.put_text("water", "es", "agua para todos");
    library.put_text("sewer", "es", "saneamiento para todos");
    library.put_text("none", "es", "vivienda para todos");
    library.index();
    const std::vector<std::pair<std::string, Set>> table{
        {"agua saneamiento", {"both", "water", "sewer"}},
        {"agua AND saneamiento", {"both"}},
        {"agua Y saneamiento", {"both"}},
        {"agua -saneamiento", {"water"}},
        {"agua NOT saneamiento", {"water"}},
        {"-saneamiento", {"water", "none"}},
        {"+agua saneamiento", {"both", "water"}},
        {"agua (saneamiento AND vivienda)", {"both", "water"}},
        {"(agua OR vivienda) AND NOT saneamiento", {"water", "none"}},
        {"", {"both", "water", "sewer", "none"}},
        {"zzz", {}},
    };
    for (const auto& [typed, expected] : table) {
        INFO(typed);
        CHECK(library.found_set(typed) == expected);
    }
    CHECK(library.found("+agua saneamiento").front() == "both");
}

TEST_CASE("Phrases and NEAR stay within one field and one page") {
    Library library;
    Record record;
    record.languages = {"es"};
    record.title = {{"es", "Plan de agua"}};
    record.abstract = {{"es", "Potable desde ayer"}};
    library.put("fields", record, {unit(1, "termina la primera página"), unit(2, "segunda hoja del texto")});
    library.put_text("phrase", "es", "el agua potable de la primera página segunda");
    library.index();
    const std::vector<std::pair<std::string, Set>> table{
        {"\"agua potable\"", {"phrase"}},    {"\"potable agua\"", {}},
        {"\"AGUA Potable\"", {"phrase"}},    {"\"plan de agua\"", {"fields"}},
        {"\"pagina segunda\"", {"phrase"}},  {"potable NEAR/1 agua", {"phrase"}},
        {"agua NEAR/3 primera", {"phrase"}}, {"agua NEAR/2 primera", {}},
        {"agua NEAR/50 ayer", {}},           {"título:\"plan de agua\"", {"fields"}},
        {"título:agua", {"fields"}},         {"título:potable", {}},
        {"título:agu*", {"fields"}},
    };
    for (const auto& [typed, expected] : table) {
        INFO(typed);
        CHECK(library.found_set(typed) == expected);
    }
}

TEST_CASE("Authors, codes and years are asked for by name") {
    Library library;
    Record silva;
    silva.languages = {"pt"};
    silva.creators = {{.name = "Silva, João"}};
    silva.themes = {"amb.res"};
    silva.countries = {"BR"};
    silva.kind = "paper";
    silva.issued = "2017-05-02";
    library.put("silva", silva, {unit(1, "resíduos sólidos", "pt")});
    Record perez;
    perez.languages = {"es"};
    perez.creators = {{.name = "Ana Pérez"}};
    perez.themes = {"amb"};
    perez.countries = {"MX", "BR"};
    perez.kind = "practice";
    perez.issued = "2021";
    library.put("perez", perez, {unit(1, "residuos sólidos", "es")});
    library.put_text("bare", "es", "sólidos");
    library.index();
    const std::vector<std::pair<std::string, Set>> table{
        {"autor:silva", {"silva"}},
        {"author:\"joao silva\"", {"silva"}},
        {"autor:pér*", {"perez"}},
        {"Pérez", {"perez"}},
        {"\"ana perez\"", {"perez"}},
        {"sólidos autor:ana", {"perez"}},
        {"tema:amb", {"silva", "perez"}},
        {"tema:AMB.RES", {"silva"}},
        {"tema:none", {"bare"}},
        {"-tema:amb.res sólidos", {"perez", "bare"}},
        {"país:br", {"silva", "perez"}},
        {"país:brasil", {"silva", "perez"}},
        {"country:\"Mexico\"", {"perez"}},
        {"tipo:practice", {"perez"}},
        {"año:2017", {"silva"}},
        {"año:2015..2020", {"silva"}},
        {"año:..2021", {"silva", "perez"}},
        {"año:2018..", {"perez"}},
        {"-año:2018..", {"silva", "bare"}},
        {"ods:sólidos", {"silva", "perez", "bare"}},
        {"tema:amb país:MX", {"perez"}},
    };
    for (const auto& [typed, expected] : table) {
        INFO(typed);
        CHECK(library.found_set(typed) == expected);
    }
}

TEST_CASE("A wildcard finds the words that begin so, in every language") {
    Library library;
    library.put_text("es", "es", "El gobierno municipal y los gobernantes.");
    library.put_text("pt", "pt", "A governança da prefeitura.");
    library.put_text("en", "en", "Local governance matters.");
    library.index();
    CHECK(library.found_set("gob*") == Set{"es"});
    CHECK(library.found_set("gov*") == Set{"pt", "en"});
    CHECK(library.found_set("GOVERNANÇ*") == Set{"pt", "en"});
    CHECK(library.found_set("xyz*").empty());
    CHECK(library.found_set("go*").empty());  // a word like any other
    const auto results = library.search("gob*");
    REQUIRE_FALSE(results.hits.front().passages.empty());
    CHECK(shown(results.hits.front().passages.front().snippet) == "El [gobierno] municipal y los [gobernantes].");
}

TEST_CASE("A wildcard that stands for too many words is an error that tells how many") {
    Library library;
    std::string text;
    for (int i = 0; i < 20'500; ++i) text += "abc" + std::to_string(i) + "x ";
    library.put_text("many", "es", text);
    library.index();
    CHECK(error_code([&] { library.search("abc*"); }) == "too-broad-wildcard");
    try {
        library.search("“más” OR abc* x");
        FAIL("it was searched for");
    } catch (const QueryError& error) {
        CHECK(error.position() == Position{.byte = 14, .bytes = 4, .character = 9, .characters = 4});
    }
    CHECK(library.found("abc12*") == List{"many"});
}

TEST_CASE("An identifier finds its record before everything else") {
    Library library;
    Record cited;
    cited.doi = "10.1590/abc-12.3";
    cited.title = {{"es", "Un título cualquiera"}};
    library.put("cited", cited);
    library.put_text("text", "es", "Se cita abc 12.3 y 10.1590 muchas veces: abc 12.3, 10.1590, doi, org, https.");
    library.index();
    CHECK(library.found("10.1590/abc-12.3").front() == "cited");
    CHECK(library.found("https://doi.org/10.1590/ABC-12.3").front() == "cited");
}

TEST_CASE("Another spelling is offered where a word occurs nowhere") {
    Library library;
    library.put_text("a", "es", "La participación ciudadana y el presupuesto.");
    library.put_text("b", "es", "Más participación, más presupuesto participativo.");
    library.index();
    CHECK(library.search("particpacion").suggestion == "participación");
    CHECK(library.search("presupeusto partcipativo").suggestion == "presupuesto participativo");
    CHECK(library.search("presupuesto").suggestion.empty());
    CHECK(library.search("xqzw").suggestion.empty());
    CHECK(library.search("particpacion AND inexistente").suggestion.empty());
    CHECK(library.search("aprticipacion").suggestion == "participación");
}

TEST_CASE("Another spelling respects the language of the query, and the first letter") {
    Library library;
    for (const char* key : {"a", "b", "c"}) library.put_text(key, "pt", "A gestão municipal e os casos.");
    library.put_text("d", "es", "La gestión municipal y las cosas y la pata y la bata y la bata.");
    library.put_text("e", "es", "Más bata, y una pala.");
    library.index();
    CHECK(library.search({.text = "gestio", .language = "es", .query_language = "es"}).suggestion == "gestión");
    CHECK(library.search({.text = "gestio", .language = "pt", .query_language = "pt"}).suggestion == "gestão");
    CHECK(library.search({.text = "pacta", .language = "es", .query_language = "es"}).suggestion == "pata");
}

TEST_CASE("Portuguese words in -ão are looked for in both numbers") {
    const auto [typed, written] = GENERATE(table<std::string, List>({
        {"declaracao", {"declaração", "declarações"}},
        {"acoes", {"ações", "ação"}},
        {"gestao", {"gestão", "gestões"}},
        {"alemaes", {"alemães", "alemão"}},
        {"sao", {"são", "sões"}},
        {"plano", {}},
        {"ao", {}},
    }));
    CHECK(written_forms(typed, "pt") == written);
}
