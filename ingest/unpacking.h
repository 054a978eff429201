// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/archive.h"

namespace acervo {

/// What an archive says of a member before it is unpacked. Nothing of it is believed.
struct ArchiveMember {
    std::string name;
    std::uint64_t bytes = 0;   ///< unpacked; 0 where it is not said
    std::uint64_t packed = 0;  ///< 0: not known for one member alone
    bool ordinary = true;      ///< a file, and no link, device or pipe
    std::string kind;          ///< of what is not ordinary
    bool encrypted = false;
    bool nul_in_name = false;
};

/// Judges what comes out of an archive, whatever its format, and passes on what may come out. For the unpackers of this
/// folder only.
class Unpacking {
public:
    Unpacking(const UnpackLimits& limits, const UnpackSink& sink) : limits_(limits), sink_(sink) {}

    /// A member is begun: false when it is rejected by what it says of itself.
    bool begin(const ArchiveMember& member);
    /// Bytes of it; false when no more of them are wanted. @throws Error (bad_input, "too-large") when the archive has
    /// given too much
    bool take(std::string_view piece);
    /// The member is whole, or was rejected by take().
    void end();
    /// It cannot be read to its end.
    void fail(const std::string& rule, const std::string& value);

    std::uint64_t total() const { return total_; }

private:
    void give(std::string_view piece);
    std::pair<std::string, std::string> objection(const ArchiveMember& member) const;

    const UnpackLimits& limits_;
    const UnpackSink& sink_;
    std::map<std::string, std::string> seen_;  ///< names by what file systems take for the same
    std::uint64_t total_ = 0, bytes_ = 0;
    ArchiveMember member_;
    int members_ = 0;
    bool given_ = false;
    std::string name_;  ///< what the member comes out, or is rejected, under
    std::string held_, rule_, value_;
};

/// Below this, the ratio of unpacked to packed bytes does not matter.
constexpr std::uint64_t small_enough = 10U << 20;

}  // namespace acervo
