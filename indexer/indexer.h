// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"

namespace acervo {

struct IndexOptions {
    bool rebuild = false;  ///< a new generation beside the one in use, swapped in when it is complete
    int jobs = 0;          ///< 0: one a core
};

struct IndexReport {
    std::int64_t records = 0, passages = 0, withdrawn = 0;  ///< handled in this run
    std::int64_t revision = 0;                              ///< catalogue sequence now covered
    int generation = 0;
    bool rebuilt = false;  ///< also when the index had to be (missing, other version or thesaurus, damaged)
};

/// Brings the index of the data folder up to date with its catalogue. Incremental where it can; a whole generation
/// where it must (no index, another version or thesaurus, damage, a catalogue that went back) or where that is faster.
/// Built as small databases on every core, then compacted; every commit is followed by fsync of the folder. Killed at
/// any point it leaves an index that can be searched, and the next run goes on. What a day changes comes in: the text
/// of records whose embargo has ended meanwhile, and that a practice was last confirmed long ago. `progress` is called
/// by the calling thread, now and then. @throws Error: busy when another process is indexing.
IndexReport update_index(const std::filesystem::path& data, const Vocabulary& vocabulary,
                         const IndexOptions& options = {},
                         const std::function<void(std::int64_t done, std::int64_t total)>& progress = {});

/// Sequence number of the catalogue that the index covers; 0 when there is none or it is unusable.
std::int64_t indexed_sequence(const std::filesystem::path& data);

/// Index against catalogue: records missing, stale or superfluous, texts shown that may not be, and Xapian's own check
/// of its files. One sentence a problem, with its remedy; empty: all is well.
std::vector<std::string> check_index(const std::filesystem::path& data, const Vocabulary& vocabulary);

}  // namespace acervo
