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
    int ratio = 200;
};

/// Who receives what comes out of an archive. A member that turns out bad halfway is rejected instead of completed.
struct UnpackSink {
    std::function<void(const std::string& name)> begin;
    std::function<void(std::string_view bytes)> data;
    std::function<void()> complete;
    std::function<void(const std::string& name, const std::string& rule, const std::string& value)> reject;
};

/// Members of a ZIP file in the order of their names, folders left out. The rules of Worker::Rejected hold.
/// @throws Error (bad_input: "malformed"; "members" when there are too many)
void unpack_zip(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink);

/// The same of a TAR file (not compressed).
void unpack_tar(std::string_view bytes, const UnpackLimits& limits, const UnpackSink& sink);

/// Whether a name in an archive stays below the folder it would be unpacked to, on any system: no absolute path, drive
/// letter,
/// "..", backslash or control character.
bool safe_member_name(std::string_view name);

}  // namespace acervo
