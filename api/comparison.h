// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/http.h"

namespace acervo {

inline constexpr std::size_t least_compared = 2, most_compared = 4;

/// Practices side by side, field by field.
struct Comparison {
    struct Row {
        std::string field, label;
        std::vector<std::vector<std::string>> cells;  ///< by practice; no lines: it says nothing of that
        bool differs = false;                         ///< what is said is not the same; nothing said is no difference
    };
    std::vector<Record> practices;
    std::vector<Row> rows;  ///< fields that at least one of them fills
};

/// The practices of the request's `id`s, two to four. @throws RequestError; Error (not_found) for a record that is
/// none, withdrawn or no practice
Comparison comparison_of(Context& context, const Request& request);

nlohmann::json comparison_json(const Comparison& comparison, const std::string& language);
/// RFC 4180 with a byte-order mark: a row is a field, a column a practice.
std::string comparison_csv(const Comparison& comparison, const std::string& language);

/// Parameters of its routes.
std::vector<Parameter> comparison_parameters();

}  // namespace acervo
