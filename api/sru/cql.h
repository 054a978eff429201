// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// CQL 1.2, the Contextual Query Language of the Library of Congress: its grammar, without what indexes mean.
namespace acervo::sru {

/// "/distance<=3": name, comparison and value; a modifier may have its name alone.
struct CqlModifier {
    std::string name, comparison, value;
    bool operator==(const CqlModifier&) const = default;
};

/// A term as it was written: escapes are kept where they tell a masking character from a letter ("\*").
struct CqlClause {
    std::string index;     ///< "dc.title"; empty: the server's choice
    std::string relation;  ///< "=", "any", "within" ... in small letters; empty: the server's choice
    std::vector<CqlModifier> modifiers;
    std::string term;
    bool operator==(const CqlClause&) const = default;
};

/// A clause, or two trees with a boolean between.
struct CqlTree {
    std::string boolean;  ///< and, or, not, prox; empty: a clause
    std::vector<CqlModifier> modifiers;
    CqlClause clause;
    std::vector<CqlTree> sides;  ///< two, of a boolean
    bool operator==(const CqlTree&) const = default;
};

struct CqlSortKey {
    std::string index;
    std::vector<CqlModifier> modifiers;
    bool operator==(const CqlSortKey&) const = default;
};

struct Cql {
    CqlTree tree;
    std::vector<CqlSortKey> sort;
    std::map<std::string, std::string> prefixes;  ///< that the query gives to context sets: name -> address
};

inline constexpr std::size_t max_cql_bytes = 4096;
inline constexpr int max_cql_depth = 24;  ///< parentheses inside each other
inline constexpr int max_cql_booleans = 60;

/// @throws Diagnostic: 10, 12, 13, 14, 27, 38
Cql parse_cql(std::string_view text);

/// One clause alone, as a scan asks: "dc.title = a". @throws Diagnostic likewise
CqlClause parse_clause(std::string_view text);

/// The query written out; parse_cql() of it gives the same one.
std::string to_string(const Cql& query);

}  // namespace acervo::sru
