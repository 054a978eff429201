// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// Something that no two works share: an identifier, or the bytes of a file.
struct SharedIdentifier {
    std::string field;  ///< of the model: file (SHA-256), doi, handle, isbn, url, event.contribution
    std::string value;  ///< as written by everybody alike
    bool operator==(const SharedIdentifier&) const = default;
};

/// Those of a record. The ISBN is that of a volume, so papers in it have none; malformed ones are left out.
std::vector<SharedIdentifier> identifiers_of(const Record& record);

/// 64 bits: the first of the SHA-256 of both parts.
std::uint64_t hash_of(const SharedIdentifier& identifier);

}  // namespace acervo
