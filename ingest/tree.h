// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/messages.h"
#include "ingest/staging.h"

namespace acervo {

/// What was decided about an item without looking into it.
struct Decision {
    Outcome outcome = Outcome::skipped;
    Finding finding;
};

struct Entry {
    std::string name;                 ///< in its tree: relative, "/" between, as printable() has it
    std::filesystem::path file;       ///< where it lies
    std::optional<Decision> decided;  ///< it is not to be taken in
};

/// Files that belong together: a folder, one file, or the members of an archive. A manifest refers to files of its own
/// tree only.
class Tree {
public:
    /// A folder, walked to its end, or one file. `label`: what its items' paths begin with. Links are followed to files
    /// inside the folder only; hidden and system files are entries with a decision.
    static std::shared_ptr<Tree> of(const std::filesystem::path& path, const std::string& label);
    /// Members of an archive.
    Tree(std::string prefix, std::vector<Entry> members, std::shared_ptr<Staging> staging);

    /// The entries below a folder of this tree (its name with "/" at the end; empty: all). Found without looking at the
    /// others.
    std::span<const Entry> below(const std::string& folder) const;
    /// They as a tree of their own.
    std::shared_ptr<Tree> part(const std::string& folder) const;

    const std::string& prefix() const { return prefix_; }
    /// Who sent it, as the package says: what its records have as source where they name none.
    const std::string& origin() const { return origin_; }
    void set_origin(std::string origin) { origin_ = std::move(origin); }
    /// In the order of the bytes of their names.
    const std::vector<Entry>& entries() const { return entries_; }

    struct Resolved {
        std::string name;  ///< in the tree; empty when `wrong` says why there is none
        std::filesystem::path file;
        std::string wrong;  ///< "unsafe-path" | "missing-file"
    };
    /// The file that a manifest of this tree means by `file`.
    Resolved resolve(const std::string& manifest, const std::string& file) const;

    /// Files that a row has as its own are no records of their own. Thread-safe.
    void claim(const std::string& name);
    bool is_claimed(const std::string& name) const;

private:
    Tree() = default;
    void walk(const std::filesystem::path& folder);
    void tell_twins_apart();
    void add(const std::filesystem::directory_entry& entry, std::vector<std::filesystem::path>& folders);

    std::string prefix_, origin_;
    std::vector<Entry> entries_;
    std::filesystem::path root_;        ///< canonical; empty for an archive
    bool whole_folder_ = true;          ///< false: one file, whose neighbours are only looked up
    std::shared_ptr<Staging> staging_;  ///< keeps the members of an archive on disk
    mutable std::mutex mutex_;
    std::set<std::string> claimed_;
};

/// A path as the report and the catalogue write it: NFC, bytes that are not UTF-8, control characters and white space
/// at the ends as %XX.
std::string printable(const std::string& path);

}  // namespace acervo
