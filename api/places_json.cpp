// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/places_json.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "api/embedded/peers_json.h"
#include "corpus/gazetteer/climate.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr double alike = 0.85, unlike = 0.5;
constexpr std::size_t most_named = 4;

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

const json& words(const std::string& language) {
    static const json all = json::parse(peers_json);
    return all.at(language == "pt" || language == "en" ? language : "es");
}

/// "size, climate and altitude" in the pattern's place of {list}.
std::string listed(const json& text, const char* pattern, const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) list += i + 1 == names.size() ? " " + text.at("and").get<std::string>() + " " : ", ";
        list += names[i];
    }
    auto sentence = text.at(pattern).get<std::string>();
    return sentence.replace(sentence.find("{list}"), 6, list);
}

/// Traits with a name of their own, what weighs most first.
std::vector<Trait> by_weight(const PeerWeights& weights) {
    std::vector<Trait> traits = {Trait::population, Trait::budget,  Trait::competences, Trait::role,   Trait::coast,
                                 Trait::altitude,   Trait::climate, Trait::urbanity,    Trait::capital};
    std::ranges::stable_sort(traits, std::greater<>{},
                             [&](Trait trait) { return weights[static_cast<std::size_t>(trait)]; });
    return traits;
}

}  // namespace

std::string place_label(const GazetteerPlace& place, const std::string& language) {
    auto label = place.name;
    if (!place.subdivision_name.empty() && fold(place.subdivision_name) != fold(place.name))
        label += ", " + place.subdivision_name;
    return label + ", " + country_name(place.country, language);
}

json place_json(const GazetteerPlace& place, const std::string& language) {
    json told{{"id", place.id},
              {"name", place.name},
              {"label", place_label(place, language)},
              {"country", place.country},
              {"country_name", country_name(place.country, language)},
              {"lat", rounded(place.lat, 1e5)},
              {"lon", rounded(place.lon, 1e5)},
              {"capital", place.capital},
              {"rank", place.rank},
              {"links",
               {{"self", "/api/v1/places/" + place.id},
                {"peers", "/api/v1/places/" + place.id + "/peers"},
                {"html", "/places/" + place.id}}}};
    const auto text = [&](const char* name, const std::string& value) {
        if (!value.empty()) told[name] = value;
    };
    text("subdivision", place.subdivision);
    text("subdivision_name", place.subdivision_name);
    text("geonames", place.geonames);
    if (place.population > 0) told["population"] = place.population;
    if (place.population_year) told["population_year"] = *place.population_year;
    text("size_band", size_band(place));
    if (place.altitude) {
        told["altitude"] = *place.altitude;
        told["climate"] = {{"floor", floor_of(place)},
                           {"temperature", rounded(estimated_temperature(place.lat, *place.altitude), 10)},
                           {"approximate", true}};
    }
    if (place.sea) {
        told["sea_km"] = rounded(*place.sea, 10);
        told["coast"] = *place.sea <= coast_distance;
    }
    text("role", to_string(place.role));
    text("urbanity", place.urbanity);
    if (!place.competences.empty()) told["competences"] = place.competences;
    if (place.budget) {
        told["budget"] = {{"per_inhabitant", *place.budget}, {"currency", place.budget_currency}};
        if (place.budget_year) told["budget"]["year"] = *place.budget_year;
    }
    if (place.corrected) told["corrected"] = true;
    text("source", place.source);
    return told;
}

json place_sources() {
    return json::array(
        {{{"name", "GeoNames"}, {"url", "https://www.geonames.org/"}, {"licence", "CC-BY-4.0"}},
         {{"name", "Natural Earth"}, {"url", "https://www.naturalearthdata.com/"}, {"licence", "public domain"}}});
}

std::string why_alike(const Likeness& likeness, const PeerWeights& weights, const std::string& language) {
    const auto& text = words(language);
    const auto value = [&](Trait trait) { return static_cast<double>(likeness.of[static_cast<std::size_t>(trait)]); };
    const auto counts = [&](Trait trait) { return weights[static_cast<std::size_t>(trait)] > 0; };
    std::vector<std::string> similar, different;
    for (const auto trait : by_weight(weights)) {
        if (!counts(trait)) continue;
        const auto name = text.at(std::string{to_string(trait)}).get<std::string>();
        // That neither is a capital says little.
        if (value(trait) >= alike && trait != Trait::capital && similar.size() < most_named) similar.push_back(name);
        if (value(trait) <= unlike && different.size() < most_named) different.push_back(name);
    }
    std::vector<std::string> parts;
    if (!similar.empty()) parts.push_back(listed(text, "similar", similar));
    if (!different.empty()) parts.push_back(listed(text, "different", different));
    if (!std::isnan(value(Trait::country)))
        parts.push_back(text.at(value(Trait::country) == 1 ? "same_country" : "other_country"));
    if (counts(Trait::tradition) && value(Trait::tradition) <= unlike) parts.push_back(text.at("other_tradition"));
    if (counts(Trait::language) && value(Trait::language) < 1) parts.push_back(text.at("other_language"));
    if (likeness.known < 0.5) parts.push_back(text.at("little"));
    std::string sentence;
    for (const auto& part : parts) sentence += (sentence.empty() ? "" : "; ") + part;
    return sentence;
}

json likeness_json(const Likeness& likeness, const PeerWeights& weights, const std::string& language) {
    json traits = json::object();
    for (std::size_t i = 0; i < trait_count; ++i)
        if (!std::isnan(likeness.of[i]))
            traits[std::string{to_string(static_cast<Trait>(i))}] = rounded(static_cast<double>(likeness.of[i]), 1000);
    return {{"likeness", rounded(likeness.value, 1000)},
            {"known", rounded(likeness.known, 1000)},
            {"traits", std::move(traits)},
            {"why", why_alike(likeness, weights, language)}};
}

json peer_json(const PeerPlace& peer, const PeerWeights& weights, const std::string& language) {
    json told{{"place", place_json(peer.place, language)}, {"others", json::array()}, {"weights", json::object()}};
    for (const auto& other : peer.others)
        told["others"].push_back({{"id", other.id}, {"label", place_label(other, language)}});
    for (std::size_t i = 0; i < trait_count; ++i)
        told["weights"][std::string{to_string(static_cast<Trait>(i))}] = weights[i];
    return told;
}

json peer_json(const PeerLikeness& peer, const PeerWeights& weights, const std::string& language) {
    auto told = likeness_json(peer.likeness, weights, language);
    if (!peer.place.empty()) told["place"] = peer.place;
    told["country"] = peer.country;
    return told;
}

}  // namespace acervo
