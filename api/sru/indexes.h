// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

/// The indexes of CQL that can be asked for.
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

}  // namespace acervo::sru
