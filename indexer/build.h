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

/// The next at most `limit` records written after sequence number `after` and not after `until`, in order of their
/// sequence numbers, tombstones included.
std::vector<Stored> next_changes(const Catalogue& catalogue, std::int64_t after, std::int64_t until, std::size_t limit);

struct BuildTask {
    std::filesystem::path data;
    std::filesystem::path folder;   ///< of the generation; must not exist
    std::int64_t until = 0;         ///< catalogue sequence to cover
    std::int64_t translations = 0;  ///< sequence of Translations to cover
    std::string today;              ///< ISO date
    int jobs = 1;
    /// Called by the calling thread only, some times a second.
    std::function<void(std::int64_t done, std::int64_t total)> progress;
};

struct BuildReport {
    std::int64_t records = 0, passages = 0;
};

/// Builds a whole generation: workers turn slices of the catalogue into small databases, which are merged in order, so
/// that the same catalogue gives the same document numbers whatever the number of workers. Nothing of it is in
/// use until generation::make_current(). Memory: some 100 MB a worker, whatever the size of the catalogue.
BuildReport build_generation(const BuildTask& task, const Vocabulary& vocabulary);

}  // namespace acervo
