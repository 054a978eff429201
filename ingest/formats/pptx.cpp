// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/office.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

/// Paragraphs of a text body (a:p), one a line.
std::string body_text(Node body) {
    std::string text;
    const auto run = [](auto&& self, Node node, std::string& line) -> void {
        for (const auto* n : xml::children(node)) {
            if (xml::is(n, "t")) {
                line += xml::raw_text(n);
            } else if (xml::is(n, "br") || xml::is(n, "tab")) {
                line += ' ';
            } else if (xml::is(n, "r") || xml::is(n, "fld")) {
                self(self, n, line);
            }
        }
    };
    for (const auto* paragraph : xml::children(body, "p")) {
        std::string line;
        run(run, paragraph, line);
        line = squeeze(line);
        if (!line.empty()) text += line + "\n";
    }
    return text;
}

std::string table_text(Node table) {
    std::string text;
    for (const auto* row : xml::children(table, "tr")) {
        std::string line;
        for (const auto* cell : xml::children(row, "tc")) {
            const auto content = squeeze(body_text(xml::at(cell, "txBody")));
            if (content.empty()) continue;
            if (!line.empty()) line += " | ";
            line += content;
        }
        if (!line.empty()) text += line + "\n";
    }
    return text;
}

/// Reads the shapes of one slide, or of its notes.
class Shapes {
public:
    Shapes(OfficePackage& package, const OfficePackage::Relationships& relationships)
        : package_(package), relationships_(relationships) {}

    std::string title, text;
    std::string body;         ///< of the placeholder "body" alone, which holds the notes of a notes page
    std::string named_title;  ///< of the shape named "Title", which is part of `text` too

    void read(Node tree) {
        for (const auto* node : xml::children(tree)) {
            const auto kind = xml::name(node);
            if (kind == "sp") {
                shape(node);
            } else if (kind == "grpSp") {
                read(node);
            } else if (kind == "pic") {
                describe(xml::at(node, "nvPicPr/cNvPr"));
            } else if (kind == "graphicFrame") {
                frame(node);
            } else if (kind == "AlternateContent") {
                if (const auto* choice = chosen(node)) read(choice);
            }
        }
    }

private:
    void shape(Node node) {
        const auto* placeholder = xml::at(node, "nvSpPr/nvPr/ph");
        const auto role = xml::attribute(placeholder, "type");
        // Number, date and footer are the same on every slide.
        if (role == "sldNum" || role == "dt" || role == "ftr" || role == "hdr") return;
        auto content = body_text(xml::at(node, "txBody"));
        if ((role == "title" || role == "ctrTitle") && title.empty()) {
            title = squeeze(content);
            return;
        }
        if (named_title.empty() && is_title_frame(xml::attribute(xml::at(node, "nvSpPr/cNvPr"), "name")) &&
            content.size() < 200) {
            named_title = content;
        }
        if (role == "body") body += content;
        text += content;
        if (content.empty()) describe(xml::at(node, "nvSpPr/cNvPr"));
    }

    /// The alternative text of a picture.
    void describe(Node properties) {
        const auto words = squeeze(xml::attribute(properties, "descr"));
        if (is_alternative_text(words)) text += words + "\n";
    }

    void frame(Node node) {
        describe(xml::at(node, "nvGraphicFramePr/cNvPr"));
        const auto* data = xml::at(node, "graphic/graphicData");
        if (data == nullptr) return;
        for (const auto* n : xml::children(data)) {
            if (xml::is(n, "tbl")) text += table_text(n);
            if (xml::is(n, "relIds")) diagram(relationship_id(n, "dm"));
            if (xml::is(n, "chart")) chart(relationship_id(n, "id"));
            if (xml::is(n, "AlternateContent") || xml::is(n, "oleObj")) continue;  // another program's document
        }
    }

    xml::Document related(const std::string& id) {
        const auto found = relationships_.find(id);
        if (found == relationships_.end() || found->second.external) return {};
        try {
            return package_.part(found->second.target);
        } catch (const Error&) {
            return {};  // a drawing that is broken leaves the slide readable
        }
    }

    void diagram(const std::string& id) {
        const auto document = related(id);
        if (!document) return;
        for (const auto* point : xml::all(xml::root(document), "pt")) text += body_text(xml::at(point, "t"));
    }

    void chart(const std::string& id) {
        const auto document = related(id);
        if (!document) return;
        std::set<std::string> said;  // each series repeats the names of the categories
        const auto say = [&](const std::string& words) {
            if (!words.empty() && said.insert(words).second) text += words + "\n";
        };
        for (const auto* rich : xml::all(xml::root(document), "rich")) say(squeeze(body_text(rich)));
        for (const auto* cache : xml::all(xml::root(document), "strCache")) {
            for (const auto* value : xml::all(cache, "v")) say(xml::text(value));
        }
    }

    OfficePackage& package_;
    const OfficePackage::Relationships& relationships_;
};

class PptxExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override {
        constexpr std::string_view ooxml = "application/vnd.openxmlformats-officedocument.presentationml.";
        return type == std::string{ooxml} + "presentation" || type == std::string{ooxml} + "slideshow" ||
               type == std::string{ooxml} + "template" ||
               type == "application/vnd.ms-powerpoint.presentation.macroEnabled" ||
               type == "application/vnd.ms-powerpoint.slideshow.macroEnabled" ||
               type == "application/vnd.ms-powerpoint.template.macroEnabled";
    }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        OfficePackage package{file.bytes};
        Extracted out{.media_type = std::string{media_type}};
        const auto main = package.main_part();
        const auto presentation = package.part(main);
        if (!presentation)
            throw Error{Problem::bad_input, "there is no presentation in the package"}.with_code("malformed");
        const auto parts = package.relationships(main);
        for (const auto* entry : xml::children(xml::at(xml::root(presentation), "sldIdLst"), "sldId")) {
            const auto found = parts.find(relationship_id(entry, "id"));
            if (found == parts.end()) {
                out.notices.push_back({"repaired", "slide " + std::to_string(out.units.size() + 1)});
                continue;
            }
            out.units.push_back(slide(package, found->second.target, out));
        }
        if (out.units.empty()) throw Error{Problem::bad_input, "the presentation has no slides"}.with_code("empty");
        finish(out.units);
        package.describe(out.described, file.name);
        out.described.kind = "presentation";
        title_from_slides(out.described, out.units, file.name);
        return out;
    }

private:
    static Unit slide(OfficePackage& package, const std::string& part, Extracted& out) {
        Unit unit{.kind = UnitKind::slide};
        try {
            const auto document = package.part(part);
            if (!document) throw Error{Problem::bad_input, part + " is absent"};
            const auto relationships = package.relationships(part);
            Shapes shapes{package, relationships};
            shapes.read(xml::at(xml::root(document), "cSld/spTree"));
            unit.title = shapes.title;
            unit.text = shapes.text;
            if (unit.title.empty() && !shapes.named_title.empty()) {
                unit.title = squeeze(shapes.named_title);
                unit.text.erase(unit.text.find(shapes.named_title), shapes.named_title.size());
            }
            for (const auto& [id, relationship] : relationships) {
                if (relationship.type != "notesSlide") continue;
                const auto notes = package.part(relationship.target);
                if (!notes) continue;
                const auto beside = package.relationships(relationship.target);
                Shapes page{package, beside};
                page.read(xml::at(xml::root(notes), "cSld/spTree"));
                unit.notes = page.body;
            }
        } catch (const Error& error) {
            if (error.code() == "encrypted" || error.code() == "too-large") throw;
            out.notices.push_back({"repaired", "slide " + std::to_string(out.units.size() + 1) + ": " + error.what()});
        }
        for (auto* text : {&unit.text, &unit.notes}) {
            while (text->ends_with('\n')) text->pop_back();
        }
        return unit;
    }
};

}  // namespace

std::unique_ptr<Extractor> pptx_extractor() {
    return std::make_unique<PptxExtractor>();
}

}  // namespace acervo
