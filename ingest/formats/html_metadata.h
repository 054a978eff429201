// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/record.h"
#include "ingest/formats/html_text.h"

namespace acervo {

/// What a page says of itself: <html lang>, <title>, <meta> of the schemes citation_*, DC and dcterms, Open Graph, and
/// plain ones; links to licence and canonical address. `heading`: its first one, for a page whose title is none.
void describe_page(const GumboNode* root, const std::string& heading, const std::string& file_name, Record& record);

}  // namespace acervo
