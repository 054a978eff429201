// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// Media type of a ZIP container by what is in it (OOXML, ODF, EPUB); "application/zip" for any other and for broken
/// ones.
std::string identify_zip(std::string_view bytes);

/// Media type of XML by its root (JATS, TEI, flat ODF, XHTML, MARCXML, MODS, RSS, SVG, ...); "application/xml" for any
/// other, empty for what does not begin like XML. `head`: the beginning of the text, UTF-8.
std::string identify_xml(std::string_view head);

/// Media type of text that is no XML: text/html, text/markdown, text/csv, text/tab-separated-values, application/json,
/// application/x-ndjson, text/plain. `head`: the beginning of the text, UTF-8; `whole`: whether it is all of it; `name`
/// decides only between members of this family that the content leaves open.
std::string identify_text(std::string_view head, bool whole, const std::string& name);

/// Lower-case extension of a file name, without the dot.
std::string extension(const std::string& name);

}  // namespace acervo
