// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corpus/gazetteer/gazetteer.h"

namespace acervo {

/// What an administrator says of a place: of one in the gazetteer by its id, or of one that is not in it ("own." and
/// letters of a choice). Only what is given counts; the rest stays as the gazetteer has it.
struct PlaceCorrection {
    std::string id;
    std::string name, country, subdivision, subdivision_name;
    std::optional<std::int64_t> population;
    std::optional<int> population_year;
    std::optional<double> lat, lon;
    std::optional<int> altitude;
    std::optional<double> sea;  ///< kilometres
    std::string role;           ///< to_string(MetropolitanRole)
    std::string urbanity;       ///< city, town, rural
    std::vector<std::string> competences;
    std::optional<double> budget;
    std::string budget_currency;
    std::optional<int> budget_year;
    std::string source;
    auto operator<=>(const PlaceCorrection&) const = default;
};

/// The beginning of the ids of places that the gazetteer does not know.
inline constexpr const char* own_place = "own.";

/// <data>/places-corrections.json, which outlives every `acervo places build`; none where there is no file.
/// @throws Error (broken) with a remedy
std::vector<PlaceCorrection> load_corrections(const std::filesystem::path& data);
/// Writes all of them in place of the earlier ones, durably.
void save_corrections(const std::filesystem::path& data, const std::vector<PlaceCorrection>& corrections);
std::filesystem::path corrections_file(const std::filesystem::path& data);

/// Puts what `newer` gives over what `older` gave of the same place.
void overlay(PlaceCorrection& older, const PlaceCorrection& newer);
void overlay(GazetteerPlace& place, const PlaceCorrection& correction);

}  // namespace acervo
