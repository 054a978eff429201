// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/duplicates/sketch.h"

namespace acervo {

/// Which records have a shingle or an identifier in common with a new one, found in a time that does not depend on how
/// many records there are. In memory: of each text its smallest 16 hashes, or one shingle in 64 where that is more; a
/// hash that 16 records have is common speech and leads to no further ones. About 230 bytes a record.
class SketchIndex {
public:
    /// Adds a record, or what is new about it. Ids are those of record_id().
    void add(const std::string& record, const TextSketch& sketch);

    /// Records that share two indexed hashes or more with it (all where it has fewer), those that share most first.
    std::vector<std::string> alike(const TextSketch& sketch, std::size_t most = 8) const;
    /// The record that first had the identifier.
    std::optional<std::string> holder(std::uint64_t identifier) const;

    std::size_t records() const { return ids_.size(); }
    std::size_t bytes() const;  ///< that its tables take

private:
    struct Posting {
        std::uint32_t hash = 0, record = none;
    };
    static constexpr std::uint32_t none = ~0U;
    std::size_t slot(std::uint32_t hash) const;
    void insert(std::uint32_t hash, std::uint32_t record);
    void grow();

    std::vector<std::uint64_t> ids_;  ///< packed, by number
    std::vector<Posting> postings_;   ///< open addressing; a power of two
    std::size_t used_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> holders_;
};

}  // namespace acervo
