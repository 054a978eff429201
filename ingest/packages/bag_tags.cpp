// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/text.h"
#include "ingest/archive.h"
#include "ingest/bibliographic/text_lines.h"
#include "ingest/packages/bag.h"
#include "ingest/tree.h"

namespace acervo {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/// "%0A", "%0D" and "%25" are what they stand for; any other % stands for itself.
std::string decoded(std::string_view path) {
    std::string text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] != '%') {
            text += path[at];
            continue;
        }
        const auto code = lower(path.substr(at, 3));
        const bool coded = code == "%0a" || code == "%0d" || code == "%25";
        text += code == "%0a" ? '\n' : code == "%0d" ? '\r' : '%';
        if (coded) at += 2;
    }
    return text;
}

/// Whether the path stays inside the bag. Line ends, which may be in a name, are no matter here.
bool is_safe(std::string path) {
    std::ranges::replace_if(
        path, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, '_');
    return safe_member_name(path) && !path.ends_with('/');
}

}  // namespace

void read_bag_manifest(std::string_view text, const std::function<void(const ManifestEntry&)>& take) {
    for (TextLines lines(text); lines.next();) {
        const auto line = lines.line();
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        ManifestEntry entry;
        entry.line = lines.number();
        const auto end = std::min(line.find_first_of(" \t"), line.size());
        entry.digest = line.substr(0, end);
        std::ranges::transform(entry.digest, entry.digest.begin(),
                               [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
        const auto path = line.find_first_not_of(" \t", end);
        const bool hexadecimal = entry.digest.size() >= 32 && entry.digest.size() <= 128 &&
                                 entry.digest.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!hexadecimal || path == std::string_view::npos) {
            entry.wrong = "bag-line";
            entry.path = clean(line.substr(0, 200));
        } else {
            auto name = line.substr(path);
            if (name.starts_with('*')) name.remove_prefix(1);  // as md5sum writes a file read as binary
            if (name.starts_with("./")) name.remove_prefix(2);
            const auto raw = decoded(name);
            if (!is_safe(raw)) entry.wrong = "unsafe-path";
            entry.path = printable(raw);
        }
        take(entry);
    }
}

std::vector<std::pair<std::string, std::string>> read_bag_info(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> info;
    for (TextLines lines(text); lines.next();) {
        const auto line = lines.line();
        if (squeeze(line).empty()) continue;
        if (is_blank(line.front()) && !info.empty()) {
            info.back().second += " " + squeeze(clean(line));
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) {
            info.emplace_back("", clean(line.substr(0, 200)));
        } else {
            // Blanks before the colon are kept: some versions forbid them.
            info.emplace_back(clean(line.substr(0, colon)), squeeze(clean(line.substr(colon + 1))));
        }
    }
    return info;
}

}  // namespace acervo
