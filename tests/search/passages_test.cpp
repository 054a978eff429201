// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;
using List = std::vector<std::string>;

namespace {

std::string filler(int sentences) {
    std::string result;
    for (int i = 0; i < sentences; ++i) result += "Una frase que no dice nada de lo que se busca aquí. ";
    return result;
}

std::vector<int> pages(const std::vector<Passage>& passages) {
    std::vector<int> result;
    for (const auto& passage : passages) result.push_back(passage.number);
    return result;
}

/// Everything that a result shows, in one text.
std::string everything_shown(const Results& results) {
    std::string text;
    for (const auto& hit : results.hits) {
        for (const auto& passage : hit.passages) text += shown(passage.snippet) + passage.title;
        text += shown(hit.abstract);
        for (const auto& match : hit.matched) text += match.found;
    }
    return text;
}

}  // namespace

TEST_CASE("A hit names its best pages, each with a snippet cut around the match") {
    Library library;
    Record record;
    record.languages = {"es"};
    record.title = {{"es", "Actas"}};
    std::vector<Unit> units;
    for (int i = 1; i <= 40; ++i) units.push_back(unit(i, filler(20)));
    units[6].text = filler(10) + "El alcantarillado sanitario de la ciudad. " + filler(10);
    units[6].label = "vii";
    units[22].text = filler(3) + "El alcantarillado, otra vez alcantarillado, es alcantarillado. " + filler(3);
    library.put("volume", record, units);
    library.index();
    const auto results = library.search("alcantarillados");
    REQUIRE(results.hits.size() == 1);
    const auto& passages = results.hits[0].passages;
    REQUIRE(pages(passages) == std::vector<int>{23, 7});
    CHECK(passages[0].label == "23");
    CHECK(passages[1].label == "vii");
    CHECK(passages[0].score > passages[1].score);
    const auto text = shown(passages[1].snippet);
    CHECK(text.find("El [alcantarillado sanitario]") != std::string::npos);  // one label of the thesaurus
    CHECK(text.starts_with("… "));
    CHECK(text.ends_with("…"));
    CHECK(text.size() < 290);
    CHECK(results.hits[0].abstract.empty());
    REQUIRE_FALSE(results.hits[0].matched.empty());
    CHECK(results.hits[0].matched[0].word == "alcantarillados");
    CHECK(results.hits[0].matched[0].found == "alcantarillado");
    CHECK(results.hits[0].matched[0].via == "stem");
    CHECK(results.hits[0].matched[0].language == "es");
}

TEST_CASE("A page with the whole phrase goes before pages with its words") {
    Library library;
    library.put("r", {.languages = {"es"}},
                {unit(1, "participativo presupuesto participativo presupuesto presupuesto participativo"),
                 unit(2, filler(30) + "El presupuesto participativo empezó aquí. " + filler(30)),
                 unit(3, "Solo el presupuesto.")});
    library.index();
    const auto results = library.search("\"presupuesto participativo\"");
    REQUIRE(results.hits.size() == 1);
    const auto& passages = results.hits[0].passages;
    REQUIRE(passages.size() == 2);
    CHECK(shown(passages[0].snippet).find("[presupuesto participativo]") != std::string::npos);
    CHECK(shown(passages[1].snippet).find("[presupuesto participativo]") != std::string::npos);
}

TEST_CASE("Speaker's notes are found, and said to be notes") {
    Library library;
    auto slide = unit(4, "Conclusiones y agradecimientos");
    slide.kind = UnitKind::slide;
    slide.notes = "Recordar el caso de Medellín y su metrocable.";
    library.put("deck", {.kind = "presentation", .languages = {"es"}}, {slide});
    library.index();
    const auto notes = library.search("metrocable");
    REQUIRE(notes.hits.size() == 1);
    REQUIRE(notes.hits[0].passages.size() == 1);
    CHECK(notes.hits[0].passages[0].in_notes);
    CHECK(notes.hits[0].passages[0].kind == UnitKind::slide);
    CHECK(shown(notes.hits[0].passages[0].snippet) == "Recordar el caso de Medellín y su [metrocable].");
    CHECK_FALSE(library.search("conclusiones").hits[0].passages[0].in_notes);
}

TEST_CASE("A record that answers by its metadata shows its abstract, marked") {
    Library library;
    Record record;
    record.languages = {"pt"};
    record.title = {{"pt", "Relatório"}};
    record.abstract = {{"pt", "Um resumo sobre mobilidade."}, {"es", "Un resumen sobre la movilidad."}};
    library.put("r", record, {unit(1, "texto sem a palavra", "pt")});
    library.index();
    const auto spanish = library.search("movilidad", "es");
    REQUIRE(spanish.hits.size() == 1);
    CHECK(spanish.hits[0].passages.empty());
    CHECK(shown(spanish.hits[0].abstract) == "Un resumen sobre la [movilidad].");
    const auto title = library.search("relatorio", "es");
    CHECK(shown(title.hits.at(0).abstract) == "Un resumen sobre la movilidad.");
    REQUIRE(title.hits[0].matched.size() == 1);
    CHECK(title.hits[0].matched[0].via == "title");
    CHECK(library.search("", "pt").hits.at(0).abstract.at(0).first == "Um resumo sobre mobilidade.");
}

TEST_CASE("Text that may not be shown is never shown") {
    Library library;
    const std::string secret = "confidencialísimo";
    const auto put = [&](const std::string& key, const std::string& access, const std::string& until) {
        Record record;
        record.languages = {"es"};
        record.title = {{"es", "Informe público"}};
        record.abstract = {{"es", "Resumen abierto a todos."}};
        record.rights.access = access;
        record.rights.embargo_until = until;
        return library.put(key, record, {unit(1, "El dato " + secret + " del informe.")});
    };
    const auto open = put("open", "open", "");
    const auto restricted = put("restricted", "restricted", "");
    const auto embargo = put("embargo", "embargo", "2999-01-01");
    library.index();

    SECTION("what was restricted from the start is not even found by it") {
        CHECK(library.found(secret) == List{"open"});
        CHECK(library.found_set("informe") == std::set<std::string>{"open", "restricted", "embargo"});
        const auto results = library.search("informe " + secret);
        for (const auto& hit : results.hits) CHECK(hit.passages.empty() == (hit.id != open));
        CHECK(library.searcher().search_inside(restricted, "dato", "es", 5).empty());
        CHECK(library.searcher().search_inside(embargo, "dato", "es", 5).empty());
        CHECK(library.searcher().search_inside(open, "dato", "es", 5).size() == 1);
    }
    SECTION("what was restricted after it was indexed shows nothing either") {
        put("open", "restricted", "");
        const auto results = library.search(secret + " dato informe");
        CHECK(results.total == 3);
        CHECK(everything_shown(results).find(secret) == std::string::npos);
        CHECK(library.searcher().search_inside(open, "dato", "es", 5).empty());
    }
    SECTION("what was withdrawn after it was indexed shows nothing either") {
        library.catalogue().withdraw(open, library.catalogue().start_batch("b", "{}").id);
        CHECK(everything_shown(library.search(secret)).find(secret) == std::string::npos);
    }
}

TEST_CASE("Searching inside a record finds its pages") {
    Library library;
    const auto id = library.put(
        "r", {.languages = {"es"}},
        {unit(1, "agua para uno o dos"), unit(2, "tierra"), unit(3, "agua para más agua"), unit(4, "fuego")});
    library.put("other", {.languages = {"es"}}, {unit(1, "agua agua agua")});
    library.index();
    CHECK(pages(library.searcher().search_inside(id, "aguas", "es", 10)) == std::vector<int>{3, 1});
    CHECK(pages(library.searcher().search_inside(id, "aguas", "es", 1)) == std::vector<int>{3});
    CHECK(library.searcher().search_inside(id, "", "es", 10).empty());
    CHECK(library.searcher().search_inside("nobody", "agua", "es", 10).empty());
}

TEST_CASE("Similar records share what is particular to one") {
    Library library;
    const auto id =
        library.put_text("a", "es", "compostaje domiciliario de residuos orgánicos en barrios", "Compostaje");
    library.put_text("b", "es", "plantas de compostaje y residuos orgánicos");
    library.put_text("c", "es", "transporte público y ciclovías en los barrios");
    for (int i = 0; i < 10; ++i) library.put_text("f" + std::to_string(i), "es", "otro texto sobre ciudades");
    library.index();
    const auto hits = library.searcher().similar(id, 5);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].id == library.id("b"));
    for (const auto& hit : hits) CHECK(hit.id != id);
    CHECK(library.searcher().similar(id, 1).size() == 1);
    CHECK(library.searcher().similar("nobody", 5).empty());
}
