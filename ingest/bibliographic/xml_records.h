// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "corpus/xml.h"

namespace acervo {

/// Who takes the records of an XML file.
struct XmlRecordSink {
    std::function<void(xml::Node record, int line)> take;
    std::function<void(const Error& error, int line)> wrong;  ///< a record that is not well-formed; the rest goes on
};

/// Local name of the document's element; empty when there is none.
std::string_view root_name(std::string_view bytes);

/// Hands over every element named `local` (not those below one another), parsed by itself, with the namespaces of what
/// is around it: so a file of any length costs the memory of one record, and one bad record spoils no other. Linear,
/// whatever is not closed. The file's encoding is the declared one.
/// @throws Error (bad_input, code "malformed") when elements are nested too deeply to follow.
void each_xml_record(std::string_view bytes, std::string_view local, const XmlRecordSink& sink);

}  // namespace acervo
