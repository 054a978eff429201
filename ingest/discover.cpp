// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/discover.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "corpus/error.h"
#include "ingest/discovery.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

/// Names of the parts of a path from its end: 0 is the base name.
std::string tail(const fs::path& path, std::size_t folders) {
    fs::path text = path.filename(), parent = path.parent_path();
    for (; folders > 0 && parent.has_filename(); --folders, parent = parent.parent_path())
        text = parent.filename() / text;
    return printable(text.empty() ? "root" : text.string());
}

}  // namespace

std::vector<std::string> labels_of(const std::vector<fs::path>& paths) {
    std::vector<std::size_t> folders(paths.size(), 0);
    std::vector<std::string> labels(paths.size());
    const auto relabel = [&] {
        for (std::size_t i = 0; i < paths.size(); ++i) labels[i] = tail(paths[i], folders[i]);
    };
    relabel();
    constexpr std::size_t deepest = 64;
    for (std::size_t round = 0; round < deepest; ++round) {
        std::map<std::string, int> uses;
        for (const auto& label : labels) ++uses[label];
        bool changed = false;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (uses[labels[i]] < 2) continue;
            ++folders[i];
            changed = true;
        }
        if (!changed) break;
        relabel();
    }
    return labels;
}

void discover(const DiscoveryOptions& options, const DiscoverySink& sink) {
    std::vector<fs::path> paths;
    for (const auto& path : options.paths) {
        std::error_code error;
        fs::path canonical = fs::canonical(path, error);
        if (error) {
            throw Error(Problem::not_found, "there is no " + path.string() + " (" + error.message() + ")")
                .with_hint("Check the spelling of the path.");
        }
        if (std::ranges::find(paths, canonical) == paths.end()) paths.push_back(std::move(canonical));
    }
    const auto labels = labels_of(paths);
    Discovery discovery(options, sink);
    for (std::size_t i = 0; i < paths.size(); ++i) discovery.run(Tree::of(paths[i], labels[i]));
}

}  // namespace acervo
