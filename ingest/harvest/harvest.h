// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "ingest/ingest.h"

/// Records of other repositories, by OAI-PMH 2.0: fetched page by page into `data`/harvest, then taken in as a batch
/// like any other, read in the sandbox as a file of metadata is.
namespace acervo {

struct HarvestOptions {
    std::string url;               ///< base address of the repository
    std::string set, from, until;  ///< as OAI-PMH has them; empty: all
    std::string prefix;            ///< of the format; empty: the one that says most of those that can be read
    bool full = false;             ///< from the beginning, whatever was harvested before
    std::string name;              ///< of the batch; empty: the repository's
    std::string collection;        ///< namespace of the source keys; empty: the host of the address
    std::string event, kind;       ///< of records that name none
    int jobs = 0;
    std::filesystem::path program;  ///< of the workers; empty: the running one

    bool allow_private = false;               ///< addresses of private networks and of this machine, too
    std::chrono::seconds delay{0};            ///< between two requests
    std::chrono::seconds timeout{120};        ///< for one answer
    std::chrono::seconds longest_wait{3600};  ///< that a server may ask for at once
    std::uint64_t most = 64ULL << 20;         ///< bytes of an answer
    int tries = 5;                            ///< for one answer
    std::string agent;                        ///< User-Agent; empty: the program's
    /// Lets time pass; tests bring their own.
    std::function<void(std::chrono::milliseconds)> wait;
};

struct HarvestProgress {
    int page = 0;
    std::size_t records = 0, deleted = 0;
    std::string waiting;  ///< why nothing comes; empty: it does
};

struct HarvestResult {
    IngestResult ingest;  ///< its batch has no id where nothing had changed
    std::string repository, format;
    int pages = 0;
    std::size_t records = 0, deleted = 0;  ///< headers that came
};

/// Goes on where an earlier call with the same address, set and format was interrupted; else asks for what changed
/// since the last one that came to its end. @throws Error: (busy, code "harvest-running"; code "network" when the
/// server is out of reach or its answers are of no use: what came is kept, and a further call goes on from there),
/// (bad_input, code "not-oai", "oai-error", "private-address", "no-format" ...), as ingest() does.
HarvestResult harvest(Catalogue& catalogue, const Vocabulary& vocabulary, const HarvestOptions& options,
                      const std::function<void(const HarvestProgress&)>& fetching = {},
                      const std::function<void(const Progress&)>& taking_in = {});

}  // namespace acervo
