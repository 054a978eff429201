// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace acervo {

using DocId = std::uint32_t;  ///< Xapian's number of a record, from 1

/// Codes, years and dates of all records in memory: what facets are counted by and results are sorted by. Immutable
/// once loaded, shared by threads.
struct Columns {
    struct Value {
        int facet = 0;  ///< place in fields::facets
        std::string code;
    };
    static constexpr std::int16_t no_year = INT16_MIN;

    std::vector<DocId> documents;  ///< all there are, ascending

    std::vector<Value> values;                                   ///< by ordinal
    std::vector<std::map<std::string, std::uint32_t>> ordinals;  ///< by facet: code -> ordinal

    // By document; [0] is unused.
    std::vector<std::uint32_t> row_begin;  ///< first of its ordinals in `codes`; the next one's begin is the end
    std::vector<std::uint16_t> facets;     ///< bit f: has a value of facet f
    std::vector<std::int16_t> year;
    std::vector<std::uint32_t> date;     ///< 20240826; 0: none
    std::vector<std::uint32_t> id_rank;  ///< place in the order of record ids

    std::vector<std::uint32_t> codes;  ///< ordinals, parents' included, each once a document

    std::optional<std::uint32_t> ordinal(int facet, const std::string& code) const;
};

Columns load_columns(const Xapian::Database& records);

/// Place of a facet in fields::facets; -1: there is no such facet.
int facet_index(const std::string& name);

/// Rank of each document by title as readers of `language` sort (ICU); records without a title last.
std::vector<std::uint32_t> title_ranks(const Xapian::Database& records, const Columns& columns,
                                       const std::string& language);

}  // namespace acervo
