// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "ingest/worker.h"

namespace acervo {

enum class OnError { skip, stop, rollback };

struct IngestOptions {
    std::vector<std::filesystem::path> paths;  ///< files, folders, ZIP archives, JSONL and CSV manifests
    std::string event;                         ///< given to every record that names none
    std::string kind;                          ///< likewise
    std::string name;                          ///< of the batch, for people
    std::string collection = "local";
    OnError on_error = OnError::skip;
    bool dry_run = false;  ///< the same path, nothing written; outcomes are those that applying would have. Goes on to
                           ///< the end whatever `on_error` says, so that everything that is wrong is named
    int jobs = 0;          ///< workers; 0: one a core
    Limits limits;
    std::string scan_command;  ///< a virus scanner with its options, asked for each file (ingest/scan.h); empty: none
    std::string mirror_of;     ///< address of the repository that the material was harvested from: what it deleted is
                               ///< withdrawn, what comes again replaces what came before; empty: of none
    std::filesystem::path program;  ///< of the workers; empty: the running one
};

struct Progress {
    std::size_t done = 0, found = 0;  ///< items; `found` grows while folders are walked
    std::uint64_t bytes = 0;
    std::size_t units = 0;
    std::string current;
};

struct IngestResult {
    Batch batch;
    std::vector<Item> items;
    std::size_t rejected() const;
};

/// discover -> identify -> hash -> extract -> describe -> validate -> store. Deterministic order; a killed run that is
/// started again (or resumed by its batch) ends in the same catalogue. One bad file is one item, never the end (unless
/// `on_error` says so).
IngestResult ingest(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options,
                    const std::function<void(const Progress&)>& progress = {});

/// The whole path with nothing written but what would happen, item by item, as a batch of state "planned".
IngestResult plan(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options,
                  const std::function<void(const Progress&)>& progress = {});

/// A batch of state "planning" that resume() makes the plan of: for who cannot wait for it. @throws Error (bad_input,
/// not_found)
Batch start_plan(Catalogue& catalogue, const Vocabulary& vocabulary, const IngestOptions& options);

/// Carries out a plan. An item whose content, or whose record, changed since is rejected ("changed-since-plan"), what
/// came since is left out ("not-in-plan"), what went is said ("gone-since-plan"). @throws Error (bad_input, code
/// "not-planned")
IngestResult apply(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                   const std::function<void(const Progress&)>& progress = {},
                   const std::filesystem::path& program = {});

/// Goes on with a batch that did not finish, with the options it was started with. Items that it has are not repeated,
/// but for the rejected one that stopped it, and for all of those that were rolled back. `program`: of the workers, as
/// in IngestOptions.
IngestResult resume(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                    const std::function<void(const Progress&)>& progress = {},
                    const std::filesystem::path& program = {});

/// Takes a batch back: records it created are withdrawn, records it updated get their earlier version again; a plan is
/// given up. @throws
/// Error (bad_input, code "edited-since") listing records that were changed after it; then nothing was reverted.
IngestResult revert(Catalogue& catalogue, const std::string& batch);

}  // namespace acervo
