// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "api/pages/view.h"
#include "search/results.h"

namespace acervo {

/// What was looked for beside the words that were typed, by word and then by language, for the page to explain; false
/// where it was nothing.
nlohmann::json meanings(const View& view, const Results& results, const std::string& language);

/// The words by which a hit was found that a reader would not see at once: what stands there, for what, and why. False
/// where there are none.
nlohmann::json found_as(const View& view, const Hit& hit, const std::string& language);

}  // namespace acervo
