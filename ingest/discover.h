// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/manifest.h"
#include "ingest/tree.h"
#include "ingest/worker.h"

namespace acervo {

/// One item of the report to come: a file, a row of a manifest, or something that was decided on the way.
struct Found {
    std::string path;  ///< as the report names it; of a loose file its source key too
    std::shared_ptr<Tree> tree;
    std::string name;  ///< in the tree: of the file, or of the manifest of a row
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    std::shared_ptr<const Manifest> manifest;
    RawRow row;  ///< when there is a manifest
    std::optional<Decision> decided;
    int line() const { return row.line; }
};

/// Who takes what is found.
struct DiscoverySink {
    std::function<void(Found&&)> take;
    /// Returns when the rows handed over so far have claimed their files.
    std::function<void()> settle;
    /// So many more items are known of; they come, or are claimed, later.
    std::function<void(std::size_t)> expect;
    /// Whether an earlier run took the item already.
    std::function<bool(const std::string& path, int line)> is_done;
};

struct DiscoveryOptions {
    std::vector<std::filesystem::path> paths;
    std::filesystem::path staging;  ///< below it archives are unpacked
    Limits limits;
    std::filesystem::path program;  ///< of the worker
};

/// Names for the arguments of one call: the base name of each, with as much of its folders in front as keeps them
/// apart.
std::vector<std::string> labels_of(const std::vector<std::filesystem::path>& paths);

/// Finds everything below the paths, in an order that depends on names alone: argument by argument; in each tree first
/// the manifests with their rows, then the other files, archives with their members where they stand.
/// @throws Error (not_found) before anything was handed over when a path is not there; what `take` throws.
void discover(const DiscoveryOptions& options, const DiscoverySink& sink);

}  // namespace acervo
