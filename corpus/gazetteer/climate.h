// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace acervo {

/// Mean temperature of a year in degrees Celsius, by latitude and height alone: 27.5 at the sea at the equator, 0.007
/// less for each squared degree of latitude, 5 less for each kilometre up. An approximation: it is right to about
/// three degrees from Almería to Curitiba, and knows nothing of currents and winds.
double estimated_temperature(double lat, int altitude);

/// Thermal floor of such a mean: "warm" (24 and more), "mild" (17), "cool" (11), "cold" (5), "frigid".
std::string thermal_floor(double temperature);

/// A place on the coast is at most so many kilometres from it: the distance by which Eurostat tells coastal
/// municipalities that do not touch the sea.
inline constexpr double coast_distance = 10;

}  // namespace acervo
