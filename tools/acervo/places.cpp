// SPDX-License-Identifier: GPL-3.0-or-later
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "api/places_json.h"
#include "corpus/error.h"
#include "corpus/gazetteer/build.h"
#include "corpus/gazetteer/places.h"
#include "corpus/record_json.h"
#include "ingest/place_import.h"
#include "tools/acervo/command.h"
#include "tools/acervo/ingest_output.h"

namespace acervo {
namespace {

struct PlacesCommand {
    std::filesystem::path from;
    std::string name;
    std::string language = "es";
    std::size_t most = 20;
    std::string country;
    std::vector<std::string> countries;
    bool json = false, dry_run = false;
};

int build(const PlacesCommand& command, const Settings& settings) {
    auto sources = GazetteerSources::standard(share_folder());
    if (!command.from.empty()) {
        sources.geonames = command.from / "cities500.txt";
        sources.cities = command.from;
    }
    const auto report = build_gazetteer(settings.data, sources);
    std::printf(
        "%s: %zu places (%zu municipalities without a population) with %zu names, %zu divisions; distance to %zu "
        "pieces of "
        "coast; %.1f MB, %.1f s\n",
        report.file.c_str(), report.places, report.municipalities, report.names, report.divisions, report.coast,
        static_cast<double>(report.bytes) / 1e6, report.seconds);
    for (const auto& name : report.without_iso)
        std::fprintf(stderr, "acervo: no ISO 3166-2 code for %s\n", name.c_str());
    for (const auto& file : report.missing) std::fprintf(stderr, "acervo: not there: %s\n", file.c_str());
    return report.missing.empty() ? status_done : status_rejected;
}

Places places_of(const Settings& settings) {
    auto places = Places::load(settings.data);
    if (places.empty()) throw no_places(settings.data);
    return places;
}

int peers(const PlacesCommand& command, const Settings& settings) {
    const auto places = places_of(settings);
    const auto found = places.resolve(command.name);
    if (!found) throw unknown_place(command.name);
    const auto place = places.place(found->number);
    const auto list = places.peers(found->number, usual_weights, command.countries, command.most);
    if (command.json) {
        auto told = peer_json(PeerPlace{place, {}}, usual_weights, command.language);
        told["peers"] = nlohmann::json::array();
        for (const auto& peer : list) {
            auto entry = place_json(places.place(peer.number), command.language);
            entry.update(likeness_json(peer.likeness, usual_weights, command.language));
            told["peers"].push_back(std::move(entry));
        }
        std::puts(dump(told).c_str());
        return status_done;
    }
    std::printf("%s (%s)\n", place_label(place, command.language).c_str(), place.id.c_str());
    for (const auto other : found->others) {
        const auto namesake = places.place(other);
        std::fprintf(stderr, "not %s (%s)\n", place_label(namesake, command.language).c_str(), namesake.id.c_str());
    }
    for (const auto& peer : list) {
        const auto other = places.place(peer.number);
        std::printf("%.3f %-44s %10" PRId64 "  %s\n", peer.likeness.value, place_label(other, command.language).c_str(),
                    other.population, why_alike(peer.likeness, usual_weights, command.language).c_str());
    }
    return status_done;
}

/// All rows or none: what is wrong is said with its line and field.
int import(const PlacesCommand& command, const Settings& settings) {
    std::ifstream file{command.name, std::ios::binary};
    if (!file) throw Error{Problem::not_found, "cannot read " + command.name};
    const auto known = Places::load(settings.data);
    const auto name = std::filesystem::path{command.name}.filename().string();
    auto read = read_places(file, name, known, settings.vocabulary());
    for (const auto& wrong : read.wrong)
        std::fprintf(stderr, "%s\n", best(message(wrong.finding, name, wrong.line), command.language).second.c_str());
    if (!read.wrong.empty()) {
        std::fprintf(stderr, "acervo: nothing was changed: %zu rows are wrong, %zu are right\n", read.wrong.size(),
                     read.corrections.size());
        return status_failed;
    }
    auto all = load_corrections(settings.data);
    for (const auto& correction : read.corrections) {
        const auto before = std::ranges::find(all, correction.id, &PlaceCorrection::id);
        if (before == all.end())
            all.push_back(correction);
        else
            overlay(*before, correction);
    }
    if (!command.dry_run) save_corrections(settings.data, all);
    std::printf("%zu places %s, %zu of them new; %zu in %s\n", read.corrections.size(),
                command.dry_run ? "would be corrected" : "corrected", read.added, all.size(),
                corrections_file(settings.data).c_str());
    return status_done;
}

int find(const PlacesCommand& command, const Settings& settings) {
    const auto places = places_of(settings);
    auto all = nlohmann::json::array();
    const auto numbers = places.completing(command.name, command.most, command.country);
    for (const auto number : numbers) {
        const auto place = places.place(number);
        if (command.json) {
            all.push_back(place_json(place, command.language));
            continue;
        }
        std::printf(
            "%-14s %-28s %-20s %-28s %10" PRId64 " %9.4f %9.4f %5s%s\n", place.id.c_str(), place.name.c_str(),
            country_name(place.country, command.language).c_str(),
            (place.subdivision_name + (place.subdivision.empty() ? "" : " (" + place.subdivision + ")")).c_str(),
            place.population, place.lat, place.lon,
            place.altitude ? (std::to_string(*place.altitude) + " m").c_str() : "", place.capital ? " *" : "");
    }
    if (command.json) std::puts(dump(nlohmann::json{{"places", all}, {"sources", place_sources()}}).c_str());
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
    find_command->add_option("--country", command->country, "Of this country alone (ISO 3166-1)");
    find_command->add_flag("--json", command->json, "JSON on standard output");
    find_command->callback(
        [&settings, command] { settings.run = [&settings, command] { return find(*command, settings); }; });
    auto* peers_command = all->add_subcommand("peers", "The places most like one, each with why");
    peers_command->add_option("PLACE", command->name, "Number, name, or name and country: \"Córdoba, AR\"")->required();
    peers_command->add_option("--limit", command->most, "How many at most")->check(CLI::Range(1, 1000));
    peers_command->add_option("--country", command->countries, "Of these countries alone; else of all Ibero-America");
    peers_command->add_option("--lang", command->language, "Language of names and reasons")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    peers_command->add_flag("--json", command->json, "JSON on standard output");
    peers_command->callback(
        [&settings, command] { settings.run = [&settings, command] { return peers(*command, settings); }; });
    auto* import_command = all->add_subcommand(
        "import", "Correct and add places from a CSV: population, budget, competences, urbanity ...");
    import_command->add_option("FILE", command->name, "CSV; a wrong column is answered with the right ones")
        ->required()
        ->check(CLI::ExistingFile);
    import_command->add_option("--lang", command->language, "Language of what is said")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    import_command->add_flag("--dry-run", command->dry_run, "Only say what would be done");
    import_command->callback(
        [&settings, command] { settings.run = [&settings, command] { return import(*command, settings); }; });
}

}  // namespace acervo
