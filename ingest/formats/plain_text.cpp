// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/sections.h"

namespace acervo {
namespace {

/// Paragraphs are parted by blank lines; the lines of one are joined when they were broken to fit a width.
void add_paragraphs(std::string_view text, Sections& sections) {
    std::string paragraph;
    std::size_t before = 0;  // length of the last line
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (line.empty() || line == "\f") {
            sections.verbatim(paragraph);
            paragraph.clear();
            before = 0;
            continue;
        }
        if (!paragraph.empty()) paragraph += before >= 50 ? ' ' : '\n';
        paragraph += line;
        before = line.size();
    }
    sections.verbatim(paragraph);
}

class PlainTextExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "text/plain"; }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        Extracted out{.media_type = std::string{media_type}};
        const auto text = to_utf8(file.bytes);
        if (!is_utf8(file.bytes) && !file.bytes.starts_with("\xFF\xFE") && !file.bytes.starts_with("\xFE\xFF")) {
            out.notices.push_back({"charset-guessed", ""});
        }
        Sections sections;
        add_paragraphs(text, sections);
        out.units = sections.take();
        if (out.units.empty()) throw Error{Problem::bad_input, "the file has no text"}.with_code("empty");
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> plain_text_extractor() {
    return std::make_unique<PlainTextExtractor>();
}

}  // namespace acervo
