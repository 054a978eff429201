// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/names.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace acervo {
namespace {

using Terms = std::vector<std::string>;

TEST_CASE("A person stands in the index once, however the name is turned, and organizations apart") {
    Record record;
    record.creators = {{.name = "Freire, Paulo"}, {.name = "  Ana   María Núñez "}};
    record.contributors = {{.name = "Paulo FREIRE", .role = "editor"}, {.name = "CLAD", .organization = true}};
    record.parts.resize(1);
    record.parts[0].creators = {{.name = "Nuñez, Ana Maria"}, {.name = "Elinor Ostrom"}, {.name = "?!"}};
    CHECK(name_terms(record) == Terms{"NOCLAD", "NPAna María Núñez", "NPElinor Ostrom", "NPFreire, Paulo"});
}

TEST_CASE("A place stands there with what tells it apart, and by its words") {
    Record record;
    record.places = {{.name = "San José", .country = "CR", .subdivision = "CR-SJ"},
                     {.name = "San José", .country = "UY"}};
    const auto terms = name_terms(record);
    std::vector<PlaceName> places;
    Terms words;
    for (const auto& term : terms) {
        if (term.starts_with("NL"))
            places.push_back(read_place(term.substr(2)).value());
        else
            words.push_back(term);
    }
    CHECK(places == std::vector<PlaceName>{{"San José", "", "UY"}, {"San José", "CR-SJ", "CR"}});
    CHECK(words == Terms{"Pcr", "Pjose", "Psan", "Psj"});
    CHECK_FALSE(read_place("San José"));
    CHECK_FALSE(read_place("San José\x1fx"));
}

TEST_CASE("Names that are no names stay out") {
    Record record;
    record.creators = {{.name = ""}, {.name = "..."}, {.name = std::string(5000, 'a')}};
    record.places = {
        {.name = std::string("a\x1f") + "b", .country = "CR"}, {.name = " "}, {.name = std::string(300, 'x')}};
    CHECK(name_terms(record).empty());
}

}  // namespace
}  // namespace acervo
