// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "api/http.h"

namespace acervo {

/// How much each trait of places counts: w.population=5, 0 to 10; the usual weights where nothing is said.
/// @throws RequestError
PeerWeights peer_weights(const Request& request);
std::vector<Parameter> peer_weight_parameters();
/// The shortest that is read back as the same number.
std::string weight_text(double weight);

}  // namespace acervo
