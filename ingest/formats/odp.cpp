// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/odf.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

void drop_end(std::string& text) {
    while (text.ends_with('\n')) text.pop_back();
}

Unit slide(Node page) {
    Unit unit{.kind = UnitKind::slide};
    std::string named;  ///< text of the frame called "Title"
    for (const auto* node : xml::children(page)) {
        const auto kind = xml::name(node);
        if (kind == "notes") {
            // The notes page shows the slide too; the notes are the frame of that class.
            for (const auto* frame : xml::children(node)) {
                if (xml::attribute(frame, "class") == "notes") unit.notes += odf_text(frame);
            }
            continue;
        }
        if (kind == "forms" || kind == "animations" || kind == "par" || kind == "annotation") continue;
        const auto role = xml::attribute(node, "class");
        // Number, date and footer are the same on every slide; a placeholder holds what to type there.
        if (role == "page-number" || role == "date-time" || role == "footer" || role == "header") continue;
        if (xml::attribute(node, "placeholder") == "true") continue;
        if (role == "title" && unit.title.empty()) {
            unit.title = squeeze(odf_text(node));
            continue;
        }
        if (kind == "page-thumbnail") continue;
        // A shape holds its paragraphs itself; a frame wraps a text box, a table or a picture.
        const auto text = odf_text(node);
        if (named.empty() && is_title_frame(xml::attribute(node, "name")) && text.size() < 200) {
            named = text;
        } else {
            unit.text += text;
        }
    }
    // A deck that came from another program has its titles in frames of that name beside empty placeholders.
    if (unit.title.empty()) {
        unit.title = squeeze(named);
    } else {
        unit.text += named;
    }
    drop_end(unit.text);
    drop_end(unit.notes);
    return unit;
}

class PresentationExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override {
        constexpr std::string_view presentation = "application/vnd.oasis.opendocument.presentation";
        if (!type.starts_with(presentation)) return false;
        const auto rest = type.substr(presentation.size());
        return rest.empty() || rest == "-template" || rest == "-flat-xml";
    }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        const OpenDocument document{file.bytes};
        Extracted out{.media_type = std::string{media_type}};
        for (const auto* page : xml::children(document.body("presentation"), "page")) out.units.push_back(slide(page));
        if (out.units.empty()) throw Error{Problem::bad_input, "the presentation has no slides"}.with_code("empty");
        finish(out.units);
        document.describe(out.described, file.name);
        out.described.kind = "presentation";
        title_from_slides(out.described, out.units, file.name);
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> presentation_extractor() {
    return std::make_unique<PresentationExtractor>();
}

}  // namespace acervo
