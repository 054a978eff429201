// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ingest/harvest/harvest.h"
#include "ingest/messages.h"

/// Private to ingest/harvest.
namespace acervo {

/// Something to be said of an answer.
struct HarvestNotice {
    int page = 0;
    Finding finding;
};

/// What a harvest remembers, in `data`/harvest/<key>/state.json; written whole, so that a kill leaves the state before
/// or the one after.
struct HarvestState {
    std::string covered;  ///< what a complete harvest began with is covered up to here; the next one asks from here
    int run = 0;          ///< of the pages that are there
    bool running = false;

    // of the run
    std::string from, until;  ///< as they were asked for
    std::string format, repository;
    bool seconds = false;   ///< the repository's granularity
    std::string begun;      ///< date of the first answer
    std::string newest;     ///< largest datestamp of a record
    std::string token;      ///< with which it goes on; empty: it begins
    int pages = 0;          ///< that are there
    bool complete = false;  ///< all pages are there
    bool cut = false;       ///< though the list did not come to its end
    int restarts = 0;       ///< after tokens that expired
    int empty = 0;          ///< answers without records though the list goes on
    std::size_t records = 0, deleted = 0;
    std::vector<std::string> seen;  ///< sums of the pages since the list was begun
    std::vector<HarvestNotice> notices;
};

/// The folder of a harvest, held by one process at a time.
class HarvestFolder {
public:
    /// @throws Error (busy, code "harvest-running"), (broken)
    HarvestFolder(const std::filesystem::path& data, const HarvestOptions& options);
    ~HarvestFolder();
    HarvestFolder(const HarvestFolder&) = delete;
    HarvestFolder& operator=(const HarvestFolder&) = delete;

    HarvestState load() const;
    void save(const HarvestState& state) const;
    /// Where the pages of a run are.
    std::filesystem::path pages(const HarvestState& state) const;
    void add_page(const HarvestState& state, int number, const std::string& bytes) const;
    void remove_pages(const HarvestState& state) const;

private:
    std::filesystem::path folder_;
    int lock_ = -1;
};

}  // namespace acervo
