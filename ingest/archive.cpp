// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/archive.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/extractor.h"
#include "ingest/tar.h"
#include "ingest/zip.h"

namespace acervo {
namespace {

constexpr std::size_t block_of_tar = 512;
constexpr std::uint64_t small_enough = 10U << 20;  // below this the ratio does not matter

/// The rule that keeps an entry from being unpacked, and the value it fails with; empty when it may be.
std::pair<std::string, std::string> objection(const Zip::Entry& entry, const UnpackLimits& limits) {
    if (entry.nul_in_name || !safe_member_name(entry.name)) return {"unsafe-path", entry.name};
    const auto type = entry.mode & S_IFMT;
    if (type != 0 && type != S_IFREG) return {"special-file", type == S_IFLNK ? "symbolic link" : "device or pipe"};
    if (entry.encrypted) return {"encrypted", ""};
    if (entry.bytes > limits.unpacked) return {"too-large", std::to_string(entry.bytes)};
    if (entry.bytes > small_enough && entry.bytes / static_cast<std::uint64_t>(limits.ratio) > entry.packed) {
        return {"ratio", std::to_string(entry.bytes) + ":" + std::to_string(entry.packed)};
    }
    return {};
}

/// Whether the bytes begin like an archive that is no document. A ZIP is looked into, as office documents are ZIPs too.
bool begins_like_archive(std::string_view head) {
    using namespace std::string_view_literals;
    constexpr std::array magics = {"\x1F\x8B"sv,
                                   "BZh"sv,
                                   "\xFD"
                                   "7zXZ\0"sv,
                                   "7z\xBC\xAF\x27\x1C"sv,
                                   "Rar!\x1A\x07"sv,
                                   "\x28\xB5\x2F\xFD"sv,
                                   "\x1F\x9D"sv};
    const bool tar = head.size() > 262 && head.substr(257, 5) == "ustar";
    return tar || std::any_of(magics.begin(), magics.end(), [&](auto magic) { return head.starts_with(magic); });
}

bool is_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

class Unpacking {
public:
    Unpacking(const Zip& zip, const UnpackLimits& limits, const UnpackSink& sink)
        : zip_(zip), limits_(limits), sink_(sink) {}

    void member(const Zip::Entry& entry) {
        auto [rule, value] = objection(entry, limits_);
        std::string name = clean(entry.name);
        if (rule.empty()) {
            const auto [twin, first] = seen_.emplace(lower(entry.name), name);
            if (!first) {
                std::tie(rule, value) = std::pair{"twin", twin->second};
                if (name == twin->second) name = name_of_twin(entry);
            }
        }
        if (!rule.empty()) return sink_.reject(name, rule, clean(value));
        bytes_ = 0;
        begun_ = false;
        held_.clear();
        rule_.clear();
        try {
            zip_.stream(entry, [&](std::string_view piece) { return take(entry, piece); });
        } catch (const Error& error) {
            rule_ = error.code().empty() ? "malformed" : error.code();
            value_ = error.what();
        }
        if (rule_.empty() && !held_.empty()) finish_held(entry);
        if (!rule_.empty()) return sink_.reject(clean(entry.name), rule_, value_);
        begin(entry);
        sink_.complete();
    }

private:
    /// Another way to write a name that is taken: its bytes as %XX; with its place in the archive where it is the very
    /// same one.
    static std::string name_of_twin(const Zip::Entry& entry) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string name;
        for (const char c : entry.name) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x80) {
                name += c;
            } else {
                name += {'%', digits[byte >> 4], digits[byte & 15]};
            }
        }
        return name == clean(entry.name) ? name + '#' + std::to_string(entry.index + 1) : name;
    }

    bool stop(const std::string& rule, const std::string& value) {
        rule_ = rule;
        value_ = value;
        return false;
    }

    void begin(const Zip::Entry& entry) {
        if (!begun_) sink_.begin(clean(entry.name));
        begun_ = true;
    }

    bool take(const Zip::Entry& entry, std::string_view piece) {
        const bool first = bytes_ == 0;
        bytes_ += piece.size();
        total_ += piece.size();
        // What is declared may lie: what comes out counts.
        if (total_ > limits_.unpacked)
            throw Error{Problem::bad_input, "the archive unpacks to too much"}.with_code("too-large");
        if (bytes_ > small_enough && bytes_ / static_cast<std::uint64_t>(limits_.ratio) > entry.packed) {
            return stop("ratio", std::to_string(bytes_) + ":" + std::to_string(entry.packed));
        }
        if (first && begins_like_archive(piece)) return stop("nested", "");
        if ((first && is_zip(piece)) || !held_.empty()) {
            held_ += piece;  // is it a document or an archive? To be seen when it is whole
            return true;
        }
        begin(entry);
        sink_.data(piece);
        return true;
    }

    void finish_held(const Zip::Entry& entry) {
        if (identify({held_, entry.name}) == "application/zip") {
            rule_ = "nested";
            value_.clear();
            return;
        }
        begin(entry);
        sink_.data(held_);
    }

    const Zip& zip_;
    const UnpackLimits& limits_;
    const UnpackSink& sink_;
    std::map<std::string, std::string> seen_;  ///< names by what file systems take for the same
    std::uint64_t total_ = 0, bytes_ = 0;
    bool begun_ = false;
    std::string held_, rule_, value_;
};

}  // namespace

bool safe_member_name(std::string_view name) {
    if (name.empty() || name.size() > 1024 || name.front() == '/' || name.front() == '~') return false;
    if (name.size() > 1 && name[1] == ':') return false;
    for (const unsigned char c : name) {
        if (c < 0x20 || c == 0x7F || c == '\\') return false;
    }
    for (std::size_t begin = 0; begin <= name.size();) {
        const auto end = std::min(name.find('/', begin), name.size());
        const auto step = name.substr(begin, end - begin);
        if (step == ".." || step == "." || step.size() > 255 || (step.empty() && end != name.size())) return false;
        begin = end + 1;
    }
    return true;
}

void unpack_zip(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink) {
    const Zip zip{bytes};
    std::vector<const Zip::Entry*> members;
    for (const auto& entry : zip.entries()) {
        const bool folder = entry.name.ends_with('/') && !entry.nul_in_name && safe_member_name(entry.name);
        if (!folder) members.push_back(&entry);
    }
    if (members.size() > static_cast<std::size_t>(std::max(limits.members, 0))) {
        throw Error{Problem::bad_input, "the archive has " + std::to_string(members.size()) + " members"}.with_code(
            "members");
    }
    std::stable_sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    Unpacking unpacking{zip, limits, sink};
    for (const auto* entry : members) unpacking.member(*entry);
}

void unpack_tar(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink) {
    std::map<std::string, TarMember> members;
    std::uint64_t total = 0;
    std::size_t count = 0;
    const auto unpack = [&] {
        std::map<std::string, std::string> seen;
        for (const auto& [name, member] : members) {
            const auto reject = [&](const char* rule, const std::string& value) {
                sink.reject(clean(name), rule, value);
            };
            const auto [twin, first] = seen.emplace(lower(name), clean(name));
            if (!safe_member_name(name)) {
                reject("unsafe-path", clean(name));
            } else if (member.type != '0') {
                reject("special-file", member.type == '2'   ? "symbolic link"
                                       : member.type == '1' ? "hard link"
                                                            : "device or pipe");
            } else if (!first) {
                reject("twin", twin->second);
            } else if (begins_like_archive(member.data.substr(0, block_of_tar)) ||
                       (is_zip(member.data) && identify({member.data, name}) == "application/zip")) {
                reject("nested", "");
            } else {
                sink.begin(clean(name));
                sink.data(member.data);
                sink.complete();
            }
        }
    };
    try {
        each_tar_member(bytes, [&](TarMember member) {
            if (member.type == '5' && safe_member_name(member.name)) return;
            if (++count > static_cast<std::size_t>(std::max(limits.members, 0)))
                throw Error{Problem::bad_input, "the archive has too many members"}.with_code("members");
            total += member.data.size();
            if (total > limits.unpacked)
                throw Error{Problem::bad_input, "the archive unpacks to too much"}.with_code("too-large");
            while (member.name.starts_with("./")) member.name.erase(0, 2);
            // A later member of the same name takes the place of the earlier, as when a TAR file is added to.
            members.insert_or_assign(member.name, std::move(member));
        });
    } catch (const Error& error) {
        if (error.code() == "malformed") unpack();  // what could be read
        throw;
    }
    unpack();
}

}  // namespace acervo
