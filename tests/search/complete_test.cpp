// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/complete.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/search/library.h"

using namespace acervo;
using acervo::test::Library;
using acervo::test::shown;

namespace {

using Kind = Suggestion::Kind;

/// "person: [Frei]re, Paulo (2)"
std::string line(const Suggestion& one) {
    return to_string(one.kind) + ": " + shown(one.text) + " (" + std::to_string(one.count) + ")";
}

std::vector<std::string> lines(Library& library, const std::string& typed, const std::string& language = "es") {
    std::vector<std::string> result;
    for (const auto& one : library.searcher().complete(typed, language, 20).suggestions) result.push_back(line(one));
    return result;
}

using Lines = std::vector<std::string>;

void fill(Library& library) {
    Record budget;
    budget.title = {{"es", "Presupuesto participativo en las escuelas"}};
    budget.creators = {{.name = "Freire, Paulo"}, {.name = "Prefeitura de Recife", .organization = true}};
    budget.places = {{.name = "Recife", .country = "BR", .subdivision = "Pernambuco"}};
    budget.countries = {"BR"};
    budget.themes = {"amb.res"};
    budget.event.id = "clad-2024";
    library.put("budget", budget);
    Record waste;
    waste.title = {{"pt", "Orçamento e resíduos"}};
    waste.creators = {{.name = "Paulo Freire"}, {.name = "Peña, Íñigo"}};
    waste.places = {{.name = "San José", .country = "CR"}};
    waste.countries = {"CR"};
    library.put("waste", waste);
    Record closed;
    closed.title = {{"es", "Presupuestos cerrados"}};
    closed.creators = {{.name = "Freire, Paulo"}};
    closed.rights.access = "restricted";
    library.put("closed", closed, {test::unit(1, "secretísimo presupuesto")});
    library.index();
}

}  // namespace

TEST_CASE("Names of every kind are completed, with what was typed marked and their records counted") {
    Library library;
    fill(library);
    CHECK(lines(library, "pres part") == Lines{"title: [Pres]upuesto [part]icipativo en las escuelas (1)"});
    CHECK(lines(library, "part pres") == Lines{"title: [Pres]upuesto [part]icipativo en las escuelas (1)"});
    CHECK(lines(library, "FRÉI") == Lines{"person: [Frei]re, Paulo (3)"});
    CHECK(lines(library, "inig pena") == Lines{"person: [Peña], [Íñig]o (1)"});
    CHECK(lines(library, "prefeit") == Lines{"organization: [Prefeit]ura de Recife (1)"});
    CHECK(lines(library, "san jos") == Lines{"place: [San] [Jos]é (1)"});
    CHECK(lines(library, "costa r") == Lines{"country: [Costa] [R]ica (1)"});
    CHECK(lines(library, "orcam") == Lines{"title: [Orçam]ento e resíduos (1)"});
    CHECK(lines(library, "secretisimo").empty());
    CHECK(lines(library, "").empty());
    CHECK(lines(library, "  ?! \" ( ").empty());
}

TEST_CASE("What is completed leads to what was counted") {
    Library library;
    fill(library);
    int followed = 0;
    for (const std::string typed :
         {"fre", "pau", "rec", "san", "brasil", "bra", "clad", "resid", "basura", "pres", "p"}) {
        for (const std::string language : {"es", "pt", "en"}) {
            for (const auto& one : library.searcher().complete(typed, language, 20).suggestions) {
                CAPTURE(typed, language, line(one), one.target.text);
                ++followed;
                if (!one.record.empty()) {
                    CHECK(library.catalogue().find(one.record));
                    CHECK(one.count == 1);
                    continue;
                }
                CHECK(library.search(one.target).total == one.count);
            }
        }
    }
    CHECK(followed > 40);
}

TEST_CASE("A label in another language says what the reader calls it") {
    Library library;
    fill(library);
    const auto found = library.searcher().complete("waste", "es", 5).suggestions;
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].kind == Kind::theme);
    CHECK(found[0].language == "en");
    CHECK(found[0].label == test::vocabulary().scheme("theme").label("amb.res", "es"));
    for (const auto& one : library.searcher().complete("resid", "es", 5).suggestions)
        if (one.kind == Kind::theme && one.language == "es" && shown(one.text) == found[0].label)
            CHECK(one.label.empty());
}

TEST_CASE("A title that several records have leads to all of them") {
    Library library;
    for (const char* key : {"a", "b", "c"})
        library.put_text(key, "es", "texto", key[0] == 'c' ? "Memoria" : "Memoria anual");
    library.index();
    const auto found = library.searcher().complete("memoria an", "es", 5).suggestions;
    REQUIRE(found.size() == 1);
    CHECK(found[0].count == 2);
    CHECK(found[0].record.empty());
    CHECK(library.search(found[0].target).total == 2);
}

TEST_CASE("Completion follows the index") {
    Library library;
    library.put_text("a", "es", "texto", "Memoria anual");
    library.index();
    CHECK(lines(library, "mem").size() == 1);
    library.put_text("b", "es", "texto", "Memorias de un alcalde");
    library.index();
    CHECK(lines(library, "mem").size() == 2);
    const auto answer = library.searcher().complete("mem", "es", 1);
    CHECK(answer.ready);
    CHECK(answer.suggestions.size() == 1);
    CHECK(answer.revision == library.searcher().state().revision);
}

TEST_CASE("Threads that ask at once get the names, or word that they are being read") {
    Library library;
    fill(library);
    Index& index = library.shared();
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0, ready = 0;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            Searcher searcher{index};
            for (int k = 0; k < 50; ++k) {
                const auto answer = searcher.complete("fre", "es", 5);
                if (answer.ready) ++ready;
                if (answer.suggestions.size() != (answer.ready ? 1U : 0U)) ++wrong;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(ready > 0);
}

TEST_CASE("The beginnings that were typed are marked, whatever their accents") {
    CHECK(shown(mark_beginnings("Gestão de Águas", {"gesta", "ag"})) == "[Gestã]o de [Ág]uas");
    CHECK(shown(mark_beginnings("e\xCC\x81tico", {"et"})) == "[e\xCC\x81t]ico");
    CHECK(shown(mark_beginnings("Straße", {"strass"})) == "[Straß]e");
    CHECK(shown(mark_beginnings("casa, Casona", {"cas", "casa"})) == "[casa], [Cas]ona");
    CHECK(mark_beginnings("", {"a"}).empty());
}
