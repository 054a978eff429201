// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/bits.h"

namespace Xapian {
class Database;
}

namespace acervo {

/// The documents that have one value: bits where that is the quicker way of counting them in another set, else a list.
struct ValueSet {
    /// Less than one in so many documents: a list. To look a document up takes about four times as long as to count 64
    /// of them side by side.
    static constexpr std::size_t sparse = 256;
    std::vector<DocId> list;  ///< ascending; empty when `bits` are used
    Bits bits;
    bool dense = false;
    std::size_t count = 0;
    void add_to(Bits& set) const;
    void remove_from(Bits& set) const;
    std::size_t count_in(const Bits& set) const;
    /// What count_in() takes, in quarters of a look-up.
    std::size_t cost() const { return dense ? bits.words().size() : 4 * list.size(); }
};

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
    std::vector<std::uint32_t> facets;     ///< bit f: has a value of facet f
    std::vector<std::int16_t> year;
    std::vector<std::uint32_t> date;     ///< 20240826; 0: none
    std::vector<std::uint32_t> id_rank;  ///< place in the order of record ids

    std::vector<std::uint32_t> place;  ///< number in `places`
    std::vector<std::string> places;   ///< fields::pack_places(), each once; the first is empty

    std::string ids;                       ///< record ids in their order, end to end
    std::vector<std::uint32_t> id_begins;  ///< by rank: where each begins in `ids`, and the end

    std::vector<std::uint32_t> codes;  ///< ordinals, parents' included, each once a document

    std::vector<ValueSet> sets;                              ///< by ordinal
    std::vector<Bits> with_value;                            ///< by facet: documents that have any value of it
    std::int16_t first_year = no_year, last_year = no_year;  ///< of all documents that have one

    std::string id(DocId document) const {
        const auto rank = id_rank[document];
        return ids.substr(id_begins[rank], id_begins[rank + 1] - id_begins[rank]);
    }
    /// Numbers of documents are less than that.
    std::size_t size() const { return year.size(); }
    /// The documents that have the value, or none of the facet where the code is code_none; nothing for unknown codes.
    void add_documents(int facet, const std::string& code, Bits& set) const;
    std::optional<std::uint32_t> ordinal(int facet, const std::string& code) const;
};

Columns load_columns(const Xapian::Database& records);

/// The code of the bucket of records without a value.
inline constexpr const char* code_none = "none";

/// Place of a facet in fields::facets; -1: there is no such facet.
int facet_index(const std::string& name);

/// Rank of each document by title as readers of `language` sort (ICU); records without a title last.
std::vector<std::uint32_t> title_ranks(const Xapian::Database& records, const Columns& columns,
                                       const std::string& language);

}  // namespace acervo
