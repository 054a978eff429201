// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/rdf.h"

#include "corpus/text.h"

namespace acervo::rdf {
namespace {

/// An element, and no address in angle brackets: "<rdf:RDF xmlns..." has a space in it, "<html>" none of the marks of
/// an address.
bool is_xml(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || text[start] != '<') return false;
    text.remove_prefix(start + 1);
    if (text.starts_with('?') || text.starts_with('!')) return true;
    const auto end = text.find_first_of(" \t\r\n>");
    if (end == std::string_view::npos || text[end] != '>') return true;
    return text.substr(0, end).find_first_of(":#/") == std::string_view::npos;
}

}  // namespace

void read(std::string_view bytes, const Visit& visit) {
    const auto text = to_utf8(bytes.substr(0, 4096));
    is_xml(text) ? read_xml(bytes, visit) : read_turtle(bytes, visit);
}

}  // namespace acervo::rdf
