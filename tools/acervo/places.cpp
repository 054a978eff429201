// SPDX-License-Identifier: GPL-3.0-or-later
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "corpus/error.h"
#include "corpus/gazetteer/build.h"
#include "corpus/gazetteer/gazetteer.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {
namespace {

struct PlacesCommand {
    std::filesystem::path from;
    std::string name;
    std::string language = "es";
    std::size_t most = 20;
    bool json = false;
};

int build(const PlacesCommand& command, const Settings& settings) {
    auto sources = GazetteerSources::standard(share_folder());
    if (!command.from.empty()) {
        sources.geonames = command.from / "cities500.txt";
        sources.cities = command.from;
    }
    const auto report = build_gazetteer(settings.data, sources);
    std::printf(
        "%s: %zu places (%zu municipalities without a population) with %zu names, %zu divisions; %.1f MB, %.1f s\n",
        report.file.c_str(), report.places, report.municipalities, report.names, report.divisions,
        static_cast<double>(report.bytes) / 1e6, report.seconds);
    for (const auto& name : report.without_iso)
        std::fprintf(stderr, "acervo: no ISO 3166-2 code for %s\n", name.c_str());
    for (const auto& file : report.missing) std::fprintf(stderr, "acervo: not there: %s\n", file.c_str());
    return report.missing.empty() ? status_done : status_rejected;
}

nlohmann::ordered_json to_json(const GazetteerPlace& place) {
    nlohmann::ordered_json json{{"id", place.id},
                                {"name", place.name},
                                {"country", place.country},
                                {"subdivision", place.subdivision},
                                {"subdivision_name", place.subdivision_name},
                                {"lat", place.lat},
                                {"lon", place.lon}};
    if (place.population) json["population"] = place.population;
    if (place.altitude) json["altitude"] = *place.altitude;
    if (place.capital) json["capital"] = true;
    return json;
}

int find(const PlacesCommand& command, const Settings& settings) {
    const auto gazetteer = Gazetteer::load(settings.data);
    if (gazetteer.empty()) {
        throw Error{Problem::not_found, "there is no gazetteer in " + settings.data.string()}.with_hint(
            "Make it with `acervo places build`.");
    }
    auto all = nlohmann::ordered_json::array();
    const auto numbers = gazetteer.completing(command.name, command.most);
    for (const auto number : numbers) {
        const auto place = gazetteer.place(number);
        if (command.json) {
            all.push_back(to_json(place));
            continue;
        }
        std::printf(
            "%-14s %-28s %-20s %-28s %10" PRId64 " %9.4f %9.4f %5s%s\n", place.id.c_str(), place.name.c_str(),
            country_name(place.country, command.language).c_str(),
            (place.subdivision_name + (place.subdivision.empty() ? "" : " (" + place.subdivision + ")")).c_str(),
            place.population, place.lat, place.lon,
            place.altitude ? (std::to_string(*place.altitude) + " m").c_str() : "", place.capital ? " *" : "");
    }
    if (command.json) std::puts(nlohmann::ordered_json{{"places", all}}.dump(2).c_str());
    return numbers.empty() ? status_failed : status_done;
}

}  // namespace

void add_places(CLI::App& app, Settings& settings) {
    const auto command = std::make_shared<PlacesCommand>();
    command->language = locale_language();
    auto* all =
        app.add_subcommand("places", "The gazetteer: municipalities with their country, population and position");
    all->require_subcommand(1);
    auto* build_command = all->add_subcommand("build", "Make <data>/places.db from GeoNames and ISO 3166-2");
    build_command
        ->add_option(
            "--from", command->from,
            "Folder with cities500.txt (a GeoNames dump), admin1.json and admin2.json, instead of the npm packages")
        ->check(CLI::ExistingDirectory);
    build_command->callback(
        [&settings, command] { settings.run = [&settings, command] { return build(*command, settings); }; });
    auto* find_command = all->add_subcommand("find", "Places whose name begins so, in any language; * is a capital");
    find_command->add_option("NAME", command->name, "Beginning of a name")->required();
    find_command->add_option("--limit", command->most, "How many at most")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    find_command->add_option("--lang", command->language, "Language of the countries' names")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    find_command->add_flag("--json", command->json, "JSON on standard output");
    find_command->callback(
        [&settings, command] { settings.run = [&settings, command] { return find(*command, settings); }; });
}

}  // namespace acervo
