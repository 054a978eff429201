// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/packages/bag.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "corpus/digest.h"
#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/bibliographic/text_lines.h"

namespace acervo {

namespace {

constexpr std::size_t most_tag_bytes = 512U << 20;  // of all tag files; a manifest of a million files has some 100 MB
constexpr std::size_t most_faults = 10000;
constexpr std::array versions = {"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"};

/// "manifest-sha256.txt" -> "sha256"; nothing for other names.
std::optional<std::string> algorithm_of(const std::string& name, std::string_view kind) {
    if (!name.starts_with(kind) || !name.ends_with(".txt") || name.size() <= kind.size() + 4) return std::nullopt;
    auto algorithm = lower(name.substr(kind.size(), name.size() - kind.size() - 4));
    std::erase_if(algorithm, [](char c) { return c == '-' || c == '_'; });
    return algorithm;
}

class Checker {
public:
    explicit Checker(const BagFiles& files) : files_(files) {}

    BagCheck run() {
        if (!declaration()) return std::move(check_);
        twins();
        for (const auto& [name, file] : files_) {
            if (const auto algorithm = algorithm_of(name, "manifest-")) manifest(name, *algorithm, true);
            if (const auto algorithm = algorithm_of(name, "tagmanifest-")) manifest(name, *algorithm, false);
        }
        if (payload_manifests_.empty()) fault("manifest-sha256.txt", 0, "bag-no-manifest");
        fetch();
        info();
        compare();
        return std::move(check_);
    }

private:
    using Expected = std::map<std::string, std::pair<std::string, int>>;  // path -> digest and line

    void fault(const std::string& name, int line, const std::string& rule, const std::string& value = "",
               const std::string& hint = "") {
        if (check_.faults.size() < most_faults) check_.faults.push_back({name, line, {rule, "", value, hint}});
    }
    void notice(const std::string& name, int line, const std::string& rule, const std::string& value = "") {
        if (check_.notices.size() < most_faults) check_.notices.push_back({name, line, {rule, "", value, ""}});
    }
    bool is_new() const { return check_.version == "1.0"; }

    /// The bytes of a tag file; nothing when they cannot be had.
    std::optional<std::string> contents_of(const std::string& name) {
        std::string bytes;
        try {
            read_file(files_.at(name), [&](std::string_view piece) {
                if (piece.size() > tag_bytes_left_) throw Error(Problem::too_large, name + " is too large");
                tag_bytes_left_ -= piece.size();
                bytes += piece;
            });
        } catch (const Error& error) {
            const bool too_large = error.problem() == Problem::too_large;
            fault(name, 0, too_large ? "too-large" : "unreadable");
            return std::nullopt;
        }
        return bytes;
    }

    /// bagit.txt: two lines, the version and the encoding of the other tag files.
    bool declaration() {
        const auto read = contents_of("bagit.txt");
        if (!read) return false;
        const auto& bytes = *read;
        const auto info = read_bag_info(bytes);
        const auto wrong = [&](const std::string& value) {
            fault("bagit.txt", 0, "bag-declaration", value);
            return false;
        };
        const bool marked = bytes.starts_with("\xEF\xBB\xBF");  // which no version allows
        if (!is_utf8(bytes) || marked || info.size() != 2) return wrong(clean(bytes.substr(0, 100)));
        const auto& [first, version] = info[0];
        const auto& [second, encoding] = info[1];
        if (squeeze(first) != "BagIt-Version" || squeeze(second) != "Tag-File-Character-Encoding") return wrong(first);
        check_.version = version;
        if (std::ranges::find(versions, version) == versions.end()) return wrong(version);
        const bool blanks = first != "BagIt-Version" || second != "Tag-File-Character-Encoding" ||
                            bytes.find(": ") == std::string::npos || bytes.find(":  ") != std::string::npos;
        if (is_new() && blanks) return wrong(first + ": " + version);
        encoding_ = encoding;
        const auto known = lower(encoding);
        const bool readable = known == "utf-8" || known == "utf8" || known == "utf-16" || known == "utf-16le" ||
                              known == "utf-16be" || known == "iso-8859-1" || known == "us-ascii" || known == "ascii" ||
                              known == "windows-1252";
        if (!readable) return wrong(encoding);
        utf8_ = known.starts_with("utf-8") || known == "utf8" || known.ends_with("ascii");
        return true;
    }

    /// A tag file in UTF-8; nothing when it is not in the declared encoding.
    std::optional<std::string> tag_file(const std::string& name) {
        const auto& file = files_.at(name);
        if (file.empty()) {
            fault(name, 0, "unsafe-path", name);
            return std::nullopt;
        }
        auto bytes = contents_of(name);
        if (!bytes) return bytes;
        if (utf8_) {
            if (!is_utf8(*bytes)) {
                fault(name, 0, "bag-encoding", encoding_);
                return std::nullopt;
            }
            if (bytes->starts_with("\xEF\xBB\xBF")) bytes->erase(0, 3);
            return bytes;
        }
        return to_utf8(*bytes, encoding_);
    }

    /// Names that some file systems take for one.
    void twins() {
        std::map<std::string, std::string> seen;
        for (const auto& [name, file] : files_) {
            if (const auto [twin, first] = seen.emplace(lower(name), name); !first)
                fault(name, 0, "twin", twin->second);
        }
    }

    void manifest(const std::string& name, const std::string& algorithm, bool payload) {
        const auto text = tag_file(name);
        if (!text) return;
        if (!is_digest(algorithm)) {
            // What it says cannot be checked: another manifest must.
            notice(name, 0, "bag-algorithm", algorithm);
            return;
        }
        if (payload) payload_manifests_.insert(name);
        auto& expected = (payload ? payload_ : tags_)[algorithm];
        read_bag_manifest(*text, [&](const ManifestEntry& entry) {
            const bool outside = payload ? !entry.path.starts_with("data/") : entry.path.starts_with("data/");
            if (!entry.wrong.empty() || outside)
                return fault(name, entry.line, outside && entry.wrong.empty() ? "bag-line" : entry.wrong, entry.path);
            // More missing files than faults are told of are not remembered.
            if (!files_.contains(entry.path) && ++absent_ > most_faults) return;
            const auto [first, is_first] = expected.emplace(entry.path, std::pair{entry.digest, entry.line});
            if (is_first) return;
            if (is_new() || first->second.first != entry.digest) {
                fault(name, entry.line, "bag-duplicate", entry.path, std::to_string(first->second.second));
            } else {
                notice(name, entry.line, "bag-duplicate", entry.path);
            }
        });
    }

    /// fetch.txt: "URL LENGTH PATH". What it names is not brought here: the sender does that.
    void fetch() {
        if (!files_.contains("fetch.txt")) return;
        const auto text = tag_file("fetch.txt");
        if (!text) return;
        for (TextLines lines(*text); lines.next();) {
            const std::string line{lines.line()};
            if (squeeze(line).empty()) continue;
            const auto url_end = line.find_first_of(" \t");
            const auto length = line.find_first_not_of(" \t", url_end);
            const auto length_end = length == std::string::npos ? length : line.find_first_of(" \t", length);
            const auto path = length_end == std::string::npos ? length_end : line.find_first_not_of(" \t", length_end);
            if (path == std::string::npos || line.find("://") == std::string::npos) {
                fault("fetch.txt", lines.number(), "bag-line", clean(line));
                continue;
            }
            // The same rules as for a manifest's path, by the same reader.
            read_bag_manifest(std::string(32, '0') + " " + line.substr(path), [&](const ManifestEntry& entry) {
                if (!entry.wrong.empty() || !entry.path.starts_with("data/")) {
                    fault("fetch.txt", lines.number(), entry.wrong.empty() ? "bag-line" : entry.wrong, entry.path);
                } else {
                    to_fetch_.insert(entry.path);
                }
            });
        }
    }

    void info() {
        const std::string name = "bag-info.txt";
        if (!files_.contains(name)) return;
        const auto text = tag_file(name);
        if (!text) return;
        check_.info = read_bag_info(*text);
        bool seen = false;
        for (auto& [label, value] : check_.info) {
            const bool blanks = label != squeeze(label);
            if (label.empty() || (blanks && is_new())) fault(name, 0, "bag-line", label.empty() ? value : label);
            label = squeeze(label);
            if (lower(label) != "payload-oxum") continue;
            if (seen && is_new()) fault(name, 0, "bag-duplicate", label);
            if (!seen) oxum_ = value;
            seen = true;
        }
    }

    /// What should be there against what is.
    void compare() {
        std::uint64_t bytes = 0;
        for (const auto& [name, file] : files_) {
            if (name.starts_with("data/")) {
                ++check_.files;
                std::error_code error;  // a file that cannot be read is told of where it is
                const auto size = file.empty() ? 0 : std::filesystem::file_size(file, error);
                if (!error) bytes += size;
                compare(name, file, payload_);
                in_every_manifest(name);
            } else if (!name.starts_with("tagmanifest-")) {
                compare(name, file, tags_);
            }
        }
        missing(payload_);
        missing(tags_);
        const auto found = std::to_string(bytes) + "." + std::to_string(check_.files);
        if (!oxum_.empty() && oxum_ != found) fault("bag-info.txt", 0, "bag-oxum", found, oxum_);
    }

    void compare(const std::string& name, const std::filesystem::path& file,
                 const std::map<std::string, Expected>& manifests) {
        std::set<std::string> algorithms;
        for (const auto& [algorithm, expected] : manifests) {
            if (expected.contains(name)) algorithms.insert(algorithm);
        }
        if (algorithms.empty()) return;
        if (file.empty()) return fault(name, 0, "unsafe-path", name);
        try {
            for (const auto& [algorithm, digest] : digests_of_file(file, algorithms)) {
                const auto& expected = manifests.at(algorithm).at(name).first;
                if (expected != digest) fault(name, 0, "bag-digest", algorithm + " " + digest, expected);
            }
        } catch (const Error&) {
            fault(name, 0, "unreadable");
        }
    }

    /// From 1.0 on every manifest lists the whole payload; before, one of them is enough.
    void in_every_manifest(const std::string& name) {
        if (payload_.empty()) return;  // that is said already
        const auto lists = [&](const auto& manifest) { return manifest.second.contains(name); };
        const bool fine = is_new() ? std::ranges::all_of(payload_, lists) : std::ranges::any_of(payload_, lists);
        if (!fine) fault(name, 0, "bag-extra");
    }

    void missing(const std::map<std::string, Expected>& manifests) {
        std::set<std::string> said;
        for (const auto& [algorithm, expected] : manifests) {
            for (const auto& [name, digest] : expected) {
                if (files_.contains(name) || !said.insert(name).second) continue;
                fault(name, 0, to_fetch_.contains(name) ? "bag-fetch" : "bag-missing", "", digest.first);
            }
        }
    }

    const BagFiles& files_;
    BagCheck check_;
    std::string encoding_, oxum_;
    bool utf8_ = true;
    std::size_t tag_bytes_left_ = most_tag_bytes, absent_ = 0;
    std::set<std::string> payload_manifests_, to_fetch_;
    std::map<std::string, Expected> payload_, tags_;  // by algorithm
};

}  // namespace

std::string BagCheck::value(std::string_view label) const {
    for (const auto& [name, text] : info) {
        if (lower(name) == lower(label)) return text;
    }
    return {};
}

BagCheck check_bag(const BagFiles& files) {
    return Checker(files).run();
}

}  // namespace acervo
