// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "api/citation/reference.h"

namespace acervo {

/// An item of CSL-JSON (schema 1.0.2).
nlohmann::json csl_item(const Reference& reference);

}  // namespace acervo
