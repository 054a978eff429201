// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

class MappedFile;

/// What a place is to the large cities around it, by distance and size alone (build.cpp): an approximation.
enum class MetropolitanRole : std::uint8_t {
    unknown,
    core,       ///< a large city without a larger one near it
    periphery,  ///< near a large city that is a good deal larger
    alone       ///< neither
};
std::string to_string(MetropolitanRole role);  ///< "core", "periphery", "alone"; empty: unknown
MetropolitanRole metropolitan_role(std::string_view name);

/// A populated place as the gazetteer knows it. What follows `source` is only known where an administrator said it
/// (corrections.h).
struct GazetteerPlace {
    std::string id;       ///< GeoNames number; "br.27.3554201" (country and divisions) of a municipality that has none
    std::string name;     ///< as its people write it
    std::string country;  ///< ISO 3166-1 alpha-2
    std::string subdivision;       ///< ISO 3166-2; empty where there is no match
    std::string subdivision_name;  ///< of the state, province, department, ...
    std::string geonames;          ///< empty: not from there
    std::int64_t population = 0;   ///< 0: not known
    double lat = 0, lon = 0;       ///< WGS 84 degrees, to five decimals
    std::optional<int> altitude;   ///< metres
    bool capital = false;          ///< of its country
    int rank = 0;                  ///< 3 capital of the country, 2 of a first-level division, 1 of a second-level one
    bool seat = false;             ///< of a government, by GeoNames' feature code
    std::optional<double> sea;     ///< kilometres to the coast, to a tenth
    MetropolitanRole role = MetropolitanRole::unknown;

    bool corrected = false;  ///< an administrator added it or gave some of this
    std::string source;      ///< of the correction
    std::optional<int> population_year;
    std::string urbanity;                  ///< city, town or rural
    std::vector<std::string> competences;  ///< codes of themes
    std::optional<double> budget;          ///< a year and inhabitant, in units of budget_currency
    std::string budget_currency;           ///< ISO 4217
    std::optional<int> budget_year;
};

/// A first-level division of a country.
struct GazetteerDivision {
    std::string country, code, name;  ///< code: ISO 3166-2, or empty
};

/// Populated places of the world with their names in many languages: all of Ibero-America and its neighbours from 500
/// inhabitants, elsewhere the larger ones. One file, mapped read-only; immutable, safe to share among threads. Empty
/// where it was not built: everything works without it.
class Gazetteer {
public:
    Gazetteer() = default;  ///< knows no place
    /// <data>/places.db; an empty one where there is none. @throws Error (broken, unsupported) with a remedy where it
    /// is damaged or of another version
    static Gazetteer load(const std::filesystem::path& data);
    /// Reads the content of a file, which must outlive it. @throws Error (broken, unsupported)
    explicit Gazetteer(std::string_view bytes);

    bool empty() const { return places_ == 0; }
    std::size_t size() const { return places_; }
    GazetteerPlace place(std::uint32_t number) const;  ///< number < size()
    GazetteerDivision division(std::uint32_t number) const;

    /// Country and population alone, without making texts: for those who look at many.
    struct Brief {
        std::array<char, 2> country{};
        std::uint32_t population = 0;
        int rank = 0;
        std::uint32_t division = 0;  ///< number plus one; 0: none
        double lat = 0, lon = 0;
    };
    Brief brief(std::uint32_t number) const;

    struct Named {
        std::vector<std::uint32_t> places;     ///< the most populous first
        std::vector<std::uint32_t> divisions;  ///< states, provinces, ... of that name
    };
    /// What has this name, in any language, with its accents or without.
    Named named(std::string_view name) const;
    /// The same by a key that is at hand; cheap enough for each word of a text. `begins`: whether a longer name begins
    /// with the words of this one.
    Named with_key(std::string_view key, bool* begins = nullptr) const;

    std::optional<std::uint32_t> find(std::string_view id) const;
    /// Places with a name that begins so, each once: those called exactly so first, then by population.
    /// `country`: of this one alone; empty: of any.
    std::vector<std::uint32_t> completing(std::string_view prefix, std::size_t most,
                                          std::string_view country = {}) const;

private:
    struct Range {
        std::size_t from = 0, to = 0;
    };
    Range range(std::string_view key, bool prefix) const;
    std::string_view text(std::uint32_t offset) const;
    std::string_view key(std::size_t name) const;
    std::uint32_t what(std::size_t name) const;

    std::shared_ptr<const MappedFile> file_;
    std::string_view divisions_bytes_, places_bytes_, names_bytes_, texts_;
    std::size_t places_ = 0, names_ = 0, divisions_ = 0;
};

/// <data>/places.db
std::filesystem::path gazetteer_file(const std::filesystem::path& data);

/// A name as it is looked up: its words folded and joined by one space ("São João-da-Barra" -> "sao joao da barra").
std::string place_key(std::string_view name);

/// As a record holds it.
Place to_place(const GazetteerPlace& place);

}  // namespace acervo
