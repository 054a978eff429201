// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ingest/formats/html_text.h"
#include "ingest/formats/sections.h"

namespace acervo {

/// Cuts the content of a page into sections at its headings; furniture (navigation, scripts, what is hidden) is left
/// out. Returns the first heading.
std::string read_page(const GumboNode* root, Sections& sections);

}  // namespace acervo
