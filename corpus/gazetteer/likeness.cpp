// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/likeness.h"

#include <algorithm>
#include <cmath>

#include "corpus/gazetteer/climate.h"
#include "corpus/gazetteer/traditions.h"

namespace acervo {

namespace {

constexpr std::array<std::string_view, trait_count> names = {"population", "country",  "tradition", "language",
                                                             "coast",      "altitude", "climate",   "capital",
                                                             "role",       "urbanity", "budget",    "competences"};

const double population_span = std::log(100), coast_span = std::log(50), budget_span = std::log(10);
constexpr double altitude_span = 2000, temperature_span = 12;  // metres, degrees

/// 1 for equals, falling to 0 where they are `span` apart.
float near(float a, float b, double span) {
    if (std::isnan(a) || std::isnan(b)) return PlaceTraits::unknown;
    return static_cast<float>(1 - std::min(1.0, std::abs(static_cast<double>(a) - b) / span));
}

float optional(std::optional<double> value) {
    return value ? static_cast<float>(*value) : PlaceTraits::unknown;
}

float steps(int a, int b, int most) {
    return a < 0 || b < 0 ? PlaceTraits::unknown : near(static_cast<float>(a), static_cast<float>(b), most);
}

/// The periphery has the least in common with the core that it lies at.
float roles(MetropolitanRole a, MetropolitanRole b) {
    constexpr auto unknown = MetropolitanRole::unknown;
    if (a == unknown || b == unknown) return PlaceTraits::unknown;
    if (a == b) return 1;
    return a == MetropolitanRole::alone || b == MetropolitanRole::alone ? 0.4F : 0.2F;
}

float shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.empty() || b.empty()) return PlaceTraits::unknown;
    std::size_t both = 0;
    for (const auto& one : a) both += std::ranges::binary_search(b, one) ? 1 : 0;
    return static_cast<float>(static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both));
}

float natural_logarithm(double value) {
    return value > 0 ? static_cast<float>(std::log(value)) : PlaceTraits::unknown;
}

}  // namespace

std::string_view to_string(Trait trait) {
    return names.at(static_cast<std::size_t>(trait));
}

std::optional<Trait> trait_named(std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return {};
    return static_cast<Trait>(found - names.begin());
}

PlaceTraits traits_of(const GazetteerPlace& place) {
    PlaceTraits traits;
    traits.country = place.country;
    traits.population = natural_logarithm(static_cast<double>(place.population));
    if (place.sea) traits.sea = natural_logarithm(*place.sea + coast_distance);
    if (place.altitude) {
        traits.altitude = static_cast<float>(*place.altitude);
        traits.temperature = static_cast<float>(estimated_temperature(place.lat, *place.altitude));
    }
    if (place.budget) traits.budget = natural_logarithm(*place.budget);
    traits.currency = place.budget_currency;
    traits.capital = static_cast<std::int8_t>(place.rank);
    constexpr std::array<std::string_view, 3> urbanities = {"city", "town", "rural"};
    const auto urbanity = std::ranges::find(urbanities, place.urbanity);
    if (urbanity != urbanities.end()) traits.urbanity = static_cast<std::int8_t>(urbanity - urbanities.begin());
    traits.role = place.role;
    traits.competences = place.competences;
    std::ranges::sort(traits.competences);
    const auto again = std::ranges::unique(traits.competences);
    traits.competences.erase(again.begin(), again.end());
    return traits;
}

PlaceTraits traits_of(const Place& place) {
    PlaceTraits traits;
    traits.country = place.country;
    if (place.population) traits.population = natural_logarithm(static_cast<double>(*place.population));
    return traits;
}

Likeness likeness(const PlaceTraits& a, const PlaceTraits& b, const PeerWeights& weights) {
    Likeness result;
    const auto set = [&](Trait trait, float value) { result.of[static_cast<std::size_t>(trait)] = value; };
    const bool countries = !a.country.empty() && !b.country.empty();
    set(Trait::population, near(a.population, b.population, population_span));
    set(Trait::country, countries ? static_cast<float>(a.country == b.country) : PlaceTraits::unknown);
    set(Trait::tradition, optional(tradition_likeness(a.country, b.country)));
    set(Trait::language, optional(language_likeness(a.country, b.country)));
    set(Trait::coast, near(a.sea, b.sea, coast_span));
    set(Trait::altitude, near(a.altitude, b.altitude, altitude_span));
    set(Trait::climate, near(a.temperature, b.temperature, temperature_span));
    set(Trait::capital, steps(a.capital, b.capital, 3));
    set(Trait::role, roles(a.role, b.role));
    set(Trait::urbanity, steps(a.urbanity, b.urbanity, 2));
    set(Trait::budget, a.currency == b.currency ? near(a.budget, b.budget, budget_span) : PlaceTraits::unknown);
    set(Trait::competences, shared(a.competences, b.competences));
    double sum = 0, known = 0, all = 0;
    for (std::size_t i = 0; i < trait_count; ++i) {
        all += weights[i];
        if (std::isnan(result.of[i])) continue;
        known += weights[i];
        sum += weights[i] * static_cast<double>(result.of[i]);
    }
    if (known > 0) result.value = std::clamp(sum / known, 0.0, 1.0);
    if (all > 0) result.known = known / all;
    return result;
}

}  // namespace acervo
