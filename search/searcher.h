// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "search/completion.h"
#include "search/query.h"
#include "search/results.h"

namespace acervo {

/// What is shared by all searchers of one index: facet columns, bitsets, document lengths; renewed when the index moves
/// on. Thread-safe.
class Index {
public:
    /// `data`: the data folder. An index that is missing or of another version is an Error (not_found / broken) with a
    /// remedy when first searched.
    Index(std::filesystem::path data, const Vocabulary& vocabulary);
    ~Index();
    struct State;

private:
    friend class Searcher;
    std::shared_ptr<State> state_;
};

/// Answers queries. One per thread; reopens the index when it has moved on, and repeats a search that a commit
/// interrupted.
class Searcher {
public:
    explicit Searcher(Index& index);
    ~Searcher();
    Searcher(Searcher&&) noexcept;

    /// @throws Error: bad_input (limits of the query, codes "unknown-facet", "unknown-code" is none: an unused code
    /// just matches nothing; "cursor-invalid"), not_found with code "cursor-expired" when the index has moved on past
    /// the cursor's revision.
    Results search(const Query& query);

    /// Every record that answers, in order, whatever the page asked for. @throws Error as search()
    WholeResult all(const Query& query);

    /// Up to `limit` records most like this one, by its significant terms; itself left out.
    std::vector<Hit> similar(const std::string& id, int limit);

    /// The units of one record that answer the text, best first (search inside a document).
    std::vector<Passage> search_inside(const std::string& id, const std::string& text, const std::string& language,
                                       int limit);

    /// Up to `limit` names of the collection that begin as what was typed, at most most_suggestions. The first call,
    /// and some after the index moved on, read the names of the whole collection.
    Completions complete(const std::string& text, const std::string& language, int limit);

    /// Marks the query's words in a text: the pieces of the whole text, in order.
    std::vector<std::pair<std::string, bool>> mark(const std::string& text, const std::string& text_language,
                                                   const Query& query);

    /// The gazetteer with its corrections; empty where there is none. @throws Error (broken)
    std::shared_ptr<const Places> places();

    struct State {
        std::int64_t revision = 0;  ///< catalogue sequence covered
        std::string built;
        std::int64_t records = 0, passages = 0;
    };
    State state();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Names of the facets, in display order.
const std::vector<std::string>& facet_names();

}  // namespace acervo
