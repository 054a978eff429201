// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/sru/cql.h"
#include "search/query.h"

/// What indexes and relations of CQL mean here.
namespace acervo::sru {

/// An index that can be asked for.
struct SruIndex {
    const char* set;    ///< its context set: cql, dc, rec, acervo
    const char* name;   ///< in the set
    const char* title;  ///< English
    const char* field;  ///< of our query language; "": the text; "id", "identifier", "all": see the mapping
    bool scans = false;
};
const std::vector<SruIndex>& sru_indexes();

/// A context set and its address.
struct ContextSet {
    const char* name;
    const char* address;
};
const std::vector<ContextSet>& context_sets();

/// The index of a name ("dc.title", "title") under the prefixes of the query. @throws Diagnostic: 15, 16
const SruIndex& index_named(const std::string& name, const std::map<std::string, std::string>& prefixes = {});

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
