// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/gazetteer/gazetteer.h"

namespace acervo {

/// What two places are compared by.
enum class Trait : std::uint8_t {
    population,   ///< inhabitants, by their ratio: 0 from a hundred times as many on
    country,      ///< the same or another
    tradition,    ///< of local government (traditions.h)
    language,     ///< main one of the country
    coast,        ///< distance to it, by the ratio of both with ten kilometres added: 0 from fifty times on
    altitude,     ///< 0 from 2,000 m apart on
    climate,      ///< estimated temperature (climate.h): 0 from 12 degrees apart on
    capital,      ///< of a country, a division, a second-level one or none: steps of a third
    role,         ///< in a metropolitan area
    urbanity,     ///< city, town, rural: steps of a half
    budget,       ///< a year and inhabitant, by its ratio: 0 from ten times on; of one currency only
    competences,  ///< those that both have among those that either has
};
inline constexpr std::size_t trait_count = 12;

/// Names as parameters and tables write them: "population" ... Nothing for another name.
std::string_view to_string(Trait trait);
std::optional<Trait> trait_named(std::string_view name);

/// How much each trait counts, 0..10.
using PeerWeights = std::array<double, trait_count>;
/// Size first, then what is hardest to change by will: law, budget, role; then the rest.
inline constexpr PeerWeights usual_weights = {3, 0.5, 1, 0.5, 1, 1, 1, 1, 1.5, 1, 1.5, 1.5};

/// What is known of a place, ready to be compared with many. Numbers that are not known are NaN.
struct PlaceTraits {
    static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    std::string country;          ///< empty: not known
    float population = unknown;   ///< natural logarithm
    float sea = unknown;          ///< natural logarithm of kilometres and ten
    float altitude = unknown;     ///< metres
    float temperature = unknown;  ///< degrees Celsius
    float budget = unknown;       ///< natural logarithm
    std::string currency;         ///< of the budget
    std::int8_t capital = -1;     ///< 0..3 as GazetteerPlace::rank; -1: not known
    std::int8_t urbanity = -1;    ///< 0 city, 1 town, 2 rural
    MetropolitanRole role = MetropolitanRole::unknown;
    std::vector<std::string> competences;  ///< sorted
};
PlaceTraits traits_of(const GazetteerPlace& place);
/// Of a place that the gazetteer does not know, by what a record says of it.
PlaceTraits traits_of(const Place& place);

/// How alike two places are, 0..1: the mean of their traits by weight. What is not known of one of them is left out:
/// the other weights count for the whole. Symmetric; 1 for a place with itself.
struct Likeness {
    double value = 0.5;                   ///< a half where nothing is known
    double known = 0;                     ///< share of the weights that is known of both
    std::array<float, trait_count> of{};  ///< by trait; NaN where not known

    /// To sort by: what is known of little is drawn towards a half, so that knowing less is no merit.
    double rank() const { return 0.5 + (value - 0.5) * known; }
};
Likeness likeness(const PlaceTraits& a, const PlaceTraits& b, const PeerWeights& weights = usual_weights);

}  // namespace acervo
