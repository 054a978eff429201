// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/record.h"
#include "corpus/xml.h"
#include "ingest/zip.h"

namespace acervo {

/// An OOXML package: parts, and relationships from part to part.
class OfficePackage {
public:
    struct Relationship {
        std::string type;    ///< last step of the type URI: "slide", "notesSlide"
        std::string target;  ///< name of the part, from the root of the package; the address as it is when external
        bool external = false;
    };
    using Relationships = std::map<std::string, Relationship>;  ///< by id

    explicit OfficePackage(std::string_view bytes) : zip_(bytes) {}

    /// A part as XML; null when it is absent. @throws Error as xml::parse() and Zip::read() do
    xml::Document part(const std::string& name);
    /// A part as it is; nothing when it is absent.
    std::optional<std::string> bytes(const std::string& name) { return zip_.read(name); }
    /// What the part points to; "" is the package itself.
    Relationships relationships(const std::string& part);
    /// The part that the package is about (word/document.xml). @throws Error (bad_input, "malformed")
    std::string main_part();
    /// Title, creators, keywords, dates of docProps/core.xml, the company of docProps/app.xml. `file_name` unmasks a
    /// title that is none.
    void describe(Record& record, const std::string& file_name);

private:
    Zip zip_;
};

/// Name of a part in a container that another one points to: "ppt/slides/slide1.xml" and "../media/a.png" give
/// "ppt/media/a.png". Never leads out of the container.
std::string part_name(const std::string& base, std::string_view target);

/// The branch of mc:AlternateContent to read: the choice, or the fallback where the choice has nothing in it.
xml::Node chosen(xml::Node alternate_content);

constexpr std::string_view relationship_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view strict_relationship_space = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// An attribute such as r:id, in the transitional or the strict namespace.
std::string relationship_id(xml::Node node, std::string_view local);

}  // namespace acervo
