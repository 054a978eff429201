// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// One record of a RIS file: its tags in order, values squeezed, lines that a value goes on in joined.
struct RisRecord {
    int line = 0;      ///< of its TY
    std::string type;  ///< of the TY
    std::vector<std::pair<std::string, std::string>> fields;
    std::string wrong;  ///< "unfinished": the next record or the end came before its ER
};

/// Cuts a RIS file in any encoding (UTF-8 with and without a byte-order mark, UTF-16, windows-1252) into records. What
/// stands outside of them is stepped over.
void read_ris(std::string_view bytes, const std::function<void(const RisRecord&)>& take);

BibliographicRecord record_from_ris(const RisRecord& ris);

}  // namespace acervo
