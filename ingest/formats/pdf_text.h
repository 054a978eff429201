// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// Makes reading text of a page as poppler gives it (lines as printed, blank lines between blocks): lines of a
/// paragraph are joined, words cut at the line's end made whole, bullets that stand alone dropped. One paragraph a
/// line.
std::string reading_text(std::string_view page);

}  // namespace acervo
