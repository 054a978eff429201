// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "api/http.h"

namespace acervo {

/// The OpenAPI 3.1 description of the routes that have a schema; made of the same table that the router checks requests
/// against. The schemas are api/schemas.json.
nlohmann::json openapi_document(const std::vector<Route>& routes);

}  // namespace acervo
