// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ingest/support.h"

namespace test {

/// What a hostile author can put into an XML document: a declaration in front of it, and content where text stands.
struct Payload {
    std::string doctype, body;
};

/// A way by which XML comes in: a file around a payload. `text`: where the body stands, it is read as text of the file.
struct Door {
    std::string name, file_name;
    std::function<std::string(const Payload&)> file;
};

inline std::string document(const Payload& payload, std::string_view before, std::string_view after) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + payload.doctype + std::string(before) + payload.body +
           std::string(after);
}

inline constexpr std::string_view relations =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
inline constexpr std::string_view office_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

inline std::string relation(const std::string& id, const std::string& type, const std::string& target) {
    return "<Relationship Id='" + id + "' Type='" + std::string(office_types) + type + "' Target='" + target + "'/>";
}

inline std::string open_document(const std::string& kind, const std::string& content) {
    return zip({{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", content}});
}

inline std::string office_body(const Payload& payload, const std::string& kind) {
    const std::string page = kind == "presentation" ? "<draw:page><draw:frame><draw:text-box>" : "";
    const std::string end = kind == "presentation" ? "</draw:text-box></draw:frame></draw:page>" : "";
    return document(payload,
                    "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                    "xmlns:text='urn:text' xmlns:draw='urn:draw' "
                    "office:mimetype='application/vnd.oasis.opendocument." +
                        kind + "'><office:body><office:" + kind + ">" + page + "<text:p>",
                    "</text:p>" + end + "</office:" + kind + "></office:body></office:document>");
}

/// Every format that is read as XML by the extractors. A new one is a line here.
inline std::vector<Door> xml_doors() {
    const auto simple = [](std::string name, std::string file_name, std::string before, std::string after) {
        return Door{std::move(name), std::move(file_name),
                    [before, after](const Payload& payload) { return document(payload, before, after); }};
    };
    return {
        simple("JATS", "a.xml",
               "<article article-type='research-article' "
               "xml:lang='es'><front><article-meta><title-group><article-title>Agua"
               "</article-title></title-group></article-meta></front><body><sec><title>Uno</title><p>",
               "</p></sec></body></article>"),
        simple(
            "TEI", "a.xml",
            "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Agua</title></titleStmt>"
            "</fileDesc></teiHeader><text><body><div><head>Uno</head><p>",
            "</p></div></body></text></TEI>"),
        {"DOCX", "a.docx",
         [](const Payload& payload) {
             return zip({{"word/document.xml", document(payload, "<w:document xmlns:w='urn:w'><w:body><w:p><w:r><w:t>",
                                                        "</w:t></w:r></w:p></w:body></w:document>")}});
         }},
        {"PPTX", "a.pptx",
         [](const Payload& payload) {
             return zip(
                 {{"ppt/presentation.xml",
                   "<p:presentation xmlns:p='urn:p' "
                   "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><p:sldIdLst><p:sldId "
                   "id='256' r:id='a'/></p:sldIdLst></p:presentation>"},
                  {"ppt/_rels/presentation.xml.rels",
                   std::string(relations) + relation("a", "slide", "slides/slide1.xml") + "</Relationships>"},
                  {"ppt/slides/slide1.xml",
                   document(payload,
                            "<p:sld xmlns:p='urn:p' xmlns:a='urn:a'><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id='1' "
                            "name='x'/><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t>",
                            "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>")}});
         }},
        {"ODT", "a.odt", [](const Payload& payload) { return open_document("text", office_body(payload, "text")); }},
        {"ODP", "a.odp",
         [](const Payload& payload) { return open_document("presentation", office_body(payload, "presentation")); }},
        {"flat ODT", "a.fodt", [](const Payload& payload) { return office_body(payload, "text"); }},
        {"flat ODP", "a.fodp", [](const Payload& payload) { return office_body(payload, "presentation"); }},
        simple("XHTML", "a.xhtml",
               "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>Agua</title></head><body><h1>Agua</h1><p>",
               "</p></body></html>"),
    };
}

}  // namespace test
