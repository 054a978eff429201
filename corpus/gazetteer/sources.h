// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/gazetteer/.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace acervo {

/// A place as a source has it.
struct SourcePlace {
    std::string country, admin1, admin2;  ///< GeoNames' codes of the divisions
    std::uint32_t geonames = 0;
    std::string name;
    std::vector<std::string> others;  ///< its other names, in Latin letters
    std::string feature;              ///< GeoNames' feature code: PPLC, PPLA, ...
    std::int64_t population = 0;
    double lat = 0, lon = 0;
    std::optional<int> altitude;  ///< metres
};

/// One line of a GeoNames dump: nineteen columns parted by tabs. Nothing where it is not one.
std::optional<SourcePlace> geonames_line(std::string_view line);

/// Calls `visit` with each place of a GeoNames dump. @throws Error (not_found, bad_input where no line is one)
void read_geonames(const std::filesystem::path& file, const std::function<void(SourcePlace&&)>& visit);

/// The same of a JSON array of objects with name, lat, lng, country, admin1 and admin2. @throws Error (not_found,
/// bad_input)
void read_cities_json(const std::filesystem::path& file, const std::function<void(SourcePlace&&)>& visit);

/// Code -> name of a JSON array of such pairs. @throws Error (not_found, bad_input)
std::map<std::string, std::string> read_codes(const std::filesystem::path& file);

/// A first-level division: GeoNames' code, ISO's where they could be matched, and what it is called.
struct SourceDivision {
    std::string country, iso, name;
    std::vector<std::string> others;
};

/// By GeoNames' code ("BR.27"). A division is matched with ISO 3166-2 by its name without the words that say what it
/// is; `exceptions` says the others. @param iso Debian's iso_3166-2.json; may be absent. @throws Error (bad_input)
std::map<std::string, SourceDivision> read_divisions(const std::filesystem::path& admin1,
                                                     const std::filesystem::path& iso,
                                                     const std::filesystem::path& exceptions);

}  // namespace acervo
