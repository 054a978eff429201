// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/sru/cql.h"
#include "api/sru/indexes.h"
#include "search/query.h"

/// What a query in CQL means here.
namespace acervo::sru {

/// A query that searches what a CQL query asks for.
struct Asked {
    Query query;
    std::optional<std::string> record;      ///< it asks for the record of this id, and nothing else
    std::optional<std::string> identifier;  ///< for records with this DOI, handle, ISBN, ISSN or address
};
/// @throws Diagnostic of what is not supported
Asked asked_by(const Cql& cql);

/// A term without what escapes its characters.
std::string unescaped(std::string_view term);

}  // namespace acervo::sru
