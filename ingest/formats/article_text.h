// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "corpus/xml.h"
#include "ingest/formats/sections.h"

namespace acervo {

/// Reads the body of an article in JATS or TEI into sections: both nest divisions with a heading around paragraphs,
/// lists, tables, figures and notes, under different names.
class ArticleText {
public:
    explicit ArticleText(Sections& sections) : sections_(sections) {}

    /// A division and those in it; `level` of its heading, from 1. `language` of its text, may be empty.
    void division(xml::Node node, int level, const std::string& language);

    std::string first_heading;

private:
    void block(xml::Node node, int level, const std::string& language);
    void paragraph(xml::Node node, const std::string& language);
    void inline_text(xml::Node node, std::string& text, std::vector<xml::Node>& after) const;
    void table(xml::Node node, const std::string& language);

    Sections& sections_;
};

/// The words of a node for a field of metadata: notes and marks of notes left out, breaks as spaces.
std::string plain_words(xml::Node node);

}  // namespace acervo
