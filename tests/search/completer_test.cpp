// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "corpus/text.h"

namespace acervo {
namespace {

using Kind = Suggestion::Kind;

Name person(const std::string& text, std::uint32_t count = 1) {
    return {.kind = Kind::person, .text = text, .count = count};
}

std::vector<std::string> found(const Completer& completer, const std::vector<std::string>& typed,
                               const std::string& language = "es") {
    std::vector<std::string> result;
    for (const auto& match : completer.find(typed, language, 100)) {
        const auto entry = completer.entry(match.name);
        result.emplace_back(entry.kind == Kind::title ? "#" + std::to_string(entry.document) : std::string{entry.text});
    }
    return result;
}

using Texts = std::vector<std::string>;

TEST_CASE("Every word that is typed begins a word of the name, in any order") {
    const Completer completer{{person("Núñez, Ana María"), person("Freire, Paulo"), person("Paula Núñez")}};
    CHECK(found(completer, {"nun"}) == Texts{"Núñez, Ana María", "Paula Núñez"});
    CHECK(found(completer, {"pau", "fre"}) == Texts{"Freire, Paulo"});
    CHECK(found(completer, {"nun", "pau"}) == Texts{"Paula Núñez"});
    CHECK(found(completer, {"unez"}).empty());
    CHECK(found(completer, {"nun", "x"}).empty());
    CHECK(found(completer, {}).empty());
    CHECK(found(Completer{{}}, {"a"}).empty());
}

TEST_CASE("What begins so comes first, then what more records have") {
    const Completer completer{{person("Paz, Octavio", 1), person("Octavio Ruiz", 1), person("Mora Octavio", 9),
                               person("Octavio Pérez Mora", 40)}};
    CHECK(found(completer, {"octavio"}) == Texts{"Octavio Pérez Mora", "Octavio Ruiz", "Mora Octavio", "Paz, Octavio"});
}

TEST_CASE("A name in several writings is one, shown as most write it; a title of several records is one") {
    const Completer completer{{person("Perez, Juan", 2),
                               person("Pérez, Juan", 3),
                               person("JUAN PÉREZ", 1),
                               {.kind = Kind::title, .text = "Memoria anual", .count = 1, .document = 7},
                               {.kind = Kind::title, .text = "Memoria Anual", .count = 1, .document = 9}}};
    REQUIRE(completer.size() == 2);
    const auto one = completer.find({"perez"}, "es", 5);
    REQUIRE(one.size() == 1);
    CHECK(completer.entry(one[0].name).text == "Pérez, Juan");
    CHECK(completer.entry(one[0].name).count == 6);
    const auto title = completer.entry(completer.find({"memoria"}, "es", 5).at(0).name);
    CHECK(title.document == 7);
    CHECK(title.count == 2);
}

TEST_CASE("Of the labels of one thing the reader's own is found, the others where only they match") {
    const Completer completer{
        {{.kind = Kind::theme, .text = "Residuos", .code = "amb.res", .language = "es", .count = 4},
         {.kind = Kind::theme, .text = "Resíduos", .code = "amb.res", .language = "pt", .count = 4},
         {.kind = Kind::theme, .text = "Waste", .code = "amb.res", .language = "en", .count = 4}}};
    CHECK(found(completer, {"resid"}, "es") == Texts{"Residuos"});
    CHECK(found(completer, {"resid"}, "pt") == Texts{"Resíduos"});
    CHECK(found(completer, {"was"}, "pt") == Texts{"Waste"});
}

TEST_CASE("What is found is what a look at every name finds") {
    std::mt19937 random{99};
    const std::vector<std::string> parts = {"a", "ab", "abc", "b", "bá", "c", "ñu", "de", "la", "x-y", "本"};
    const auto word = [&] {
        std::string result;
        for (auto i = 1 + random() % 3; i > 0; --i) result += parts[random() % parts.size()];
        return result;
    };
    std::vector<Name> names;
    std::set<std::string> known;
    while (names.size() < 300) {
        std::string text;
        for (auto i = 1 + random() % 4; i > 0; --i) text += (text.empty() ? "" : " ") + word();
        if (known.insert(fold(text)).second)
            names.push_back({.kind = static_cast<Kind>(random() % 8),
                             .text = text,
                             .code = std::to_string(names.size()),
                             .count = 1 + static_cast<std::uint32_t>(random() % 5),
                             .document = static_cast<DocId>(names.size() + 1)});
    }
    const Completer completer{names};
    for (int round = 0; round < 400; ++round) {
        std::vector<std::string> typed;
        for (auto i = 1 + random() % 3; i > 0; --i) {
            const auto folded = fold(word());
            for (const auto& one : words(folded))
                typed.emplace_back(one.text.substr(0, one.text[0] < 0 ? 3 : 1 + random() % 3));
        }
        std::multiset<std::string> expected;
        for (const auto& name : names) {
            const auto folded = fold(name.text);
            const auto all = words(folded);
            const bool matches = std::ranges::all_of(typed, [&](const std::string& beginning) {
                return std::ranges::any_of(all, [&](const Word& one) { return one.text.starts_with(beginning); });
            });
            if (matches) expected.insert(name.kind == Kind::title ? "#" + std::to_string(name.document) : name.text);
        }
        const auto list = completer.find(typed, "es", 1000);
        std::multiset<std::string> got;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto entry = completer.entry(list[i].name);
            got.insert(entry.kind == Kind::title ? "#" + std::to_string(entry.document) : std::string{entry.text});
            if (i > 0) REQUIRE(list[i - 1].score >= list[i].score);
        }
        REQUIRE(got == expected);
        REQUIRE(completer.find(typed, "es", 2).size() == std::min<std::size_t>(2, expected.size()));
    }
}

}  // namespace
}  // namespace acervo
