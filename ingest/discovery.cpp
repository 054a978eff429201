// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/discovery.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <vector>

#include "corpus/error.h"
#include "ingest/archive.h"
#include "ingest/extraction.h"
#include "ingest/rows.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr auto inside_archive = "!/";

/// The beginning of a file: enough to see whether it is worth asking a worker what it is.
std::string head_of(const fs::path& file) {
    constexpr std::size_t enough = 64U << 10;
    std::string head(enough, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head;
}

}  // namespace

void Discovery::run(const std::shared_ptr<Tree>& tree) {
    Level top;
    top.room = {.bytes = options_.limits.unpacked, .members = options_.limits.members, .nested = true};
    run(tree, top);
}

void Discovery::run(const std::shared_ptr<Tree>& tree, Level& level) {
    sink_.expect(tree->entries().size());
    walk(tree, level);
}

void Discovery::walk(const std::shared_ptr<Tree>& tree, Level& level) {
    Names taken = bags(tree, level);
    taken.merge(items(tree, taken));
    const auto before = taken.size();
    taken.merge(manifests(tree, taken));
    if (taken.size() != before) sink_.settle();
    for (const auto& entry : tree->entries()) {
        if (taken.contains(entry.name) || tree->is_claimed(entry.name) || is_done(tree, entry)) continue;
        if (!entry.decided && is_archive(entry)) {
            auto own = level;
            open_archive(tree, entry, level.depth == 0 ? own : level);
        } else {
            take(tree, entry, entry.decided);
        }
    }
}

bool Discovery::is_done(const std::shared_ptr<Tree>& tree, const Entry& entry) const {
    return sink_.is_done(tree->prefix() + entry.name, 0);
}

void Discovery::take(const std::shared_ptr<Tree>& tree, const Entry& entry, std::optional<Decision> decided) {
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

Discovery::Names Discovery::manifests(const std::shared_ptr<Tree>& tree, const Names& taken) {
    Names names;
    for (const auto& entry : tree->entries()) {
        // A manifest has its own item after its rows: where that is there, the rows are.
        if (entry.decided || taken.contains(entry.name) || is_done(tree, entry)) continue;
        if (const auto format = Manifest::recognise(entry.file, entry.name)) {
            names.insert(entry.name);
            read_manifest(tree, entry, entry.file, *format);
        } else if (holds_rows(entry) && read_rows(tree, entry)) {
            names.insert(entry.name);
        }
    }
    return names;
}

/// Whether a reader of rows knows the file, by its content.
bool Discovery::holds_rows(const Entry& entry) {
    return may_hold_rows(head_of(entry.file)) && row_reader_for(type_of(entry)) != nullptr;
}

/// Has a file of records read in the sandbox. The rows wait on disk: taking them in may last longer than reading may.
/// @return false when it is an ordinary file after all.
bool Discovery::read_rows(const std::shared_ptr<Tree>& tree, const Entry& entry) {
    const Staging staging(options_.staging);
    const fs::path rows = staging.folder() / "rows";
    std::ofstream out(rows, std::ios::binary);
    std::optional<Decision> wrong;
    try {
        worker_.rows(entry.file, entry.name, [&](const std::string& row) {
            if (out << row << '\n') return;
            throw Error(Problem::broken, "cannot write to " + rows.string()).with_hint("Is there room on the disk?");
        });
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        if (error.problem() == Problem::unsupported) return false;
        const Extraction extraction = extraction_of(error);
        wrong = Decision{Outcome::rejected, {extraction.wrong, "", extraction.value, ""}};
    }
    out.close();
    if (!out) throw Error(Problem::broken, "cannot write to " + rows.string()).with_hint("Is there room on the disk?");
    read_manifest(tree, entry, rows, ManifestFormat::rows, std::move(wrong));
    return true;
}

/// `file`: where the rows are; `wrong`: what became of the manifest, if not all of it could be read.
void Discovery::read_manifest(const std::shared_ptr<Tree>& tree, const Entry& entry, const fs::path& file,
                              ManifestFormat format, std::optional<Decision> wrong) {
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
        const std::string path = tree->prefix() + entry.name + (row->part.empty() ? "" : inside_archive + row->part);
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

/// What a file is, by its content; empty when that cannot be told. Answers are kept: files in containers are asked
/// about twice.
std::string Discovery::type_of(const Entry& entry) {
    const auto [known, asked] = types_.try_emplace(entry.file);
    if (!asked) return known->second;
    try {
        known->second = worker_.identify(entry.file, entry.name);
    } catch (const Error&) {  // extraction will say what is wrong with it
    }
    return known->second;
}

bool Discovery::is_archive(const Entry& entry) {
    return begins_like_archive(head_of(entry.file)) && is_archive_type(type_of(entry));
}

void Discovery::open_archive(const std::shared_ptr<Tree>& tree, const Entry& entry, Level& level) {
    constexpr int deepest = 2;  // levels of archives, the outermost included
    auto& room = level.room;
    room.nested = level.depth + 1 < deepest;
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
    ++level.depth;
    run(inside, level);
    --level.depth;
    Decision decision{Outcome::skipped, {"archive", "", std::to_string(count), ""}};
    if (!wrong.empty()) decision = {Outcome::rejected, {wrong, "", value, ""}};
    take(tree, entry, decision);
}

}  // namespace acervo
