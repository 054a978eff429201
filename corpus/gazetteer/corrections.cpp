// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/corrections.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "corpus/durable.h"
#include "corpus/error.h"

namespace acervo {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto file_name = "places-corrections.json";

/// All members but the id with their names, once for reading, writing and laying one over another.
void each_member(auto&& visit) {
    using Correction = PlaceCorrection;
    visit("name", &Correction::name);
    visit("country", &Correction::country);
    visit("subdivision", &Correction::subdivision);
    visit("subdivision_name", &Correction::subdivision_name);
    visit("population", &Correction::population);
    visit("population_year", &Correction::population_year);
    visit("lat", &Correction::lat);
    visit("lon", &Correction::lon);
    visit("altitude", &Correction::altitude);
    visit("sea_km", &Correction::sea);
    visit("role", &Correction::role);
    visit("urbanity", &Correction::urbanity);
    visit("competences", &Correction::competences);
    visit("budget_per_inhabitant", &Correction::budget);
    visit("budget_currency", &Correction::budget_currency);
    visit("budget_year", &Correction::budget_year);
    visit("source", &Correction::source);
}

template <typename Value>
bool is_given(const std::optional<Value>& value) {
    return value.has_value();
}
bool is_given(const auto& value) {
    return !value.empty();
}

template <typename Value>
void read_member(const Json& from, std::optional<Value>& value) {
    value = from.get<Value>();
}
void read_member(const Json& from, auto& value) {
    from.get_to(value);
}

template <typename Value>
void write_member(Json& to, const std::optional<Value>& value) {
    to = *value;
}
void write_member(Json& to, const auto& value) {
    to = value;
}

}  // namespace

std::filesystem::path corrections_file(const std::filesystem::path& data) {
    return data / file_name;
}

std::vector<PlaceCorrection> load_corrections(const std::filesystem::path& data) {
    const auto file = corrections_file(data);
    std::vector<PlaceCorrection> all;
    if (!std::filesystem::exists(file)) return all;
    std::ifstream in{file, std::ios::binary};
    try {
        const auto json = Json::parse(in);
        for (const auto& entry : json.at("places")) {
            PlaceCorrection correction;
            entry.at("id").get_to(correction.id);
            each_member([&](const char* name, auto member) {
                if (const auto found = entry.find(name); found != entry.end()) read_member(*found, correction.*member);
            });
            all.push_back(std::move(correction));
        }
    } catch (const Json::exception& error) {
        throw Error{Problem::broken, file.string() + " cannot be read: " + error.what()}.with_hint(
            "Put it aside and import the corrections anew: `acervo places import`.");
    }
    return all;
}

void save_corrections(const std::filesystem::path& data, const std::vector<PlaceCorrection>& corrections) {
    Json places = Json::array();
    for (const auto& correction : corrections) {
        Json entry{{"id", correction.id}};
        each_member([&](const char* name, auto member) {
            if (is_given(correction.*member)) write_member(entry[name], correction.*member);
        });
        places.push_back(std::move(entry));
    }
    make_folders(data);
    AsideFile file{data};
    file.write(Json{{"places", std::move(places)}}.dump(1) + "\n");
    file.sync();
    file.rename_to(corrections_file(data));
}

void overlay(PlaceCorrection& older, const PlaceCorrection& newer) {
    each_member([&](const char*, auto member) {
        if (is_given(newer.*member)) older.*member = newer.*member;
    });
}

void overlay(GazetteerPlace& place, const PlaceCorrection& correction) {
    const auto put = [](auto& to, const auto& from) {
        if (!from.empty()) to = from;
    };
    place.corrected = true;
    put(place.name, correction.name);
    put(place.country, correction.country);
    put(place.subdivision, correction.subdivision);
    put(place.subdivision_name, correction.subdivision_name);
    if (correction.population) {
        place.population = *correction.population;
        place.population_year = correction.population_year;
    }
    if (correction.lat) place.lat = *correction.lat;
    if (correction.lon) place.lon = *correction.lon;
    if (correction.altitude) place.altitude = correction.altitude;
    if (correction.sea) place.sea = correction.sea;
    if (!correction.role.empty()) place.role = metropolitan_role(correction.role);
    put(place.urbanity, correction.urbanity);
    put(place.competences, correction.competences);
    if (correction.budget) {
        place.budget = correction.budget;
        place.budget_currency = correction.budget_currency;
        place.budget_year = correction.budget_year;
    }
    put(place.source, correction.source);
}

}  // namespace acervo
