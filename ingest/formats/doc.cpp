// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/doc_pieces.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/property_set.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

/// Word's marks inside a text: fields leave their result only, and that of a table of contents is left out as well.
class Fields {
public:
    std::string visible(const std::string& text) {
        constexpr char begin = 0x13, separator = 0x14, end = 0x15;
        std::string out;
        for (const char c : text) {
            if (c == begin) {
                open_.emplace_back();
                ++hidden_;
            } else if (c == separator && !open_.empty()) {
                if (!open_.back().hidden || squeeze(open_.back().code).starts_with("TOC")) continue;
                open_.back().hidden = false;
                --hidden_;
            } else if (c == end && !open_.empty()) {
                if (open_.back().hidden) --hidden_;
                open_.pop_back();
            } else if (hidden_ == 0) {
                character(c, out);
            } else if (open_.back().code.size() < 16) {
                open_.back().code += c;
            }
        }
        return out;
    }

private:
    struct Field {
        std::string code;
        bool hidden = true;
    };

    static void character(char c, std::string& out) {
        constexpr char line = 0x0B, hyphen = 0x1E;
        if (c == line || c == '\t') {
            out += ' ';
        } else if (c == hyphen) {
            out += '-';
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
        }
    }

    std::vector<Field> open_;
    std::size_t hidden_ = 0;  ///< how many of them
};

class DocReader {
public:
    void read(const DocPieces& pieces) {
        using Pieces = DocPieces;
        for (const auto story : {Pieces::main_text, Pieces::footnotes, Pieces::endnotes, Pieces::text_boxes})
            read(pieces, story);
        if (sections.empty()) read(pieces, Pieces::headers);  // a sheet with a letterhead only
    }

    std::string title;  ///< the first heading
    Sections sections;

private:
    void read(const DocPieces& pieces, DocPieces::Story story) {
        Fields fields;
        pieces.paragraphs(story, [&](const auto& paragraph) { take(paragraph, fields); });
        end_row();
        sections.cut();
    }

    void take(const DocPieces::Paragraph& paragraph, Fields& fields) {
        constexpr char cell = 0x07;
        const auto text = squeeze(fields.visible(paragraph.text));
        if (paragraph.row_end) return end_row();
        if (paragraph.mark == cell) {
            if (!text.empty()) row_ += (row_.empty() ? "" : " | ") + text;
            return;
        }
        if (paragraph.level > 0 && !text.empty() && text.size() <= 300) {
            if (title.empty()) title = text;
            sections.heading(text, paragraph.level);
        } else {
            sections.paragraph(text);
        }
    }

    void end_row() {
        sections.paragraph(row_);
        row_.clear();
    }

    std::string row_;
};

class DocExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/msword"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        const CompoundFile compound{file.bytes};
        DocReader reader;
        reader.read(DocPieces{compound});
        Extracted out{.media_type = std::string{media_type}, .units = reader.sections.take()};
        if (out.units.empty()) out.notices.push_back({"no-text-layer", ""});
        describe(compound, file.name, out.described);
        if (out.described.title.empty() && is_title(reader.title, file.name)) {
            put(out.described.title, "", clean(as_title(reader.title)));
            out.described.machine.emplace_back("title");
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> doc_extractor() {
    return std::make_unique<DocExtractor>();
}

}  // namespace acervo
