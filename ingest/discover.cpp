// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/discover.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <system_error>

#include "corpus/error.h"
#include "ingest/archive.h"
#include "ingest/extraction.h"
#include "ingest/rows.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr auto inside_archive = "!/";

/// Names of the parts of a path from its end: 0 is the base name.
std::string tail(const fs::path& path, std::size_t folders) {
    fs::path text = path.filename(), parent = path.parent_path();
    for (; folders > 0 && parent.has_filename(); --folders, parent = parent.parent_path())
        text = parent.filename() / text;
    return printable(text.empty() ? "root" : text.string());
}

/// The beginning of a file: enough to see whether it is worth asking a worker what it is.
std::string head_of(const fs::path& file) {
    constexpr std::size_t enough = 64U << 10;
    std::string head(enough, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head;
}

class Discovery {
public:
    Discovery(const DiscoveryOptions& options, const DiscoverySink& sink)
        : options_(options), sink_(sink), worker_(options.limits, options.program) {}

    void run(const std::shared_ptr<Tree>& tree) {
        Worker::Room room{.bytes = options_.limits.unpacked, .members = options_.limits.members, .nested = true};
        run(tree, 0, room);
    }

private:
    /// `depth`: archives around the tree; `room`: what they may still unpack to, all together. At the top each archive
    /// has all of it.
    void run(const std::shared_ptr<Tree>& tree, int depth, Worker::Room& room) {
        sink_.expect(tree->entries().size());
        std::set<std::string> manifests;
        for (const auto& entry : tree->entries()) {
            // A manifest has its own item after its rows: where that is there, the rows are.
            if (entry.decided || is_done(tree, entry)) continue;
            if (const auto format = Manifest::recognise(entry.file, entry.name)) {
                manifests.insert(entry.name);
                read_manifest(tree, entry, entry.file, *format);
            } else if (holds_rows(entry) && read_rows(tree, entry)) {
                manifests.insert(entry.name);
            }
        }
        if (!manifests.empty()) sink_.settle();
        for (const auto& entry : tree->entries()) {
            if (manifests.contains(entry.name) || tree->is_claimed(entry.name)) continue;
            if (is_done(tree, entry)) continue;
            if (!entry.decided && is_archive(entry)) {
                auto own = room;
                open_archive(tree, entry, depth, depth == 0 ? own : room);
            } else {
                take(tree, entry, entry.decided);
            }
        }
    }

    bool is_done(const std::shared_ptr<Tree>& tree, const Entry& entry) const {
        return sink_.is_done(tree->prefix() + entry.name, 0);
    }

    void take(const std::shared_ptr<Tree>& tree, const Entry& entry, std::optional<Decision> decided) {
        Found found;
        found.path = tree->prefix() + entry.name;
        found.tree = tree;
        found.name = entry.name;
        found.file = entry.file;
        found.decided = std::move(decided);
        std::error_code error;
        if (!found.decided) {
            found.bytes = fs::file_size(entry.file, error);
            if (error) found.decided = Decision{Outcome::rejected, {"unreadable", "", error.message(), ""}};
        }
        sink_.take(std::move(found));
    }

    /// Whether a reader of rows knows the file, by its content.
    bool holds_rows(const Entry& entry) {
        return may_hold_rows(head_of(entry.file)) && row_reader_for(type_of(entry)) != nullptr;
    }

    /// Has a file of records read in the sandbox. The rows wait on disk: taking them in may last longer than reading
    /// may. @return false when it is an ordinary file after all.
    bool read_rows(const std::shared_ptr<Tree>& tree, const Entry& entry) {
        const Staging staging(options_.staging);
        const fs::path rows = staging.folder() / "rows";
        std::ofstream out(rows, std::ios::binary);
        std::optional<Decision> wrong;
        try {
            worker_.rows(entry.file, entry.name, [&](const std::string& row) {
                if (out << row << '\n') return;
                throw Error(Problem::broken, "cannot write to " + rows.string())
                    .with_hint("Is there room on the disk?");
            });
        } catch (const Error& error) {
            if (ends_the_run(error)) throw;
            if (error.problem() == Problem::unsupported) return false;
            const Extraction extraction = extraction_of(error);
            wrong = Decision{Outcome::rejected, {extraction.wrong, "", extraction.value, ""}};
        }
        out.close();
        read_manifest(tree, entry, rows, ManifestFormat::rows, std::move(wrong));
        return true;
    }

    /// `file`: where the rows are; `wrong`: what became of the manifest, if not all of it could be read.
    void read_manifest(const std::shared_ptr<Tree>& tree, const Entry& entry, const fs::path& file,
                       ManifestFormat format, std::optional<Decision> wrong = {}) {
        std::shared_ptr<Manifest> manifest;
        try {
            manifest = std::make_shared<Manifest>(file, format);
        } catch (const Error& error) {
            take(tree, entry, Decision{Outcome::rejected, {"unreadable", "", error.what(), ""}});
            return;
        }
        std::size_t rows = 0;
        while (auto row = manifest->next()) {
            ++rows;
            const std::string path =
                tree->prefix() + entry.name + (row->part.empty() ? "" : inside_archive + row->part);
            sink_.expect(1);
            if (sink_.is_done(path, row->line)) continue;
            Found found;
            found.path = path;
            found.tree = tree;
            found.name = entry.name;
            found.manifest = manifest;
            found.bytes = row->text.size();
            for (const auto& cell : row->cells) found.bytes += cell.size();
            found.row = std::move(*row);
            sink_.take(std::move(found));
        }
        if (!wrong && rows == 0 && format == ManifestFormat::rows)
            wrong = Decision{Outcome::rejected, {"empty", "", "", ""}};
        take(tree, entry, wrong ? wrong : Decision{Outcome::skipped, {"manifest", "", std::to_string(rows), ""}});
    }

    /// What a file is, by its content; empty when that cannot be told. The last answers are kept: files in containers
    /// are asked about twice.
    std::string type_of(const Entry& entry) {
        const auto [known, asked] = types_.try_emplace(entry.file);
        if (!asked) return known->second;
        try {
            known->second = worker_.identify(entry.file, entry.name);
        } catch (const Error&) {  // extraction will say what is wrong with it
        }
        return known->second;
    }

    bool is_archive(const Entry& entry) {
        return begins_like_archive(head_of(entry.file)) && is_archive_type(type_of(entry));
    }

    void open_archive(const std::shared_ptr<Tree>& tree, const Entry& entry, int depth, Worker::Room& room) {
        constexpr int deepest = 2;  // levels of archives, the outermost included
        room.nested = depth + 1 < deepest;
        const auto staging = std::make_shared<Staging>(options_.staging);
        std::vector<Entry> members;
        std::string wrong, value;
        try {
            worker_.unpack(
                entry.file, staging->folder(),
                [&](const Worker::Member& member, const fs::path& file) {
                    room.bytes -= std::min(room.bytes, member.bytes);
                    --room.members;
                    members.push_back({printable(member.name), file, {}});
                },
                [&](const Worker::Rejected& rejected) {
                    const Finding finding{rejected.rule, "", rejected.value, ""};
                    --room.members;
                    members.push_back({printable(rejected.name), {}, Decision{Outcome::rejected, finding}});
                },
                room);
        } catch (const Error& error) {
            if (ends_the_run(error)) throw;
            wrong = error.code().empty() ? "malformed" : error.code();
            value = error.what();
        }
        const std::size_t count = members.size();
        const auto inside =
            std::make_shared<Tree>(tree->prefix() + entry.name + inside_archive, std::move(members), staging);
        run(inside, depth + 1, room);
        Decision decision{Outcome::skipped, {"archive", "", std::to_string(count), ""}};
        if (!wrong.empty()) decision = {Outcome::rejected, {wrong, "", value, ""}};
        take(tree, entry, decision);
    }

    const DiscoveryOptions& options_;
    const DiscoverySink& sink_;
    Worker worker_;
    std::map<fs::path, std::string> types_;  ///< of files in containers, in the tree under way
};

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
