// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "corpus/dictionary/dictionary.h"
#include "corpus/gazetteer/shared_places.h"
#include "corpus/vocabulary.h"
#include "search/columns.h"
#include "search/cursor.h"
#include "search/executor.h"
#include "search/interpreter.h"
#include "search/peers.h"
#include "search/searcher.h"
#include "search/shared_completer.h"

namespace acervo {

/// What all threads share of one state of the index. Immutable but for what is made when first asked for: the orders by
/// title, the lexicons, the postings in memory.
struct Snapshot {
    std::filesystem::path generation;
    IndexStamp stamp;
    Columns columns;
    Lengths lengths;
    Dictionary dictionary;               ///< as built when the state was loaded
    std::vector<std::string> languages;  ///< analysis languages that have words in the index
    std::int64_t sequence = 0;           ///< of the catalogue
    std::string built;

    /// `records` must be open at this state.
    const std::vector<std::uint32_t>& titles(const Xapian::Database& records, const std::string& language) const;

    /// The words of an analysis language. `records` must be open at this state; others wait while one thread loads it.
    std::shared_ptr<const Lexicon> lexicon(const Xapian::Database& records, const std::string& language) const;

    /// The places of the records by these; others wait while one thread looks them up.
    std::shared_ptr<const RecordPlaces> record_places(const std::shared_ptr<const Places>& places) const;

    Collection collection() const { return {columns, lengths, postings_}; }
    Memory& memory() const { return memory_; }

private:
    mutable PostingCache postings_;
    mutable Memory memory_;
    mutable std::mutex mutex_, lexicon_mutex_, places_mutex_;
    mutable std::map<std::string, std::vector<std::uint32_t>> titles_;
    mutable std::map<std::string, std::shared_ptr<const Lexicon>> lexicons_;
    mutable std::shared_ptr<const RecordPlaces> record_places_;
};

/// The snapshots of a data folder's index: each is loaded once, by the first thread that meets it.
struct Index::State {
    State(std::filesystem::path folder, const Vocabulary& words)
        : data(std::move(folder)), vocabulary(words), places(data) {}

    const std::filesystem::path data;
    const Vocabulary& vocabulary;
    SharedCompleter completer;
    SharedPlaces places;

    /// Whether some thread is loading a newer state: until it is there, others may go on answering from their own.
    bool loading() const;

    /// The snapshot of the state at which `records` is open. Loads it, or waits for the thread that does.
    /// @throws Error (broken) when the index was made by another version of the program; Xapian::Error
    std::shared_ptr<const Snapshot> snapshot(const std::filesystem::path& generation, const Xapian::Database& records);

private:
    mutable std::mutex mutex_;
    std::condition_variable loaded_;
    std::vector<IndexStamp> in_work_;
    std::vector<std::shared_ptr<const Snapshot>> recent_;  ///< newest last
};

}  // namespace acervo
