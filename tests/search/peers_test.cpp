// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/peers.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "corpus/gazetteer/format.h"
#include "corpus/gazetteer/gazetteer.h"
#include "indexer/fields.h"
#include "tests/corpus/namesakes.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;
using List = std::vector<std::string>;

namespace {

Record of_place(const std::string& name, const std::string& country) {
    Record record;
    record.languages = {"es"};
    record.countries = {country};
    if (!name.empty()) record.places = {{.name = name, .country = country}};
    return record;
}

void fill(Library& library) {
    ::test::build_namesakes(library.folder());
    library.put("cartagena", of_place("Cartagena", "ES"), {unit(1, "agua")});
    library.put("bogota", of_place("Bogotá", "CO"), {unit(1, "agua")});
    library.put("curitiba", of_place("Curitiba", "BR"), {unit(1, "agua agua agua agua y más agua")});
    library.put("spain", of_place("", "ES"), {unit(1, "agua")});
    auto nowhere = of_place("", "");
    nowhere.countries.clear();
    library.put("nowhere", nowhere, {unit(1, "agua")});
    auto two = of_place("Bogotá", "CO");
    two.places.push_back({.name = "Almería", .country = "ES"});
    library.put("two", two, {unit(1, "agua")});
    library.index();
}

}  // namespace

TEST_CASE("Results of places like mine come first, and none is hidden") {
    Library library;
    fill(library);
    const auto plain = library.search(Query{.text = "agua", .language = "es"});
    for (const auto sort : {Sort::relevance, Sort::peer, Sort::date, Sort::title}) {
        const auto ranked = library.search(Query{.text = "agua", .language = "es", .sort = sort, .peer = "Almería"});
        CHECK(ranked.total == plain.total);
        auto a = library.keys(ranked), b = library.keys(plain);
        std::ranges::sort(a);
        std::ranges::sort(b);
        CHECK(a == b);
        REQUIRE(ranked.peer);
        CHECK(ranked.peer->place.id == "2521886");
    }
    const auto ranked = library.search(Query{.text = "agua", .language = "es", .sort = Sort::peer, .peer = "Almería"});
    const auto keys = library.keys(ranked);
    // The likest of a record's places counts; where no place is known, a half.
    CHECK(keys[0] == "two");
    CHECK(keys[1] == "cartagena");
    const auto at = [&](const std::string& key) { return std::ranges::find(keys, key) - keys.begin(); };
    CHECK(at("nowhere") > at("cartagena"));
    CHECK(at("spain") > at("cartagena"));
    for (const auto& hit : ranked.hits) {
        const bool nowhere = hit.id == library.id("nowhere");
        CHECK(hit.peer.has_value() == !nowhere);
        if (hit.id == library.id("two")) CHECK(hit.peer->place == "Almería");
        if (hit.id == library.id("two")) CHECK(hit.peer->likeness.value == 1);
    }
}

TEST_CASE("By relevance, likeness decides among equals and never more than halves a weight") {
    Library library;
    fill(library);
    std::map<std::string, double> before;
    for (const auto& hit : library.search(Query{.text = "agua", .language = "es"}).hits) before[hit.id] = hit.score;
    for (const auto* peer : {"Almería", "Curitiba", "2521886", "La Paz, BO"}) {
        for (const auto& hit : library.search(Query{.text = "agua", .language = "es", .peer = peer}).hits) {
            CHECK(hit.score <= before[hit.id] * 1.000001);
            CHECK(hit.score >= before[hit.id] * 0.499999);
        }
    }
    // Without words the likest comes first.
    CHECK(library.keys(library.search(Query{.language = "es", .peer = "Almería"})).front() == "two");
    CHECK(library.keys(library.search(Query{.language = "es", .peer = "Curitiba"})).front() == "curitiba");
}

TEST_CASE("Weights of the query decide what counts") {
    Library library;
    fill(library);
    Query query{.language = "es", .sort = Sort::peer, .peer = "3464975"};
    query.peer_weights = {};
    query.peer_weights[static_cast<std::size_t>(Trait::country)] = 1;
    query.filters["country"].any = {"BR", "ES"};
    CHECK(library.keys(library.search(query)).front() == "curitiba");
    query.peer = "Madrid, ES";
    const auto keys = library.keys(library.search(query));
    CHECK(keys.back() == "curitiba");
}

TEST_CASE("Paging through results by likeness shows each once") {
    Library library;
    fill(library);
    for (const auto sort : {Sort::relevance, Sort::peer}) {
        Query query{.text = "agua", .language = "es", .sort = sort, .peer = "Almería", .page_size = 1, .passages = 0};
        List seen;
        for (int page = 0; page < 20; ++page) {
            const auto results = library.search(query);
            for (const auto& hit : results.hits) seen.push_back(hit.id);
            if (results.next.empty()) break;
            query.cursor = results.next;
        }
        CHECK(seen.size() == 6);
        CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == 6);
    }
    // A cursor belongs to the place it was made for.
    Query query{.text = "agua", .language = "es", .peer = "Almería", .page_size = 1};
    query.cursor = library.search(query).next;
    query.peer = "Curitiba";
    CHECK(error_code([&] { library.search(query); }) == "cursor-invalid");
}

TEST_CASE("A place that is not known, or no gazetteer, is said") {
    Library library;
    library.put("a", of_place("Almería", "ES"), {unit(1, "agua")});
    library.index();
    CHECK(error_code([&] { library.search(Query{.text = "agua", .peer = "Almería"}); }) == "no-places");
    CHECK(error_code([&] { library.search(Query{.text = "agua", .sort = Sort::peer}); }) == "peer-required");
    ::test::build_namesakes(library.folder());
    CHECK(error_code([&] { library.search(Query{.text = "agua", .peer = "Nowhere"}); }) == "unknown-place");
    CHECK(library.search(Query{.text = "agua", .peer = "Almería"}).total == 1);

    // One that an earlier version of the program made, until it is made anew.
    std::fstream file{gazetteer_file(library.folder()), std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(sizeof(gazetteer_format::magic)).put('\1');
    file.close();
    std::filesystem::last_write_time(gazetteer_file(library.folder()), std::filesystem::file_time_type::clock::now());
    CHECK(error_code([&] { library.search(Query{.text = "agua", .peer = "Almería"}); }) == "no-places");
    ::test::build_namesakes(library.folder());
    CHECK(library.search(Query{.text = "agua", .peer = "Almería"}).total == 1);
}
