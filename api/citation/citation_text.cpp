// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/citation_text.h"

#include "corpus/xml_writer.h"

namespace acervo {

char CitationText::last() const {
    return pieces_.empty() ? '\0' : pieces_.back().first.back();
}

CitationText& CitationText::add(std::string_view text, bool italic) {
    // "¿Quién decide?" and a comma, "J." and a full stop: the mark that is there stays.
    if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
        const auto before = last();
        if (before == text.front() || (text.front() == '.' && (before == '?' || before == '!'))) text.remove_prefix(1);
    }
    if (text.empty()) return *this;
    if (!pieces_.empty() && pieces_.back().second == italic) {
        pieces_.back().first += text;
    } else {
        pieces_.emplace_back(text, italic);
    }
    return *this;
}

CitationText& CitationText::between(std::string_view before, std::string_view text, std::string_view behind) {
    if (text.empty()) return *this;
    return add(before).add(text).add(behind);
}

CitationText& CitationText::stop() {
    return pieces_.empty() ? *this : add(".");
}

std::string CitationText::plain() const {
    std::string text;
    for (const auto& [piece, italic] : pieces_) text += piece;
    return text;
}

std::string CitationText::html() const {
    std::string text;
    for (const auto& [piece, italic] : pieces_)
        text += italic ? "<i>" + xml::escaped(piece) + "</i>" : xml::escaped(piece);
    return text;
}

}  // namespace acervo
