// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/gazetteer/places.h"

namespace acervo {

/// A page, slide or section that answers the query.
struct Passage {
    int number = 0;     ///< physical, from 1
    std::string label;  ///< as printed; the number where none is
    UnitKind kind = UnitKind::page;
    std::string language;
    std::string title;
    /// Pieces in order; `second` says whether the piece is a match to be marked. Plain text, to be escaped by whoever
    /// shows it.
    std::vector<std::pair<std::string, bool>> snippet;
    bool in_notes = false;  ///< the snippet is from the speaker's notes: nothing on the slide itself matches
    double score = 0;
};

struct Match {
    std::string word;      ///< as typed
    std::string found;     ///< the form in the text that matched
    std::string language;  ///< of the leg that found it
    std::string via;       ///< exact, folded, stem, title, translation, cognate, indirect, synonym, topic, machine
};

/// What a machine made of the record's title or abstract, where the query's words stand in nothing else; to be labelled
/// as that.
struct MachineSnippet {
    std::vector<std::pair<std::string, bool>> snippet;
    std::string language, engine;
};

/// The place that results were ranked by, and others of its name.
struct PeerPlace {
    GazetteerPlace place;
    std::vector<GazetteerPlace> others;
};

/// How like that place the likest of a record's places is.
struct PeerLikeness {
    std::string place;  ///< its name; empty: only the country is known
    std::string country;
    Likeness likeness;
};

struct Hit {
    std::string id;
    std::shared_ptr<const Stored> stored;  ///< the record as it was found; null: gone since it was indexed
    double score = 0;                      ///< comparable within one result only
    std::vector<Passage> passages;         ///< empty when the text may not be shown
    std::vector<Match> matched;
    std::optional<MachineSnippet> machine;
    std::optional<PeerLikeness> peer;  ///< only with Query::peer, where a place or country of the record is known
    std::vector<std::pair<std::string, bool>> abstract;  ///< cut and marked; for records that answer by metadata alone
};

struct FacetValue {
    std::string code;
    std::int64_t count = 0;  ///< records, exact
    bool selected = false, excluded = false;
    std::vector<FacetValue> children;
};

struct Facet {
    std::vector<FacetValue> values;  ///< most frequent first; hierarchical ones nested
    std::int64_t missing = 0;        ///< records without any value
};

struct Results {
    std::vector<Hit> hits;
    std::int64_t total = 0;  ///< exact
    std::map<std::string, Facet> facets;
    std::map<int, std::int64_t> years;  ///< histogram of the match set without the year filter; only with facet "year"
    std::string query_language;         ///< as guessed or given
    std::string suggestion;             ///< "did you mean"; empty: none
    std::vector<Match> expansions;      ///< terms that were added to the query, for the page to explain
    std::optional<PeerPlace> peer;      ///< only with Query::peer
    std::string next;                   ///< cursor of the next page; empty: the end
    bool translates = false;            ///< there are translation tables for the language of the query
    std::int64_t revision = 0;          ///< catalogue sequence that the index covers
    std::string built;                  ///< when, ISO instant
    std::string explanation;            ///< of the compiled query; only with Query::explain
};

/// A whole result: ids of its records in their order. For who takes all of it; a million take some 32 MB.
struct WholeResult {
    std::vector<std::string> ids;
    std::int64_t revision = 0;  ///< catalogue sequence that the index covers
};

}  // namespace acervo
