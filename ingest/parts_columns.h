// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>

/// Columns of the CSV of parts. Private to ingest/parts_*.cpp.
namespace acervo {

inline constexpr std::array<const char*, 8> parts_columns_before{"record", "version", "part",        "action",
                                                                 "start",  "end",     "label_start", "label_end"};
inline const std::string parts_title_column = "title_";
inline constexpr std::array<const char*, 4> parts_columns_behind{"creators", "language", "confidence", "evidence"};

}  // namespace acervo
