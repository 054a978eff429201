// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <map>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/html_text.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/office.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

struct Style {
    std::string name, base;
    int level = 0;  ///< of a heading, from 1; 0: none
};

int number(const std::string& text) {
    const bool digits = !text.empty() && text.size() < 4 &&
                        std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits ? std::stoi(text) : -1;
}

std::string value(Node node) {
    return xml::attribute(node, "val");
}

/// The styles of a document. Their ids are in the language of the program ("Ttulo1"); names and outline levels are not.
class Styles {
public:
    explicit Styles(const xml::Document& document) {
        if (!document) return;
        for (const auto* node : xml::children(xml::root(document), "style")) {
            Style style{.name = lower(value(xml::at(node, "name"))), .base = value(xml::at(node, "basedOn"))};
            const int outline = number(value(xml::at(node, "pPr/outlineLvl")));
            if (outline >= 0 && outline < 9) style.level = outline + 1;
            if (style.level == 0 && style.name.starts_with("heading "))
                style.level = std::max(0, number(style.name.substr(8)));
            styles_[xml::attribute(node, "styleId")] = std::move(style);
        }
    }

    int level(std::string id) const {
        for (int depth = 0; depth < 10; ++depth) {
            const auto found = styles_.find(id);
            if (found == styles_.end()) return 0;
            if (found->second.level > 0) return found->second.level;
            id = found->second.base;
        }
        return 0;
    }

    std::string name(const std::string& id) const {
        const auto found = styles_.find(id);
        return found == styles_.end() ? std::string{} : found->second.name;
    }

private:
    std::map<std::string, Style> styles_;
};

class DocxReader {
public:
    explicit DocxReader(OfficePackage& package) : package_(package), main_(package.main_part()) {
        std::string styles, footnotes, endnotes;
        parts_ = package.relationships(main_);
        for (const auto& [id, part] : parts_) {
            if (part.external) continue;
            if (part.type == "styles") styles = part.target;
            if (part.type == "footnotes") footnotes = part.target;
            if (part.type == "endnotes") endnotes = part.target;
        }
        styles_ = Styles{optional_part(styles)};
        read_notes(footnotes, "footnote", footnotes_);
        read_notes(endnotes, "endnote", endnotes_);
    }

    std::vector<Unit> read() {
        const auto document = package_.part(main_);
        const auto* body = document ? xml::at(xml::root(document), "body") : nullptr;
        if (body == nullptr) throw Error{Problem::bad_input, "the document has no body"}.with_code("malformed");
        blocks(body);
        return sections_.take();
    }

    std::string title;  ///< of the paragraph with the style "Title", else the first heading

private:
    xml::Document optional_part(const std::string& name) {
        if (name.empty()) return {};
        try {
            return package_.part(name);
        } catch (const Error&) {
            return {};  // without styles or notes there is still the text
        }
    }

    void read_notes(const std::string& part, const char* element, std::map<std::string, std::string>& notes) {
        const auto document = optional_part(part);
        if (!document) return;
        for (const auto* note : xml::children(xml::root(document), element)) {
            std::string text;
            for (const auto* paragraph : xml::all(note, "p")) {
                text += ' ';
                inline_text(paragraph, text);
            }
            text = squeeze(text);
            if (!text.empty()) notes[xml::attribute(note, "id")] = text;
        }
        asides_.clear();
    }

    /// Paragraphs, tables and what wraps them.
    void blocks(Node parent) {
        for (const auto* node : xml::children(parent)) {
            const auto kind = xml::name(node);
            if (kind == "p") {
                paragraph(node);
            } else if (kind == "tbl") {
                table(node);
            } else if (kind == "sdt") {
                if (const auto* content = xml::at(node, "sdtContent")) blocks(content);
            } else if (kind == "AlternateContent") {
                if (const auto* choice = chosen(node)) blocks(choice);
            } else if (kind == "altChunk") {
                chunk(relationship_id(node, "id"));
            } else if (kind == "ins" || kind == "moveTo" || kind == "customXml" || kind == "smartTag") {
                blocks(node);
            }
        }
    }

    /// A document inside the document; programs that export from a database put HTML there.
    void chunk(const std::string& id) {
        const auto found = parts_.find(id);
        if (found == parts_.end() || found->second.external) return;
        const auto& name = found->second.target;
        if (!name.ends_with(".html") && !name.ends_with(".htm") && !name.ends_with(".xhtml") && !name.ends_with(".txt"))
            return;
        if (const auto bytes = package_.bytes(name)) sections_.paragraph(text_of_html_fragment(to_utf8(*bytes)));
    }

    void paragraph(Node node) {
        const auto id = value(xml::at(node, "pPr/pStyle"));
        const auto style = styles_.name(id);
        std::string text;
        inline_text(node, text);
        text = squeeze(text);
        int level = styles_.level(id);
        if (const int direct = number(value(xml::at(node, "pPr/outlineLvl"))); direct >= 0)
            level = direct < 9 ? direct + 1 : 0;
        if (style == "title" && !text.empty()) {
            if (!titled_) title = text;
            titled_ = true;
            level = 1;
        }
        const bool contents = style.starts_with("toc ") || style == "toc heading";
        if (level > 0 && level <= 9 && text.size() <= 300) {
            if (title.empty()) title = text;
            sections_.heading(text, level);
        } else if (!contents) {
            sections_.paragraph(text);
        }
        flush_asides();
    }

    void table(Node node) {
        for (const auto* row : xml::children(node)) {
            if (xml::is(row, "sdt") || xml::is(row, "ins")) blocks(row);
            if (!xml::is(row, "tr")) continue;
            std::string line;
            cells(row, line);
            sections_.paragraph(line);
            flush_asides();
        }
    }

    void cells(Node row, std::string& line) {
        for (const auto* cell : xml::children(row)) {
            if (xml::is(cell, "sdt")) {
                if (const auto* content = xml::at(cell, "sdtContent")) cells(content, line);
            }
            if (!xml::is(cell, "tc")) continue;
            std::string content;
            for (const auto* paragraph : xml::all(cell, "p")) {
                content += ' ';
                inline_text(paragraph, content);
            }
            content = squeeze(content);
            if (content.empty()) continue;
            if (!line.empty()) line += " | ";
            line += content;
        }
    }

    /// Runs of a paragraph: what is deleted, commented or a field's code is left out; text boxes and notes follow the
    /// paragraph.
    void inline_text(Node node, std::string& text) {
        for (const auto* n : xml::children(node)) {
            const auto kind = xml::name(n);
            if (kind == "t") {
                text += xml::raw_text(n);
            } else if (kind == "tab" || kind == "br" || kind == "cr") {
                if (xml::name(node) == "r") text += ' ';
            } else if (kind == "noBreakHyphen") {
                text += '-';
            } else if (kind == "footnoteReference") {
                aside(footnotes_, xml::attribute(n, "id"));
            } else if (kind == "endnoteReference") {
                aside(endnotes_, xml::attribute(n, "id"));
            } else if (kind == "AlternateContent") {
                if (const auto* choice = chosen(n)) inline_text(choice, text);
            } else if (kind == "txbxContent") {
                std::string box;
                for (const auto* paragraph : xml::all(n, "p")) {
                    box += ' ';
                    inline_text(paragraph, box);
                }
                asides_.push_back(squeeze(box));
            } else if (kind == "docPr") {
                const auto words = squeeze(xml::attribute(n, "descr"));
                if (is_alternative_text(words)) asides_.push_back(words);
            } else if (kind != "del" && kind != "moveFrom" && kind != "pPr" && kind != "rPr" && kind != "instrText" &&
                       kind != "delText") {
                inline_text(n, text);
            }
        }
    }

    void aside(const std::map<std::string, std::string>& notes, const std::string& id) {
        if (const auto found = notes.find(id); found != notes.end()) asides_.push_back(found->second);
    }

    void flush_asides() {
        for (const auto& text : asides_) sections_.paragraph(text);
        asides_.clear();
    }

    OfficePackage& package_;
    std::string main_;
    OfficePackage::Relationships parts_;
    Styles styles_{xml::Document{}};
    std::map<std::string, std::string> footnotes_, endnotes_;
    std::vector<std::string> asides_;
    Sections sections_;
    bool titled_ = false;
};

class DocxExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override {
        constexpr std::string_view ooxml = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
        return type == std::string{ooxml} + "document" || type == std::string{ooxml} + "template" ||
               type == "application/vnd.ms-word.document.macroEnabled" ||
               type == "application/vnd.ms-word.template.macroEnabledTemplate";
    }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        OfficePackage package{file.bytes};
        DocxReader reader{package};
        Extracted out{.media_type = std::string{media_type}, .units = reader.read()};
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        package.describe(out.described, file.name);
        if (out.described.title.empty() && is_title(reader.title, file.name)) {
            put(out.described.title, "", clean(as_title(reader.title)));
            out.described.machine.emplace_back("title");
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> docx_extractor() {
    return std::make_unique<DocxExtractor>();
}

}  // namespace acervo
