// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace acervo {

/// Records as they stood when the last write was number `end`: what a list that is fetched in pieces goes through, so
/// that it ends, and has each of them once, whatever is written meanwhile.
struct RecordSelection {
    std::int64_t after = 0;   ///< sequence numbers of their versions of then: above `after`,
    std::int64_t end = 0;     ///< and up to `end`
    std::string from, until;  ///< ISO instants when these versions were written, both included; empty: open
    /// Members that those versions have one of these values of; no values: any at all. {"$.kind", {"paper"}}
    std::vector<std::pair<std::string, std::vector<std::string>>> members;
};

/// Reads the journal of a catalogue in the order in which it was written, over a connection of its own; one thread at a
/// time.
class RecordSelector {
public:
    /// @throws Error (not_found, broken) as Catalogue does in read_only mode
    explicit RecordSelector(const std::filesystem::path& data);
    ~RecordSelector();
    RecordSelector(RecordSelector&&) noexcept;

    struct Chosen {
        std::int64_t place = 0;  ///< `after` for what follows it
        std::string id;
    };
    /// At most `limit` records, tombstones included. Walks over what it leaves out, but reads no texts.
    std::vector<Chosen> select(const RecordSelection& selection, int limit) const;
    /// How many there are whatever their members.
    std::int64_t count(const RecordSelection& selection) const;
    /// Values of a member ("$.theme") of versions written after `sequence`, each once.
    std::vector<std::string> values_since(const std::string& member, std::int64_t sequence) const;
    /// When the first version was written; empty: nothing was.
    std::string first_instant() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace acervo
