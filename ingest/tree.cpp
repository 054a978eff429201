// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tree.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "corpus/text.h"

namespace acervo {

namespace fs = std::filesystem;

namespace {

/// Files that systems and programs leave about.
bool is_hidden(const std::string& name) {
    constexpr std::array system_names = {"__MACOSX",    "Thumbs.db",    "ehthumbs.db",
                                         "desktop.ini", "$RECYCLE.BIN", "System Volume Information"};
    if (name.empty() || name[0] == '.' || name.rfind("~$", 0) == 0) return true;
    return std::ranges::find(system_names, name) != system_names.end();
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

void add_escaped(std::string& text, unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    text += '%';
    text += digits[byte >> 4];
    text += digits[byte & 15];
}

Decision skipped(const std::string& rule) {
    return {Outcome::skipped, {rule, "", "", ""}};
}
Decision unreadable(const std::error_code& error) {
    return {Outcome::rejected, {"unreadable", "", error.message(), ""}};
}

}  // namespace

std::string printable(const std::string& path) {
    const bool well_formed = is_utf8(path);
    std::string text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const auto byte = static_cast<unsigned char>(path[at]);
        const bool blank_end =
            byte == ' ' && (at == 0 || at + 1 == path.size() || path[at - 1] == '/' || path[at + 1] == '/');
        if (byte < 0x20 || byte == 0x7F || blank_end || (!well_formed && byte >= 0x80)) {
            add_escaped(text, byte);
        } else {
            text += path[at];
        }
    }
    return clean(text);
}

Tree::Tree(std::string prefix, std::vector<Entry> members, std::shared_ptr<Staging> staging)
    : prefix_(std::move(prefix)), entries_(std::move(members)), staging_(std::move(staging)) {
    for (auto& entry : entries_) {
        // A folder of the archive that is hidden hides what is in it.
        const fs::path name = entry.name;
        const bool hidden = std::ranges::any_of(name, [](const fs::path& part) { return is_hidden(part.string()); });
        if (hidden && !entry.decided) entry.decided = skipped("hidden");
    }
    std::ranges::stable_sort(entries_, {}, &Entry::name);
}

std::shared_ptr<Tree> Tree::of(const fs::path& path, const std::string& label) {
    std::shared_ptr<Tree> tree(new Tree);
    const fs::path canonical = fs::canonical(path);
    if (fs::is_directory(canonical)) {
        tree->root_ = canonical;
        tree->prefix_ = label + '/';
        tree->walk(canonical);
    } else {
        const auto slash = label.find_last_of('/');
        const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
        tree->root_ = canonical.parent_path();
        tree->whole_folder_ = false;
        tree->prefix_ = label.substr(0, name);
        Entry entry{label.substr(name), canonical, {}};
        if (!fs::is_regular_file(canonical)) entry.decided = skipped("special-file");
        tree->entries_.push_back(std::move(entry));
    }
    return tree;
}

std::span<const Entry> Tree::below(const std::string& folder) const {
    const auto begin = std::ranges::lower_bound(entries_, folder, {}, &Entry::name);
    const auto end =
        std::partition_point(begin, entries_.end(), [&](const Entry& entry) { return entry.name.starts_with(folder); });
    return {begin, end};
}

std::shared_ptr<Tree> Tree::part(const std::string& folder) const {
    const auto entries = below(folder);
    std::vector<Entry> inside(entries.begin(), entries.end());
    for (auto& entry : inside) entry.name.erase(0, folder.size());
    auto tree = std::make_shared<Tree>(prefix_ + folder, std::move(inside), staging_);
    tree->origin_ = origin_;
    return tree;
}

void Tree::walk(const fs::path& folder) {
    std::vector<fs::path> folders{folder};
    while (!folders.empty()) {
        const fs::path next = std::move(folders.back());
        folders.pop_back();
        std::error_code error;
        fs::directory_iterator at(next, error);
        for (; !error && at != fs::directory_iterator(); at.increment(error)) add(*at, folders);
        if (error) entries_.push_back({printable(next.lexically_relative(root_).string()), next, unreadable(error)});
    }
    tell_twins_apart();
}

void Tree::tell_twins_apart() {
    const auto raw = [&](const Entry& entry) { return entry.file.lexically_relative(root_).string(); };
    // Of two names that differ in their Unicode form alone, the one that is written as we write it goes first.
    std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
        if (a.name != b.name) return a.name < b.name;
        const std::string one = raw(a), other = raw(b);
        return (one != a.name) != (other != b.name) ? one == a.name : one < other;
    });
    bool any = false;
    for (std::size_t i = 1; i < entries_.size(); ++i) {
        if (entries_[i].name != entries_[i - 1].name) continue;
        std::string escaped;
        for (const char c : raw(entries_[i])) {
            if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte >= 0x7F)
                add_escaped(escaped, byte);
            else
                escaped += c;
        }
        // "a%0A" beside "a" and a line end.
        if (escaped == entries_[i].name) escaped += '#' + std::to_string(i);
        entries_[i].decided = Decision{Outcome::rejected, {"twin", "", entries_[i].name, ""}};
        std::swap(entries_[i].name, escaped);
        // A third one is the twin of the first, too.
        std::swap(entries_[i], entries_[i - 1]);
        any = true;
    }
    if (any) std::ranges::stable_sort(entries_, {}, &Entry::name);
}

void Tree::add(const fs::directory_entry& found, std::vector<fs::path>& folders) {
    Entry entry{printable(found.path().lexically_relative(root_).string()), found.path(), {}};
    std::error_code error;
    const auto status = found.symlink_status(error);
    if (error) {
        entry.decided = unreadable(error);
    } else if (is_hidden(found.path().filename().string())) {
        entry.decided = skipped("hidden");
    } else if (fs::is_directory(status)) {
        folders.push_back(found.path());
        return;
    } else if (fs::is_symlink(status)) {
        const fs::path target = fs::canonical(found.path(), error);
        if (error || !is_inside(target, root_) || !fs::is_regular_file(target, error))
            entry.decided = skipped("symlink");
    } else if (!fs::is_regular_file(status)) {
        entry.decided = skipped("special-file");
    }
    entries_.push_back(std::move(entry));
}

Tree::Resolved Tree::resolve(const std::string& manifest, const std::string& file) const {
    if (file.find('\0') != std::string::npos || file.find('\\') != std::string::npos || fs::path(file).is_absolute() ||
        (file.size() > 1 && file[1] == ':')) {
        return {"", {}, "unsafe-path"};
    }
    const fs::path joined = (fs::path(manifest).parent_path() / file).lexically_normal();
    if (joined.empty() || *joined.begin() == "..") return {"", {}, "unsafe-path"};
    const std::string name = printable(joined.string());
    const auto at = std::ranges::lower_bound(entries_, name, {}, &Entry::name);
    if (at != entries_.end() && at->name == name) {
        if (!at->decided) return {name, at->file, ""};
        const std::string& rule = at->decided->finding.rule;
        // Hidden is no more than a habit: a row that names such a file wants it.
        std::error_code error;
        if (rule == "hidden" && fs::is_regular_file(fs::symlink_status(at->file, error))) return {name, at->file, ""};
        return {"", {}, rule == "symlink" ? "unsafe-path" : "missing-file"};
    }
    if (whole_folder_) return {"", {}, "missing-file"};
    std::error_code error;
    const fs::path target = fs::canonical(root_ / joined, error);
    if (error) return {"", {}, "missing-file"};
    if (!is_inside(target, root_)) return {"", {}, "unsafe-path"};
    if (!fs::is_regular_file(target, error)) return {"", {}, "missing-file"};
    return {name, target, ""};
}

void Tree::claim(const std::string& name) {
    const std::lock_guard lock(mutex_);
    claimed_.insert(name);
}

bool Tree::is_claimed(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    return claimed_.contains(name);
}

}  // namespace acervo
