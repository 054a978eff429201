// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/highlight.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "corpus/text.h"
#include "search/interpreter.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;

namespace {

const Legs all{"es", {"es", "pt", "en", "fr", "ca", "gl", "und"}};

/// What the words of a Spanish query mean where there are no dictionaries: themselves.
std::vector<Wanted> meant(const std::string& typed) {
    static const Dictionary dictionary;
    static const Thesaurus thesaurus;
    return interpret(parse_query(typed), all, {}, {dictionary, thesaurus, {}}).wanted;
}

std::string marked(const std::string& typed, const std::string& text, const std::string& language = "es") {
    const Highlighter highlighter{meant(typed), all};
    return shown(mark_pieces(text, highlighter.find(text, language)));
}

}  // namespace

TEST_CASE("Words are marked by their stems, in the language of the text") {
    const auto [typed, text, language, expected] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"gestion", "La Gestión, gestiones y GESTION.", "es", "La [Gestión], [gestiones] y [GESTION]."},
        {"declaracao", "As declarações; a declaração", "pt", "As [declarações]; a [declaração]"},
        {"policy", "Policies and a policy", "en-GB", "[Policies] and a [policy]"},
        {"aigua", "L'aigua potable", "ca", "L'[aigua] potable"},
        {"COVID-19", "la COVID-19 y covid", "es", "la [COVID-19] y [covid]"},
        {"13.709", "Lei 13.709/2018", "pt", "Lei [13.709]/2018"},
        {"agua", "aguacate (agua)", "es", "aguacate ([agua])"},
        {"\"plan de agua\"", "El Plan  de\nagua y el plan del agua", "es", "El [Plan  de\nagua] y el plan del agua"},
        {"\"plan de agua\" plan", "plan, plan de agua", "es", "[plan], [plan de agua]"},
        {"municip*", "municipal, Municipio y comuna", "es", "[municipal], [Municipio] y comuna"},
        {"agua -tierra", "agua y tierra", "es", "[agua] y tierra"},
        {"agua NEAR/3 tierra", "agua y tierra", "es", "[agua] y [tierra]"},
        {"título:agua tema:tierra", "agua y tierra", "es", "[agua] y tierra"},
        {"el agua", "el agua", "es", "el [agua]"},
        {"москва", "В Москва-реке", "ru", "В [Москва]-реке"},
        {"", "agua", "es", "agua"},
        {"agua", "", "es", ""},
    }));
    INFO(typed);
    CHECK(marked(typed, text, language) == expected);
}

TEST_CASE("Marks never overlap and the pieces are the whole text, whatever it is") {
    std::mt19937 random{11};
    const std::vector<std::string> bits = {"agua", "AGUA", " ",      "\n",      "plan", "de",   "plan de agua",
                                           "-",    "'",    "l'",     "ñ",       "東京", "\xff", "é",
                                           "*",    ".",    "ประเทศ", "gestión", "(",    "  "};
    const Highlighter highlighter{meant("agua \"plan de agua\" gesti* ñ 東京"), all};
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        for (auto count = random() % 30; count > 0; --count) text += bits[random() % bits.size()];
        const auto marks = highlighter.find(text, "es");
        std::size_t end = 0;
        for (const auto& mark : marks) {
            REQUIRE(mark.begin >= end);
            REQUIRE(mark.end > mark.begin);
            REQUIRE(mark.end <= text.size());
            end = mark.end;
        }
        std::string whole;
        for (const auto& [piece, is_match] : mark_pieces(text, marks)) whole += piece;
        REQUIRE(whole == text);
        const auto cut = snippet(text, marks, highlighter.wanted(), 40);
        for (const auto& [piece, is_match] : cut) REQUIRE_FALSE(piece.empty());
    }
}

TEST_CASE("A snippet is cut at the densest cluster, at words, with dots where text was left out") {
    std::string text = "agua al principio. ";
    for (int i = 0; i < 60; ++i) text += "Relleno sin nada que ver. ";
    text += "Aquí el agua y la tierra y el fuego juntos. ";
    for (int i = 0; i < 60; ++i) text += "Relleno sin nada que ver. ";
    const Highlighter highlighter{meant("agua tierra fuego"), all};
    const auto cut = shown(snippet(text, highlighter.find(text, "es"), highlighter.wanted()));
    CHECK(cut.find("Aquí el [agua] y la [tierra] y el [fuego] juntos.") != std::string::npos);
    INFO(cut);
    CHECK(cut.starts_with("… Aquí"));
    CHECK(cut.ends_with("…"));
    CHECK(cut.size() < 300);
    CHECK(shown(snippet("breve", {}, {})) == "breve");
    CHECK(snippet("", {}, {}).empty());
    const auto beginning = shown(snippet(text, {}, {}));
    CHECK(beginning.starts_with("agua al principio."));
    CHECK(beginning.ends_with("…"));
    CHECK(is_utf8(shown(snippet(std::string(100, ' ') + "ñ" + std::string(600, 'x') + "ñ", {}, {}, 50))));
}

TEST_CASE("The record page marks what the query asks for") {
    Library library;
    const auto marks = library.searcher().mark("El agua potable", "es", {.text = "aguas", .language = "es"});
    CHECK(shown(marks) == "El [agua] potable");
    const Query own{.text = "agua", .language = "es", .query_language = "es", .across_languages = false};
    CHECK(shown(library.searcher().mark("agua", "pt", own)) == "agua");
}
