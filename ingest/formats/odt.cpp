// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/odf.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

using xml::Node;

int outline_level(Node heading) {
    const auto level = xml::attribute(heading, "outline-level");
    return level.size() == 1 && std::isdigit(static_cast<unsigned char>(level[0])) != 0 ? std::max(1, level[0] - '0')
                                                                                        : 1;
}

/// The blocks of a text document, in their order.
class OdtReader {
public:
    void blocks(Node parent) {
        for (const auto* node : xml::children(parent)) {
            const auto kind = xml::name(node);
            if (kind == "h" || kind == "p") {
                paragraph(node, kind == "h");
            } else if (kind == "table") {
                lines(odf_text(node));
            } else if (kind == "frame" || kind == "custom-shape" || kind == "g") {
                lines(odf_text(node));
            } else if (kind != "tracked-changes" && kind != "table-of-content" && kind != "forms" &&
                       kind != "sequence-decls" && kind != "annotation") {
                blocks(node);  // sections, lists, indexes
            }
        }
    }

    std::string title;
    Sections sections;

private:
    void paragraph(Node node, bool heading) {
        std::vector<std::string> asides;
        const auto text = odf_paragraph(node, asides);
        const bool titled = xml::attribute(node, "style-name") == "Title";
        if ((heading || titled) && !text.empty() && text.size() <= 300) {
            if (title.empty()) title = text;
            sections.heading(text, heading ? outline_level(node) : 1);
        } else {
            sections.paragraph(text);
        }
        for (const auto& aside : asides) lines(aside);
    }

    void lines(const std::string& text) {
        for (std::size_t begin = 0; begin < text.size();) {
            const auto end = std::min(text.find('\n', begin), text.size());
            sections.paragraph(std::string_view{text}.substr(begin, end - begin));
            begin = end + 1;
        }
    }
};

class TextDocumentExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override {
        constexpr std::string_view text = "application/vnd.oasis.opendocument.text";
        if (!type.starts_with(text)) return false;
        const auto rest = type.substr(text.size());
        return rest.empty() || rest == "-template" || rest == "-flat-xml" || rest == "-master";
    }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        const OpenDocument document{file.bytes};
        OdtReader reader;
        reader.blocks(document.body("text"));
        Extracted out{.media_type = std::string{media_type}, .units = reader.sections.take()};
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        document.describe(out.described, file.name);
        if (out.described.title.empty() && is_title(reader.title, file.name)) {
            put(out.described.title, "", clean(as_title(reader.title)));
            out.described.machine.emplace_back("title");
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> text_document_extractor() {
    return std::make_unique<TextDocumentExtractor>();
}

}  // namespace acervo
