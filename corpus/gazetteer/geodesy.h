// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

/// Points on the sphere. Private to corpus/gazetteer/.
namespace acervo::geodesy {

constexpr double earth_radius = 6371.0088;  ///< km, mean (IUGG)

using Vector = std::array<double, 3>;  ///< on the unit sphere

/// @param lat, lon WGS 84 degrees
inline Vector vector(double lat, double lon) {
    constexpr double radian = std::numbers::pi / 180;
    const double circle = std::cos(lat * radian);
    return {circle * std::cos(lon * radian), circle * std::sin(lon * radian), std::sin(lat * radian)};
}

inline double squared(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/// Kilometres along the surface of what is `squared` apart through the sphere.
inline double kilometres(double squared) {
    return 2 * earth_radius * std::asin(std::min(1.0, std::sqrt(squared) / 2));
}

}  // namespace acervo::geodesy
