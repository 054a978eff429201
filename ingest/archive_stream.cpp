// SPDX-License-Identifier: GPL-3.0-or-later
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <new>
#include <string>

#include "corpus/error.h"
#include "ingest/archive.h"
#include "ingest/unpacking.h"

namespace acervo {
namespace {

struct Close {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Close>;

[[noreturn]] void fail(archive* reader) {
    if (archive_errno(reader) == ENOMEM) throw std::bad_alloc{};
    const char* said = archive_error_string(reader);
    throw Error{Problem::bad_input, std::string{"not a whole archive: "} + (said != nullptr ? said : "it is cut off")}
        .with_code("malformed");
}

/// Only what is packed by a library within this process: libarchive would start programs for other formats.
Reader open(std::string_view bytes) {
    Reader reader{archive_read_new()};
    if (!reader) throw std::bad_alloc{};
    archive* const raw = reader.get();
    for (const auto filter : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2,
                              archive_read_support_filter_xz, archive_read_support_filter_zstd}) {
        filter(raw);
    }
    archive_read_support_format_tar(raw);
    archive_read_support_format_7zip(raw);
    // Names are UTF-8 whatever the locale of this process; others come as they are.
    archive_read_set_option(raw, "tar", "hdrcharset", "UTF-8");
    if (archive_read_open_memory(raw, bytes.data(), bytes.size()) != ARCHIVE_OK) return {};
    return reader;
}

ArchiveMember member_of(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    const auto type = archive_entry_filetype(entry);
    const bool link = archive_entry_hardlink(entry) != nullptr;
    return {.name = name != nullptr ? name : "",
            .bytes = archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) > 0
                         ? static_cast<std::uint64_t>(archive_entry_size(entry))
                         : 0,
            .packed = 0,
            .ordinary = type == AE_IFREG && !link,
            .kind = link               ? "hard link"
                    : type == AE_IFLNK ? "symbolic link"
                                       : "device or pipe",
            .encrypted = archive_entry_is_encrypted(entry) != 0,
            .nul_in_name = false};
}

bool is_folder(archive_entry* entry, const ArchiveMember& member) {
    return archive_entry_filetype(entry) == AE_IFDIR && safe_member_name(member.name);
}

/// Names in a TAR often begin with "./", which leads nowhere.
std::string without_here(std::string name) {
    while (name.starts_with("./") && name.size() > 2) name.erase(0, 2);
    return name;
}

}  // namespace

std::string identify_archive(std::string_view bytes) {
    const bool zip = bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
    if (zip || !begins_like_archive(bytes.substr(0, 512))) return {};
    const auto reader = open(bytes);
    archive_entry* entry = nullptr;
    if (!reader) return {};
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_FATAL && archive_errno(reader.get()) == ENOMEM) throw std::bad_alloc{};
    const int format = archive_format(reader.get()) & ARCHIVE_FORMAT_BASE_MASK;
    if (format == ARCHIVE_FORMAT_7ZIP || bytes.starts_with("7z\xBC\xAF")) return "application/x-7z-compressed";
    if (format != ARCHIVE_FORMAT_TAR) return {};
    return archive_filter_code(reader.get(), 0) == ARCHIVE_FILTER_NONE ? "application/x-tar"
                                                                       : "application/x-compressed-tar";
}

void unpack_stream(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink) {
    const auto reader = open(bytes);
    if (!reader) throw Error{Problem::bad_input, "not an archive that is read"}.with_code("malformed");
    archive* const raw = reader.get();
    Unpacking unpacking{limits, sink};
    std::string buffer(1U << 16, '\0');
    std::uint64_t passed_over = 0;
    bool damaged = false;
    // Members are packed together, and to pass one over it must be unpacked: a bomb ends the whole.
    const auto check = [&](std::uint64_t more) {
        const bool plain = archive_filter_code(raw, 0) == ARCHIVE_FILTER_NONE;
        const auto read = plain ? static_cast<std::int64_t>(bytes.size()) : archive_filter_bytes(raw, -1);
        const auto packed = static_cast<std::uint64_t>(read > 0 ? read : 1), out = unpacking.total() + more;
        if (out > small_enough && out / static_cast<std::uint64_t>(limits.ratio) > packed) {
            throw Error{Problem::bad_input, std::to_string(out) + ":" + std::to_string(packed)}.with_code("ratio");
        }
    };
    for (archive_entry* entry = nullptr;;) {
        const int header = archive_read_next_header(raw, &entry);
        if (header == ARCHIVE_RETRY) {  // an entry that cannot be made out; what follows may be
            damaged = true;
            continue;
        }
        if (header == ARCHIVE_EOF && damaged)
            throw Error{Problem::bad_input, "some of its entries cannot be read"}.with_code("malformed");
        if (header == ARCHIVE_EOF) return;
        if (header < ARCHIVE_WARN) fail(raw);
        auto member = member_of(entry);
        member.name = without_here(std::move(member.name));
        if (is_folder(entry, member) || member.name == "." || member.name == "./") continue;
        const bool wanted = unpacking.begin(member);
        for (bool going = wanted; going || member.ordinary;) {
            const auto got = archive_read_data(raw, buffer.data(), buffer.size());
            if (got == 0) break;
            if (got < 0) {
                if (got == ARCHIVE_FATAL && archive_errno(raw) == ENOMEM) throw std::bad_alloc{};
                const char* said = archive_error_string(raw);
                unpacking.fail("malformed", said != nullptr ? said : "");
                break;
            }
            const std::string_view piece{buffer.data(), static_cast<std::size_t>(got)};
            if (going) {
                going = unpacking.take(piece);
            } else {
                passed_over += piece.size();
            }
            check(passed_over);
        }
        if (wanted) unpacking.end();
    }
}

}  // namespace acervo
