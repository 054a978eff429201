// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/citation/citation_text.h"
#include "api/citation/reference.h"

namespace acervo {

/// Styles that references are written in.
enum class CitationStyle { apa, chicago, abnt, iso690, vancouver };

/// Their names as parameters take them: apa, chicago, abnt, iso690, vancouver.
const std::vector<std::string>& citation_styles();
std::optional<CitationStyle> citation_style(std::string_view name);
/// What people call it: "APA 7", "ABNT NBR 6023".
std::string_view style_title(CitationStyle style);

/// One entry of a list of references. `language` of the words that join its parts: es, pt or en.
CitationText cite(const Reference& reference, CitationStyle style, const std::string& language);

}  // namespace acervo
