// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

namespace acervo {

/// The object of a record as people write it, in the shape that the reader expects: dotted names as objects
/// ("cost.setup"), `results` as a text in `results_note`, and without what belongs to the manifest. Private to corpus/.
nlohmann::json expand_columns(const nlohmann::json& object);

}  // namespace acervo
