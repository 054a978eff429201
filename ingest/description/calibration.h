// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to ingest/description/.

#include <algorithm>
#include <cmath>

namespace acervo {

/// What a suggestion's weight, and its share among all of its kind, are worth as a confidence: logistic regression
/// fitted on the development half of the labelled sets (tests/description), checked on the other half.
struct Calibration {
    double constant = 0, of_weight = 0, of_share = 0;
    double operator()(double weight, double share) const {
        const double x = constant + of_weight * std::log(std::max(weight, 1e-3)) + of_share * share;
        return 1 / (1 + std::exp(-x));
    }
};

inline constexpr double least_confidence = 0.15;  ///< less is not said

inline constexpr Calibration theme_calibration{-1.6, 0.7, 4.0};
inline constexpr Calibration axis_calibration{-2.0, 0.5, 4.0};
inline constexpr Calibration sdg_calibration{-1.8, 0.7, 4.0};
inline constexpr Calibration country_calibration{-2.0, 0.7, 4.0};
inline constexpr Calibration place_calibration{-2.2, 0.6, 3.5};
inline constexpr Calibration level_calibration{-2.0, 0.5, 4.0};
inline constexpr Calibration kind_calibration{-2.0, 0.5, 4.5};

}  // namespace acervo
