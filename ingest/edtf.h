// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace acervo {

/// The days an EDTF date may mean, as year * 10000 + month * 100 + day, both included; an end that is open or not known
/// is the earliest or latest there is.
struct EdtfSpan {
    std::int64_t first = 0, last = 0;
};

/// Whether the text is a date of ISO 8601-2 (EDTF), levels 0 and 1. Level 0: year, month, day, a time with its zone,
/// interval. Level 1: years beyond four digits (Y17000), seasons (2024-21 to -24), uncertain and approximate dates
/// (2024?, 2024~, 2024%), unspecified digits from the right (202X, 20XX, 2024-XX, 2024-08-XX, 2024-XX-XX), open and
/// unknown ends of an interval ("2019/..", "/2020"), years before 0 (-0044). Days that no calendar has, and intervals
/// that end before they begin, are none.
bool is_edtf(std::string_view text);
std::optional<EdtfSpan> edtf_span(std::string_view text);

/// Whether the text is one calendar day, "2024-08-26".
bool is_iso_day(std::string_view text);

}  // namespace acervo
