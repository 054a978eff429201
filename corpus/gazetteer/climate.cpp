// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/climate.h"

namespace acervo {

double estimated_temperature(double lat, int altitude) {
    return 27.5 - 0.007 * lat * lat - 5.0 * altitude / 1000;
}

std::string thermal_floor(double temperature) {
    if (temperature >= 24) return "warm";
    if (temperature >= 17) return "mild";
    if (temperature >= 11) return "cool";
    return temperature >= 5 ? "cold" : "frigid";
}

}  // namespace acervo
