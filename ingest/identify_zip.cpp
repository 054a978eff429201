// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <optional>

#include "corpus/error.h"
#include "corpus/xml.h"
#include "ingest/identify.h"
#include "ingest/zip.h"

namespace acervo {
namespace {

constexpr std::string_view ooxml = "application/vnd.openxmlformats-officedocument.";

/// OOXML: the type of the part that is the document ("...presentationml.presentation.main+xml").
std::string by_content_types(Zip& zip) {
    constexpr std::string_view suffix = ".main+xml";
    const auto types = zip.read("[Content_Types].xml");
    if (!types) return {};
    const auto document = xml::parse(*types);
    for (const auto* override : xml::children(xml::root(document), "Override")) {
        auto type = xml::attribute(override, "ContentType");
        if (!type.ends_with(suffix)) continue;
        type.resize(type.size() - suffix.size());
        if (type.starts_with(ooxml) || type.starts_with("application/vnd.ms-")) return type;
    }
    return {};
}

std::string by_parts(const Zip& zip) {
    constexpr std::array<std::pair<const char*, const char*>, 3> known{
        {{"ppt/presentation.xml", "presentationml.presentation"},
         {"word/document.xml", "wordprocessingml.document"},
         {"xl/workbook.xml", "spreadsheetml.sheet"}}};
    for (const auto& [part, type] : known) {
        if (zip.has(part)) return std::string{ooxml} + type;
    }
    if (zip.has("META-INF/container.xml")) return "application/epub+zip";
    return {};
}

/// ODF and EPUB: the first entry says it; else the manifest.
std::string by_mimetype(Zip& zip) {
    if (const auto declared = zip.read("mimetype")) {
        const auto type = declared->substr(0, declared->find_first_of("\r\n \t"));
        if (type == "application/epub+zip" || type.starts_with("application/vnd.")) return type;
    }
    if (!zip.has("content.xml")) return {};
    if (const auto manifest = zip.read("META-INF/manifest.xml")) {
        const auto document = xml::parse(*manifest);
        for (const auto* entry : xml::children(xml::root(document), "file-entry")) {
            if (xml::attribute(entry, "full-path") == "/") return xml::attribute(entry, "media-type");
        }
    }
    return {};
}

/// What a ZIP was that has lost its end, by the names at its beginning.
std::string by_first_names(std::string_view bytes) {
    const auto head = bytes.substr(0, 4096);
    const auto has = [&](std::string_view name) { return head.find(name) != std::string_view::npos; };
    if (has("[Content_Types].xml") || has("_rels/.rels") || has("word/") || has("ppt/") || has("xl/")) {
        const auto whole = bytes.substr(0, 1U << 20);
        if (whole.find("ppt/") != std::string_view::npos) return std::string{ooxml} + "presentationml.presentation";
        if (whole.find("xl/") != std::string_view::npos) return std::string{ooxml} + "spreadsheetml.sheet";
        return std::string{ooxml} + "wordprocessingml.document";
    }
    for (const char* type :
         {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.presentation",
          "application/vnd.oasis.opendocument.spreadsheet", "application/epub+zip"}) {
        if (has(type)) return type;
    }
    return "application/zip";
}

}  // namespace

std::string identify_zip(std::string_view bytes) {
    try {
        Zip zip{bytes};
        for (const auto look : {by_content_types, by_mimetype}) {
            std::string type;
            try {
                type = look(zip);
            } catch (const Error&) {  // that part is broken: the others may still tell
            }
            if (!type.empty()) return type;
        }
        if (auto type = by_parts(zip); !type.empty()) return type;
    } catch (const Error&) {
        return by_first_names(bytes);  // not a whole ZIP: whoever reads it will say why
    }
    return "application/zip";
}

}  // namespace acervo
