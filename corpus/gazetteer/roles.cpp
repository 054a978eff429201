// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/roles.h"

#include <cmath>
#include <map>
#include <utility>

#include "corpus/gazetteer/geodesy.h"

namespace acervo {

namespace {

struct City {
    geodesy::Vector at{};
    std::int64_t population = 0;
};

/// Large cities by square degree.
using Cities = std::map<std::pair<int, int>, std::vector<City>>;

std::pair<int, int> square(double lat, double lon) {
    return {static_cast<int>(std::floor(lat)), static_cast<int>(std::floor(lon))};
}

/// Inhabitants of the largest city in reach that is as much larger as a core is; 0: none.
std::int64_t core_near(const Cities& cities, const SourcePlace& place) {
    const auto at = geodesy::vector(place.lat, place.lon);
    const auto [lat, lon] = square(place.lat, place.lon);
    std::int64_t largest = 0;
    // Two degrees of longitude are more than the reach up to the 75th parallel.
    for (int y = lat - 1; y <= lat + 1; ++y) {
        for (int x = lon - 2; x <= lon + 2; ++x) {
            const auto found = cities.find({y, (x + 540) % 360 - 180});
            if (found == cities.end()) continue;
            for (const auto& city : found->second) {
                if (city.population >= times_larger * std::max<std::int64_t>(1, place.population) &&
                    geodesy::kilometres(geodesy::squared(at, city.at)) <= metropolitan_reach)
                    largest = std::max(largest, city.population);
            }
        }
    }
    return largest;
}

}  // namespace

void set_roles(GazetteerContent& content) {
    Cities cities;
    for (const auto& entry : content.places) {
        const auto& place = entry.place;
        if (place.population >= large_city)
            cities[square(place.lat, place.lon)].push_back({geodesy::vector(place.lat, place.lon), place.population});
    }
    for (auto& entry : content.places) {
        if (core_near(cities, entry.place) > 0)
            entry.role = MetropolitanRole::periphery;
        else
            entry.role = entry.place.population >= large_city ? MetropolitanRole::core : MetropolitanRole::alone;
    }
}

}  // namespace acervo
