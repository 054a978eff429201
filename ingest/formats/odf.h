// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "corpus/xml.h"

namespace acervo {

/// An OpenDocument file, zipped or flat: its body and what it says of itself.
class OpenDocument {
public:
    /// @throws Error (bad_input: "malformed", "encrypted")
    explicit OpenDocument(std::string_view bytes);

    /// The element of this name in office:body ("text", "presentation"). @throws Error (bad_input, "malformed") if it
    /// is absent
    xml::Node body(std::string_view kind) const;
    void describe(Record& record, const std::string& file_name) const;

private:
    xml::Document content_, meta_;  ///< the same content twice in a flat file, once as `content_`
};

/// Text of a paragraph or heading: spaces and tabs written out; notes and text boxes inside it go to `asides`, deleted
/// text and comments nowhere.
std::string odf_paragraph(xml::Node node, std::vector<std::string>& asides);

/// Every paragraph below a node, one a line; rows of tables as lines with " | " between the cells.
std::string odf_text(xml::Node node);

}  // namespace acervo
