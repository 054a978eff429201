// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace acervo {

/// Whether the text is a date of ISO 8601-2 (EDTF) as the model uses it: level 0 (year, month, day, interval) and of
/// level 1 the seasons (2024-21), uncertain and approximate dates (2024?, 2024~, 2024%), unspecified digits (202X,
/// 2024-XX) and open or unknown ends of an interval ("2019/..", "/2020").
bool is_edtf(std::string_view text);

/// Whether the text is one calendar day, "2024-08-26".
bool is_iso_day(std::string_view text);

}  // namespace acervo
