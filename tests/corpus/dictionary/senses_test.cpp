// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/senses.h"

#include <catch2/catch.hpp>

using namespace acervo;
using Origin = Translation::Origin;
using Translations = std::vector<Translation>;

namespace {

constexpr auto noun = PartOfSpeech::noun;

Translations translations(const Senses& senses, const std::string& from, const Lemma& lemma, const std::string& to) {
    const auto number = senses.find(from, lemma);
    REQUIRE(number.has_value());
    return senses.translations(from, to).at(*number);
}

}  // namespace

TEST_CASE("a dictionary is read both ways") {
    Senses senses;
    senses.add("es", {"gestión", noun}, "pt", {"gestão", noun});
    CHECK(translations(senses, "es", {"gestión", noun}, "pt") == Translations{{"gestão", Origin::direct}});
    CHECK(translations(senses, "pt", {"gestão", noun}, "es") == Translations{{"gestión", Origin::direct}});
}

TEST_CASE("the part of speech keeps lemmas apart") {
    Senses senses;
    senses.add("es", {"poder", noun}, "en", {"power", noun});
    senses.add("es", {"poder", PartOfSpeech::verb}, "en", {"can", PartOfSpeech::verb});
    CHECK(translations(senses, "es", {"poder", noun}, "en") == Translations{{"power", Origin::direct}});
}

TEST_CASE("a bridge gives what the direct dictionary does not, the best supported first") {
    Senses senses;
    senses.add("es", {"basura", noun}, "pt", {"lixo", noun});
    senses.add("es", {"basura", noun}, "ca", {"brossa", noun});
    senses.add("es", {"basura", noun}, "gl", {"lixo", noun});
    for (const auto* word : {"mota", "varredura", "lixo"}) senses.add("ca", {"brossa", noun}, "pt", {word, noun});
    senses.add("gl", {"lixo", noun}, "pt", {"varredura", noun});
    CHECK(translations(senses, "es", {"basura", noun}, "pt") ==
          Translations{{"lixo", Origin::direct}, {"varredura", Origin::bridge}, {"mota", Origin::bridge}});
}

TEST_CASE("Spanish is the bridge between Portuguese and English, and between French and them") {
    Senses senses;
    senses.add("es", {"residuo", noun}, "pt", {"resíduo", noun});
    senses.add("es", {"residuo", noun}, "en", {"waste", noun});
    senses.add("fr", {"déchet", noun}, "es", {"residuo", noun});
    CHECK(translations(senses, "pt", {"resíduo", noun}, "en") == Translations{{"waste", Origin::bridge}});
    CHECK(translations(senses, "fr", {"déchet", noun}, "pt") == Translations{{"resíduo", Origin::bridge}});
}

TEST_CASE("the third language of the pages gives alternatives, marked and few") {
    Senses senses;
    senses.add("es", {"residuo", noun}, "pt", {"resíduo", noun});
    senses.add("es", {"residuo", noun}, "en", {"waste", noun});
    senses.add("es", {"desecho", noun}, "en", {"waste", noun});
    CHECK(translations(senses, "pt", {"resíduo", noun}, "es") ==
          Translations{{"residuo", Origin::direct}, {"desecho", Origin::pivot}});
    for (char letter = 'a'; letter <= 'z'; ++letter) senses.add("es", {{letter}, noun}, "en", {"waste", noun});
    CHECK(translations(senses, "pt", {"resíduo", noun}, "es").size() == 1 + 8);
    CHECK(translations(senses, "en", {"waste", noun}, "es").size() == 16);
}

TEST_CASE("what no dictionary has is not there") {
    Senses senses;
    CHECK(senses.lemmas("es").empty());
    CHECK(senses.translations("es", "pt").empty());
    CHECK_FALSE(senses.find("es", {"gestión", noun}).has_value());
    senses.add("es", {"gestión", noun}, "pt", {"gestão", noun});
    CHECK_FALSE(senses.find("es", {"gestión", PartOfSpeech::verb}).has_value());
    CHECK(translations(senses, "es", {"gestión", noun}, "en").empty());
}
