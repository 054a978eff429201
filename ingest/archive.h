// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace acervo {

struct UnpackLimits {
    std::uint64_t unpacked = 2ULL << 30;
    int members = 100000;
    int ratio = 100;
    bool nested = false;  ///< whether members that are archives may come out, for somebody else to unpack
};

/// Who receives what comes out of an archive. A member that turns out bad halfway is rejected instead of completed.
struct UnpackSink {
    std::function<void(const std::string& name)> begin;
    std::function<void(std::string_view bytes)> data;
    std::function<void()> complete;
    std::function<void(const std::string& name, const std::string& rule, const std::string& value)> reject;
};

/// Members of an archive of any kind that is_archive_type() knows, folders left out. The rules of Worker::Rejected
/// hold.
/// @throws Error (bad_input: "malformed"; "members" when there are too many; "ratio", "too-large" when it cannot be
/// unpacked any further)
void unpack(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink);

/// Members of a ZIP file in the order of their names: its directory is judged before anything is unpacked.
void unpack_zip(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink);
/// Members of a TAR (plain, or packed by gzip, bzip2, xz, zstd) or 7z file in its own order (libarchive).
void unpack_stream(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink);

/// Whether a media type is one of archives that are unpacked.
bool is_archive_type(std::string_view media_type);
/// Whether the beginning of a file is that of an archive, or of a file in a ZIP container: cheap, asked before a
/// worker.
bool begins_like_archive(std::string_view head);
/// "application/x-tar", "application/x-compressed-tar" or "application/x-7z-compressed"; empty for what is none of
/// them, such as a single packed file.
std::string identify_archive(std::string_view bytes);

/// Whether a name in an archive stays below the folder it would be unpacked to, on any system: no absolute path, drive
/// letter,
/// "..", backslash or control character.
bool safe_member_name(std::string_view name);

}  // namespace acervo
