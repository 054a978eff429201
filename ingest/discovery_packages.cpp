// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>
#include <utility>

#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "ingest/discovery.h"
#include "ingest/extraction.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

constexpr auto declaration = "bagit.txt";

std::string base_of(const std::string& name) {
    return name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1);
}

/// The bytes of a small file that belongs to an item; empty when there is none. `wrong`: why they cannot be had.
std::string small_file(const Entry* entry, std::optional<Finding>& wrong) {
    constexpr std::size_t most = 4U << 20;
    std::string bytes;
    if (entry == nullptr) return bytes;
    const auto name = base_of(entry->name);
    try {
        read_file(entry->file, [&](std::string_view piece) {
            if (bytes.size() + piece.size() > most) throw Error(Problem::too_large, name + " is too large");
            bytes += piece;
        });
    } catch (const Error& error) {
        bytes.clear();
        wrong = error.problem() == Problem::too_large ? Finding{"too-large", name, "", "> 4 MB"}
                                                      : Finding{"unreadable", "", name, ""};
    }
    return bytes;
}

Decision rejected(Finding finding) {
    return {Outcome::rejected, std::move(finding)};
}
Decision skipped(Finding finding) {
    return {Outcome::skipped, std::move(finding)};
}

/// Entries of a folder by their names in it. What the walk left out for a habit only (hidden files) counts; a link that
/// leads out does not lie here.
BagFiles files_of(const Tree& tree, const std::string& root, std::vector<BagFault>& twins) {
    BagFiles files;
    for (const auto& entry : tree.below(root)) {
        bool usable = !entry.decided;
        if (entry.decided && entry.decided->finding.rule == "hidden") {
            std::error_code error;
            const auto status = fs::symlink_status(entry.file, error);
            if (fs::is_directory(status)) continue;
            usable = fs::is_regular_file(status);
        }
        const auto name = entry.name.substr(root.size());
        if (entry.decided && entry.decided->finding.rule == "twin") {
            twins.push_back({name, 0, entry.decided->finding});
            continue;
        }
        const auto [other, first] = files.emplace(name, usable ? entry.file : fs::path{});
        if (!first) twins.push_back({name, 0, {"twin", "", name, ""}});
    }
    return files;
}

}  // namespace

void Discovery::decide(const std::string& path, int line, const std::shared_ptr<Tree>& tree, Decision decision) {
    if (sink_.is_done(path, line)) return;
    Found found;
    found.path = path;
    found.tree = tree;
    found.row.line = line;
    found.decided = std::move(decision);
    sink_.take(std::move(found));
}

/// Bags that lie side by side; one in the payload of another is found when that is walked.
Discovery::Names Discovery::bags(const std::shared_ptr<Tree>& tree, Level& level) {
    constexpr int deepest = 4;  // the files of one further in were checked by those around it, time and again
    Names roots, taken;
    if (level.bags == deepest) return taken;
    for (const auto& entry : tree->entries()) {
        if (base_of(entry.name) == declaration && !entry.decided)
            roots.insert(entry.name.substr(0, entry.name.size() - std::string_view{declaration}.size()));
    }
    // In this order one that lies around another comes first.
    for (const auto& root : roots) {
        if (!taken.contains(root + declaration)) open_bag(tree, root, level, taken);
    }
    return taken;
}

void Discovery::open_bag(const std::shared_ptr<Tree>& tree, const std::string& root, Level& level, Names& taken) {
    std::vector<BagFault> twins;
    const auto files = files_of(*tree, root, twins);
    for (const auto& entry : tree->below(root)) taken.insert(entry.name);
    auto check = check_bag(files);
    check.faults.insert(check.faults.end(), twins.begin(), twins.end());
    if (!check.faults.empty()) return report_faults(tree, root, check, taken);
    const auto payload = tree->part(root + "data/");
    if (const auto sender = check.value("Source-Organization"); !sender.empty()) payload->set_origin(sender);
    ++level.bags;
    walk(payload, level);
    --level.bags;
    for (const auto& notice : check.notices)
        decide(tree->prefix() + root + notice.name, notice.line, tree, skipped(notice.finding));
    for (const auto& [name, file] : files) {
        if (name.starts_with("data/")) continue;
        const Finding finding = name == declaration ? Finding{"bag", "", std::to_string(check.files), ""}
                                                    : Finding{"bag-file", "", "", tree->prefix() + root + declaration};
        decide(tree->prefix() + root + name, 0, tree, skipped(finding));
    }
}

/// Nothing of a bag that is not whole is taken in: what is wrong with it is said of each file, of the others why they
/// were left.
void Discovery::report_faults(const std::shared_ptr<Tree>& tree, const std::string& root, const BagCheck& check,
                              Names& taken) {
    const std::string prefix = tree->prefix() + root;
    std::set<std::pair<std::string, int>> said;
    for (const auto& fault : check.faults) {
        if (!said.emplace(fault.name, fault.line).second) continue;
        if (!taken.contains(root + fault.name)) sink_.expect(1);
        decide(prefix + fault.name, fault.line, tree, rejected(fault.finding));
    }
    for (const auto& entry : tree->below(root)) {
        const auto name = entry.name.substr(root.size());
        if (said.contains({name, 0})) continue;
        if (name == declaration) {
            decide(prefix + name, 0, tree, rejected({"bag-invalid", "", std::to_string(check.faults.size()), ""}));
        } else {
            decide(prefix + name, 0, tree, skipped({"bag-left", "", "", prefix + declaration}));
        }
    }
}

Discovery::Names Discovery::items(const std::shared_ptr<Tree>& tree, const Names& taken) {
    Names names;
    auto items = archive_items(*tree);
    std::erase_if(items, [&](const ArchiveItem& item) {
        // A dublin_core.xml by itself is a file of metadata like others.
        const bool alone = item.contents == nullptr && item.handle == nullptr && item.metadata.empty() &&
                           item.collections == nullptr && item.folder.empty();
        return alone || taken.contains(item.main->name);
    });
    for (const auto& item : items) {
        names.insert(item.main->name);
        std::vector<const Entry*> parts = item.metadata;
        for (const auto* entry : {item.contents, item.handle, item.collections, item.relationships}) {
            if (entry != nullptr) parts.push_back(entry);
        }
        for (const auto* entry : parts) names.insert(entry->name);
        if (!is_done(tree, *item.main)) read_item(tree, item);
        for (const auto* entry : parts)
            decide(tree->prefix() + entry->name, 0, tree,
                   skipped({"manifest-file", "", "", tree->prefix() + item.main->name}));
    }
    // Their files are claimed by now, or nobody does.
    if (!items.empty()) sink_.settle();
    for (const auto& item : items) {
        for (const auto* entry : item.others) {
            names.insert(entry->name);
            if (tree->is_claimed(entry->name)) continue;
            decide(tree->prefix() + entry->name, 0, tree,
                   entry->decided ? *entry->decided
                                  : skipped({"not-in-contents", "", "", tree->prefix() + item.main->name}));
        }
    }
    return names;
}

void Discovery::read_item(const std::shared_ptr<Tree>& tree, const ArchiveItem& item) {
    std::vector<SourceRow> metadata{metadata_of(*item.main)};
    for (const auto* entry : item.metadata) metadata.push_back(metadata_of(*entry));
    const auto key =
        item.folder.empty() ? tree->prefix() : tree->prefix() + item.folder.substr(0, item.folder.size() - 1);
    std::optional<Finding> wrong;
    const auto contents = small_file(item.contents, wrong), handle = small_file(item.handle, wrong),
               collections = small_file(item.collections, wrong);
    auto row = row_of_item(metadata, contents, handle, collections, key);
    if (wrong && !row.wrong) row.wrong = std::move(wrong);
    if (!row.record.contains("source_key")) row.record["source_key"] = key;
    Found found;
    found.path = tree->prefix() + item.main->name;
    found.tree = tree;
    found.name = item.main->name;
    found.manifest = std::make_shared<Manifest>(std::make_unique<std::istringstream>(), ManifestFormat::rows);
    const auto text = to_text(row);
    found.row.text = std::string(split_row(text)->json);
    found.bytes = found.row.text.size();
    sink_.take(std::move(found));
}

/// The one record of an XML file of an item, as the sandbox reads it. What it says is understood like any row, and put
/// in the model's form again.
SourceRow Discovery::metadata_of(const Entry& entry) {
    SourceRow made;
    const auto name = base_of(entry.name);
    const Manifest reader(std::make_unique<std::istringstream>(), ManifestFormat::rows);
    bool first = true;
    try {
        worker_.rows(entry.file, name, [&](const std::string& text) {
            if (!std::exchange(first, false)) return;
            RawRow raw;
            if (const auto parts = split_row(text)) raw.text = parts->json;
            auto row = reader.read(raw);
            if (!row.wrong) made.record = to_json(row.given);
            made.event = std::move(row.event);
            made.notices = std::move(row.notices);
            made.wrong = std::move(row.wrong);
        });
    } catch (const Error& error) {
        if (ends_the_run(error)) throw;
        const Extraction extraction = extraction_of(error);
        made.wrong = Finding{extraction.wrong, "", extraction.value, ""};
    }
    if (made.wrong) made.wrong->value = name + ": " + made.wrong->value;
    return made;
}

}  // namespace acervo
