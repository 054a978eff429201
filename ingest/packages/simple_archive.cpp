// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/packages/simple_archive.h"

#include <algorithm>
#include <map>

#include "corpus/text.h"
#include "ingest/archive.h"
#include "ingest/bibliographic/text_lines.h"
#include "ingest/bibliographic/values.h"

namespace acervo {

using nlohmann::json;

namespace {

constexpr std::size_t longest_line = 8192;
constexpr std::size_t most_lines = 20000;

std::string folder_of(const std::string& name) {
    const auto slash = name.rfind('/');
    return slash == std::string::npos ? "" : name.substr(0, slash + 1);
}

bool is_metadata(const std::string& base) {
    return base.starts_with("metadata_") && base.ends_with(".xml");
}

/// "-r -s 1 -f path" names a file in a store of DSpace's own.
bool is_registered(const std::string& line) {
    return line == "-r" || line.starts_with("-r ") || line.starts_with("-r\t");
}

Finding wrong(const std::string& rule, int line, const std::string& text) {
    return {rule, "file", "contents:" + std::to_string(line) + ": " + shorten(clean(text), 120), ""};
}

/// The part of a line behind the name of the file: "bundle:ORIGINAL", "description:Texto", ...
void read_option(const std::string& option, ContentsLine& into) {
    const auto colon = option.find(':');
    if (colon == std::string::npos) return;
    const auto name = lower(squeeze(option.substr(0, colon))), value = squeeze(option.substr(colon + 1));
    if (name == "bundle") {
        into.bundle = value;
    } else if (name == "primary") {
        into.primary = lower(value) == "true";
    } else if (name == "permissions") {
        // "-r 'Staff'": who may read. Everybody is Anonymous.
        const auto group = fold(value);
        into.restricted = !group.starts_with("-w") && group.find("anonymous") == std::string::npos;
    }
}

ContentsLine read_line(std::string_view written, int number) {
    ContentsLine line;
    line.line = number;
    line.bundle = "ORIGINAL";
    const std::string text{written};
    if (is_registered(squeeze(text))) {
        line.wrong = wrong("registered-file", number, squeeze(text));
        return line;
    }
    bool first = true;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\t', begin), text.size());
        const auto part = text.substr(begin, end - begin);
        begin = end + 1;
        if (first) {
            line.file = squeeze(part);
            first = false;
        } else {
            read_option(part, line);
        }
    }
    if (line.file == "license.txt" && line.bundle == "ORIGINAL") line.bundle = "LICENSE";
    const bool nul = text.find('\0') != std::string::npos;
    if (nul || !safe_member_name(line.file) || line.file.ends_with('/'))
        line.wrong = wrong("unsafe-path", number, line.file);
    return line;
}

/// The identifier in a handle file, a collection's among them: the first line that is not blank.
std::vector<std::string> handles_in(std::string_view bytes) {
    std::vector<std::string> handles;
    const std::string text = to_utf8(bytes.substr(0, 1U << 16));
    for (TextLines lines(text); lines.next() && handles.size() < 100;) {
        auto handle = squeeze(clean(lines.line()));
        if (handle.empty() || handle.size() > 300) continue;
        for (const std::string_view start : {"hdl:", "https://hdl.handle.net/", "http://hdl.handle.net/"}) {
            if (handle.starts_with(start)) handle.erase(0, start.size());
        }
        handles.push_back(std::move(handle));
    }
    return handles;
}

/// Members that the first record lacks come from the others.
json merged(const std::vector<SourceRow>& metadata) {
    json record = json::object();
    for (const auto& row : metadata) {
        if (!row.record.is_object()) continue;
        for (const auto& [name, value] : row.record.items()) {
            if (!record.contains(name)) record[name] = value;
        }
    }
    return record;
}

}  // namespace

std::vector<ArchiveItem> archive_items(const Tree& tree) {
    std::map<std::string, ArchiveItem> folders;
    for (const auto& entry : tree.entries()) {
        const auto folder = folder_of(entry.name);
        const auto base = entry.name.substr(folder.size());
        const bool hidden = entry.decided && entry.decided->finding.rule == "hidden";
        if (hidden) continue;
        auto& item = folders[folder];
        item.folder = folder;
        if (entry.decided) {
            item.others.push_back(&entry);
        } else if (base == "dublin_core.xml") {
            item.main = &entry;
        } else if (is_metadata(base)) {
            item.metadata.push_back(&entry);
        } else if (base == "contents") {
            item.contents = &entry;
        } else if (base == "handle") {
            item.handle = &entry;
        } else if (base == "collections") {
            item.collections = &entry;
        } else if (base == "relationships") {
            item.relationships = &entry;
        } else {
            item.others.push_back(&entry);
        }
    }
    std::vector<ArchiveItem> items;
    for (auto& [folder, item] : folders) {
        if (item.main == nullptr && item.contents != nullptr && !item.metadata.empty()) {
            item.main = item.metadata.front();
            item.metadata.erase(item.metadata.begin());
        }
        if (item.main != nullptr) {
            items.push_back(std::move(item));
        } else if (!items.empty() && folder.starts_with(items.back().folder)) {
            // A folder below an item's own belongs to it.
            auto& above = items.back().others;
            for (const auto* entry : {item.contents, item.handle, item.collections, item.relationships}) {
                if (entry != nullptr) above.push_back(entry);
            }
            above.insert(above.end(), item.metadata.begin(), item.metadata.end());
            above.insert(above.end(), item.others.begin(), item.others.end());
        }
    }
    return items;
}

std::vector<ContentsLine> read_contents(std::string_view bytes) {
    std::vector<ContentsLine> all;
    const std::string text = to_utf8(bytes);
    for (TextLines lines(text); lines.next() && all.size() <= most_lines;) {
        const auto line = lines.line();
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        if (line.size() > longest_line || all.size() == most_lines) {
            ContentsLine too_long;
            too_long.line = lines.number();
            too_long.wrong = wrong("too-large", lines.number(), "");
            all.push_back(std::move(too_long));
        } else {
            all.push_back(read_line(line, lines.number()));
        }
    }
    return all;
}

SourceRow row_of_item(const std::vector<SourceRow>& metadata, std::string_view contents, std::string_view handle,
                      std::string_view collections, const std::string& key) {
    SourceRow row;
    row.line = 1;  // a file of its own: the report names it without
    row.key = key;
    row.record = merged(metadata);
    for (const auto& one : metadata) {
        if (one.wrong && !row.wrong && one.wrong->rule != "unknown-metadata") row.wrong = one.wrong;
        row.notices.insert(row.notices.end(), one.notices.begin(), one.notices.end());
        if (row.event.empty()) row.event = one.event;
    }
    if (const auto handles = handles_in(handle); !handles.empty()) {
        row.record["handle"] = handles.front();
        row.record["source_key"] = "hdl:" + handles.front();
    }
    for (const auto& collection : handles_in(collections))
        row.record["relations"].push_back({{"type", "part"}, {"target", "hdl:" + collection}});
    auto lines = read_contents(contents);
    std::ranges::stable_partition(lines, &ContentsLine::primary);
    json files = json::array();
    for (const auto& line : lines) {
        if (line.wrong) {
            if (!row.wrong) row.wrong = line.wrong;
            continue;
        }
        // THUMBNAIL and TEXT are made from the originals; a licence is of the deposit, not of the work.
        if (line.bundle != "ORIGINAL") continue;
        files.push_back(line.file);
        if (line.restricted) row.record["rights"]["access"] = "restricted";
    }
    if (!files.empty()) row.record["file"] = std::move(files);
    return row;
}

}  // namespace acervo
