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

inline constexpr Calibration theme_calibration{-1.37, 0.52, 2.98};
inline constexpr Calibration axis_calibration{-2.48, 0.64, 5.14};
inline constexpr Calibration sdg_calibration{-2, 0.72, 4.09};
inline constexpr Calibration country_calibration{-4.61, 1.22, 6.99};
inline constexpr Calibration place_calibration{-3.39, 0.78, 4.54};
inline constexpr Calibration level_calibration{-2.79, 0.51, 4.08};
inline constexpr Calibration kind_calibration{-2.1, 0.46, 4.16};

}  // namespace acervo
