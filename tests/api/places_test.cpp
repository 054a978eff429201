// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "api/http.h"
#include "api/places_json.h"
#include "corpus/gazetteer/places.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

json problem_at(const std::string& target, int status) {
    const auto answer = get(port(), target);
    INFO(target << ": " << answer.body);
    CHECK(answer.status == status);
    return json::parse(answer.body, nullptr, false);
}

std::string page(const std::string& target, int status = 200) {
    const auto answer = get(port(), target, {{"Accept", "text/html"}});
    INFO(target);
    CHECK(answer.status == status);
    return answer.body;
}

}  // namespace

TEST_CASE("places complete a beginning, in any language, of one country if asked") {
    const auto found = get_json("/api/v1/places?q=c%C3%B3rd&lang=pt");
    REQUIRE(found["places"].size() == 3);
    CHECK(found["places"][0]["country"] == "AR");
    CHECK(found["places"][0]["label"] == "Córdoba, Argentina");
    CHECK(found["places"][0]["size_band"] == "p6");
    CHECK(found["sources"][0]["licence"] == "CC-BY-4.0");
    CHECK(get_json("/api/v1/places?q=cordoba&country=ES")["places"][0]["id"] == "2519240");
    CHECK(get_json("/api/v1/places?q=cordoba&limit=1")["places"].size() == 1);
    CHECK(get_json("/api/v1/places?q=%F0%9F%98%80")["places"].empty());
    problem_at("/api/v1/places", 400);
    problem_at("/api/v1/places?q=a&country=Spain", 400);
    problem_at("/api/v1/places?q=" + std::string(300, 'a'), 400);
    CHECK(problem_at("/api/v1/places/1", 404)["type"] == "/problems/unknown-place");
}

TEST_CASE("peers come with their likeness and a sentence of why, in the reader's language") {
    const auto told = get_json("/api/v1/places/2521886/peers?limit=5&lang=es");
    CHECK(told["place"]["name"] == "Almería");
    CHECK(told["weights"]["population"] == 3);
    REQUIRE(told["peers"].size() == 5);
    for (const auto& peer : told["peers"]) {
        CHECK(peer["id"] != "2521886");
        CHECK(peer["likeness"] <= 1);
        CHECK_FALSE(peer["why"].get<std::string>().empty());
    }
    const auto why = [](const std::string& language) {
        return get_json("/api/v1/places/2521886/peers?limit=1&country=BR&lang=" + language)["peers"][0]["why"]
            .get<std::string>();
    };
    CHECK(why("es").find("otro país; otra tradición municipal; otro idioma") != std::string::npos);
    CHECK(why("pt").find("outro país; outra tradição municipal; outra língua") != std::string::npos);
    CHECK(why("en").find("another country; another municipal tradition; another language") != std::string::npos);
    const auto by_country = get_json("/api/v1/places/3464975/peers?limit=1&w.country=10&w.population=0");
    CHECK(by_country["peers"][0]["country"] == "BR");
    CHECK(by_country["weights"]["country"] == 10);
    problem_at("/api/v1/places/2521886/peers?w.population=11", 400);
    problem_at("/api/v1/places/2521886/peers?w.population=x", 400);
    problem_at("/api/v1/places/2521886/peers?w.size=1", 400);
}

TEST_CASE("a search by likeness says by which place, of which others, and why of each hit") {
    const auto plain = get_json("/api/v1/search?kind=practice");
    const auto ranked = get_json("/api/v1/search?kind=practice&sort=peer&peer=Sevilla&lang=en");
    CHECK(ranked["total"] == plain["total"]);
    CHECK(ranked["query"]["peer"]["place"]["country"] == "ES");
    CHECK(ranked["query"]["peer"]["others"].size() == 1);
    CHECK(ranked["query"]["sort"] == "peer");
    CHECK(ranked["hits"][0]["peer"]["place"] == "Sevilla");
    CHECK(ranked["hits"][0]["peer"]["likeness"] == 1);
    CHECK_FALSE(ranked["hits"][0]["peer"]["why"].get<std::string>().empty());
    CHECK(ranked["links"]["self"].get<std::string>().find("peer=Sevilla") != std::string::npos);
    CHECK(problem_at("/api/v1/search?peer=Nowhere", 404)["type"] == "/problems/unknown-place");
    problem_at("/api/v1/search?sort=peer", 400);
    problem_at("/api/v1/search?peer=" + std::string(201, 'a'), 400);
}

TEST_CASE("pages rank by a place, name its namesakes, and go on without a place that is not known") {
    const auto html = page("/search?kind=practice&peer=Sevilla&lang=es");
    CHECK(html.find("Ordenado por parecido con Sevilla") != std::string::npos);
    CHECK(html.find("GeoNames") != std::string::npos);
    CHECK(html.find("value=\"peer\"") != std::string::npos);
    const auto lost = page("/search?peer=%3Cb%3EX&lang=en");
    CHECK(lost.find("The place “&lt;b&gt;X” was not found") != std::string::npos);
    CHECK(lost.find("<b>X") == std::string::npos);
    // The form still sends the order when the place was taken out of its field.
    CHECK(page("/search?sort=peer&peer=+&lang=es").find("value=\"relevance\" selected") != std::string::npos);
    const auto place = page("/places/2521886?lang=pt");
    CHECK(place.find("Almería") != std::string::npos);
    CHECK(place.find("GeoNames") != std::string::npos);
    CHECK(place.find("Lugares parecidos") != std::string::npos);
    page("/places/1", 404);
}

TEST_CASE("map data: a feature for each record, with its place where one is known") {
    const auto answer = get(port(), "/search.geojson?kind=practice");
    CHECK(answer.status == 200);
    CHECK(answer.header("content-type") == "application/geo+json");
    const auto map = json::parse(answer.body);
    CHECK(map["type"] == "FeatureCollection");
    CHECK(map["features"].size() == map["total"]);
    std::size_t placed = 0;
    for (const auto& feature : map["features"]) {
        CHECK(feature["type"] == "Feature");
        if (feature["geometry"].is_null()) continue;
        ++placed;
        CHECK(feature["geometry"]["coordinates"] == json::array({-4, 40}));
    }
    CHECK(placed == 2);
    const auto cut = json::parse(get(port(), "/search.geojson?limit=3").body);
    CHECK(cut["features"].size() == 3);
    CHECK(cut["truncated"] == "limit");
    CHECK(json::parse(get(port(), "/search.geojson?q=nadadenada").body)["features"].empty());
    problem_at("/search.geojson?limit=0", 400);
    problem_at("/search.geojson?q=ab*ab*%22" + std::string(3000, 'x'), 400);
}

TEST_CASE("the sentence of why names what weighs, and nothing that is not known") {
    GazetteerPlace a, b;
    a.country = b.country = "ES";
    a.population = b.population = 1000;
    b.altitude = 10;
    CHECK(why_alike(likeness(traits_of(a), traits_of(b)), usual_weights, "en")
              .starts_with("similar in size; same country"));
    b.population = 1'000'000;
    b.country = "BR";
    const auto why = why_alike(likeness(traits_of(a), traits_of(b)), usual_weights, "es");
    CHECK(why.find("distinto en tamaño") != std::string::npos);
    CHECK(why.find("altitud") == std::string::npos);
    CHECK(why.find("otra tradición municipal; otro idioma") != std::string::npos);
}

TEST_CASE("a query with a place and weights is written to an address and read back") {
    Query query{.text = "agua", .language = "pt", .sort = Sort::peer, .peer = "São João, PT"};
    query.peer_weights[static_cast<std::size_t>(Trait::budget)] = 0.25;
    query.peer_weights[static_cast<std::size_t>(Trait::country)] = 10;
    Request request;
    const auto text = to_query_string(query);
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('&', from), text.size());
        const auto pair = text.substr(from, end - from);
        std::string value;
        for (std::size_t i = pair.find('=') + 1; i < pair.size(); ++i) {
            const bool coded = pair[i] == '%';
            value += coded            ? static_cast<char>(std::stoi(pair.substr(i + 1, 2), nullptr, 16))
                     : pair[i] == '+' ? ' '
                                      : pair[i];
            i += coded ? 2 : 0;
        }
        request.parameters.emplace_back(pair.substr(0, pair.find('=')), value);
        from = end + 1;
    }
    CHECK(query_from(request) == query);
}
