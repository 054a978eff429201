// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace acervo::test {

/// What of a value does not fit its JSON Schema, as "place: what is wrong"; empty when it fits. Knows the keywords that
/// the OpenAPI document uses, and says so when it meets another. `strict`: members that are not described are wrong
/// too.
std::vector<std::string> misfits(const nlohmann::json& value, const nlohmann::json& schema,
                                 const nlohmann::json& document, bool strict, const std::string& place = "");

}  // namespace acervo::test
