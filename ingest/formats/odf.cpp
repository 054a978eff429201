// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/odf.h"

#include <algorithm>
#include <cctype>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/metadata.h"
#include "ingest/zip.h"

namespace acervo {
namespace {

using xml::Node;

[[noreturn]] void malformed(const std::string& what) {
    throw Error{Problem::bad_input, what}.with_code("malformed");
}

bool is_paragraph(std::string_view kind) {
    return kind == "p" || kind == "h";
}

bool is_hidden(std::string_view kind) {
    return kind == "tracked-changes" || kind == "annotation" || kind == "annotation-end" || kind == "notes" ||
           kind == "forms" || kind == "table-of-content" || kind == "binary-data" || kind == "event-listeners" ||
           kind == "ruby-text" || kind == "sequence-decls" || kind == "note-citation";
}

void inline_text(Node node, std::string& text, std::vector<std::string>& asides) {
    for (Node n = node->children; n != nullptr; n = n->next) {
        if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
            text += reinterpret_cast<const char*>(n->content);
            continue;
        }
        const auto kind = xml::name(n);
        if (kind == "s" || kind == "tab" || kind == "line-break") {
            text += ' ';
        } else if (kind == "note") {
            asides.push_back(squeeze(odf_text(xml::at(n, "note-body"))));
        } else if (kind == "frame" || kind == "custom-shape" || kind == "text-box" || kind == "g" || kind == "rect") {
            asides.push_back(odf_text(n));
        } else if (!kind.empty() && !is_hidden(kind)) {
            inline_text(n, text, asides);
        }
    }
}

void table_rows(Node table, std::string& out) {
    for (const auto* node : xml::children(table)) {
        const auto kind = xml::name(node);
        if (kind == "table-header-rows" || kind == "table-rows" || kind == "table-row-group") table_rows(node, out);
        if (kind != "table-row") continue;
        std::string line;
        for (const auto* cell : xml::children(node, "table-cell")) {
            const auto content = squeeze(odf_text(cell));
            if (content.empty()) continue;
            if (!line.empty()) line += " | ";
            line += content;
        }
        if (!line.empty()) out += line + "\n";
    }
}

void block_text(Node node, std::string& out) {
    for (const auto* n : xml::children(node)) {
        const auto kind = xml::name(n);
        if (is_paragraph(kind)) {
            std::vector<std::string> asides;
            const auto text = odf_paragraph(n, asides);
            if (!text.empty()) out += text + "\n";
            for (const auto& aside : asides) {
                if (!squeeze(aside).empty()) out += aside + (aside.ends_with('\n') ? "" : "\n");
            }
        } else if (kind == "table") {
            table_rows(n, out);
        } else if (kind == "title" || kind == "desc") {  // svg: the alternative text of a picture
            if (const auto words = xml::text(n); is_alternative_text(words)) out += words + "\n";
        } else if (!is_hidden(kind)) {
            block_text(n, out);
        }
    }
}

}  // namespace

OpenDocument::OpenDocument(std::string_view bytes) {
    if (!bytes.starts_with("PK")) {
        content_ = xml::parse(bytes);
        return;
    }
    Zip zip{bytes};
    if (const auto manifest = zip.read("META-INF/manifest.xml");
        manifest && manifest->find("encryption-data") != std::string::npos) {
        throw Error{Problem::bad_input, "the document is protected by a password"}.with_code("encrypted");
    }
    const auto content = zip.read("content.xml");
    if (!content) malformed("there is no content.xml in the document");
    content_ = during("content.xml", [&] { return xml::parse(*content); });
    try {
        if (const auto meta = zip.read("meta.xml")) meta_ = xml::parse(*meta);
    } catch (const Error&) {  // the text can be read without
    }
}

Node OpenDocument::body(std::string_view kind) const {
    const auto* body = xml::at(xml::root(content_), "body");
    if (const auto* found = xml::at(body, kind)) return found;
    malformed("there is no " + std::string{kind} + " in the document");
}

void OpenDocument::describe(Record& record, const std::string& file_name) const {
    const auto* meta = xml::at(xml::root(meta_ ? meta_ : content_), "meta");
    const auto value = [&](const char* field) { return clean(xml::text(xml::at(meta, field))); };
    const auto language = language_code(value("language"));
    if (const auto title = value("title"); is_title(title, file_name)) put(record.title, language, as_title(title));
    record.creators = split_authors(value("initial-creator"));
    if (record.creators.empty()) record.creators = split_authors(value("creator"));
    if (const auto description = value("description"); description.size() > 60)
        put(record.abstract, language, description);
    for (const auto* node : xml::children(meta, "keyword")) {
        for (const auto& keyword : split_list(clean(xml::text(node)))) put(record.keywords, language, keyword);
    }
    if (!language.empty()) record.languages = {language};
    if (const auto publisher = value("publisher"); !publisher.empty()) record.publisher = publisher;
    record.doi = doi_in(value("identifier"));
    record.rights.licence = licence_id(value("rights"));
    record.issued = edtf_date(value("date"));
    if (record.issued.empty()) record.issued = edtf_date(value("creation-date"));
    if (!record.issued.empty()) record.machine.emplace_back("issued");
}

std::string odf_paragraph(Node node, std::vector<std::string>& asides) {
    std::string text;
    inline_text(node, text, asides);
    return squeeze(text);
}

std::string odf_text(Node node) {
    std::string out;
    if (node == nullptr) return out;
    if (xml::is(node, "table")) {
        table_rows(node, out);
    } else {
        block_text(node, out);
    }
    return out;
}

}  // namespace acervo
