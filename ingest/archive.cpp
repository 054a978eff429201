// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/archive.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/error.h"
#include "ingest/unpacking.h"
#include "ingest/zip.h"

namespace acervo {
namespace {

ArchiveMember member_of(const Zip::Entry& entry) {
    const auto type = entry.mode & S_IFMT;
    // A packed size of none is as good as one byte: it must not free the member of the limit.
    return {.name = entry.name,
            .bytes = entry.bytes,
            .packed = std::max<std::uint64_t>(entry.packed, 1),
            .ordinary = type == 0 || type == S_IFREG,
            .kind = type == S_IFLNK ? "symbolic link" : "device or pipe",
            .encrypted = entry.encrypted,
            .nul_in_name = entry.nul_in_name};
}

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

bool is_archive_type(std::string_view type) {
    return type == "application/zip" || type == "application/x-tar" || type == "application/x-compressed-tar" ||
           type == "application/x-7z-compressed";
}

bool begins_like_archive(std::string_view head) {
    using namespace std::string_view_literals;
    constexpr std::array magics = {"PK\x03\x04"sv,
                                   "PK\x05\x06"sv,
                                   "\x1F\x8B"sv,
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

void unpack(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink) {
    identify_archive(bytes).empty() ? unpack_zip(bytes, limits, sink) : unpack_stream(bytes, limits, sink);
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
    Unpacking unpacking{limits, sink};
    for (const auto* entry : members) {
        if (!unpacking.begin(member_of(*entry))) continue;
        try {
            zip.stream(*entry, [&](std::string_view piece) { return unpacking.take(piece); });
        } catch (const Error& error) {
            unpacking.fail(error.code().empty() ? "malformed" : error.code(), error.what());
        }
        unpacking.end();
    }
}

}  // namespace acervo
