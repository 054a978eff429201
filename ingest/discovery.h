// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "ingest/discover.h"
#include "ingest/packages/bag.h"
#include "ingest/packages/simple_archive.h"

namespace acervo {

/// One walk over what discover() was given: packages first (bags, items of DSpace), then manifests with their rows,
/// then the other files. Private to discover*.cpp and discovery*.cpp.
class Discovery {
public:
    Discovery(const DiscoveryOptions& options, const DiscoverySink& sink)
        : options_(options), sink_(sink), worker_(options.limits, options.program) {}

    void run(const std::shared_ptr<Tree>& tree);

private:
    using Names = std::set<std::string>;  ///< of entries that are dealt with

    /// Where in archives and bags a tree is.
    struct Level {
        int depth = 0;      ///< archives around it
        int bags = 0;       ///< bags around it
        Worker::Room room;  ///< what they may still unpack to, all together. At the top each archive has all of it
    };
    void run(const std::shared_ptr<Tree>& tree, Level& level);
    void walk(const std::shared_ptr<Tree>& tree, Level& level);
    bool is_done(const std::shared_ptr<Tree>& tree, const Entry& entry) const;
    void take(const std::shared_ptr<Tree>& tree, const Entry& entry, std::optional<Decision> decided);

    // --- manifests ---
    Names manifests(const std::shared_ptr<Tree>& tree, const Names& taken);
    bool holds_rows(const Entry& entry);
    bool read_rows(const std::shared_ptr<Tree>& tree, const Entry& entry);
    void read_manifest(const std::shared_ptr<Tree>& tree, const Entry& entry, const std::filesystem::path& file,
                       ManifestFormat format, std::optional<Decision> wrong = {});

    // --- archives ---
    std::string type_of(const Entry& entry);
    bool is_archive(const Entry& entry);
    void open_archive(const std::shared_ptr<Tree>& tree, const Entry& entry, Level& level);

    // --- packages: discovery_packages.cpp ---
    Names bags(const std::shared_ptr<Tree>& tree, Level& level);
    void open_bag(const std::shared_ptr<Tree>& tree, const std::string& root, Level& level, Names& taken);
    void report_faults(const std::shared_ptr<Tree>& tree, const std::string& root, const BagCheck& check, Names& taken);
    Names items(const std::shared_ptr<Tree>& tree, const Names& taken);
    void read_item(const std::shared_ptr<Tree>& tree, const ArchiveItem& item);
    SourceRow metadata_of(const Entry& entry);
    void decide(const std::string& path, int line, const std::shared_ptr<Tree>& tree, Decision decision);

    const DiscoveryOptions& options_;
    const DiscoverySink& sink_;
    Worker worker_;
    std::map<std::filesystem::path, std::string> types_;  ///< of files that were asked about
};

}  // namespace acervo
