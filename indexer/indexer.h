// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"

namespace acervo {

struct IndexOptions {
    bool rebuild = false;     ///< a new generation beside the one in use, swapped in when it is complete
    int jobs = 0;             ///< 0: one a core
};

struct IndexReport {
    std::int64_t records = 0, passages = 0, withdrawn = 0;   ///< handled in this run
    std::int64_t revision = 0;       ///< catalogue sequence now covered
    int generation = 0;
    bool rebuilt = false;            ///< also when the index had to be (missing, other version, damaged)
};

/// Brings the index of the data folder up to date with its catalogue. Incremental where it can; a whole generation where it must. Built as small
/// databases on every core, then compacted; every commit is followed by fsync of the folder. @throws Error (busy) when another process is indexing.
IndexReport update_index(const std::filesystem::path& data, const Vocabulary& vocabulary, const IndexOptions& options = {},
                         const std::function<void(std::int64_t done, std::int64_t total)>& progress = {});

/// Sequence number of the catalogue that the index covers; 0 when there is none or it is unusable.
std::int64_t indexed_sequence(const std::filesystem::path& data);

/// Index against catalogue: records missing, stale or superfluous, and Xapian's own check. Empty: all is well.
std::vector<std::string> check_index(const std::filesystem::path& data, const Vocabulary& vocabulary);

}  // namespace acervo
