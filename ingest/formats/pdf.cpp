// SPDX-License-Identifier: GPL-3.0-or-later
#include <iconv.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <limits>
#include <memory>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/pdf_metadata.h"
#include "ingest/formats/pdf_outline.h"
#include "ingest/formats/pdf_text.h"
#include "ingest/formats/sections.h"
#include "ingest/formats/volume/volume.h"

namespace acervo {
namespace {

constexpr int page_limit = 20000;
constexpr int least_pages_of_a_volume = 4, most_pages_of_a_volume = 5000;

/// One page of one word: opening it before the sandbox closes makes poppler load what it would look for later.
constexpr std::string_view smallest_pdf =
    "%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 "
    "obj<</Type/Page/Parent 2 0 R"
    "/MediaBox[0 0 99 99]/Contents 4 0 "
    "R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj 4 0 obj<</Length 23>>"
    "stream\nBT/F 9 Tf(a\\351)Tj ET  \nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n";

std::unique_ptr<poppler::document> open(std::string_view bytes) {
    return std::unique_ptr<poppler::document>{
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size()))};
}

/// poppler writes about every oddity of a file to the error output otherwise.
void be_quiet() {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
}

/// Reading order of poppler's layout analysis: columns come one after the other and blocks are told apart by blank
/// lines. The order of the content stream loses spaces between words, and the physical layout mixes columns.
Unit read_page(const poppler::document& document, int index, PageShape& shape, volume::Page* layout = nullptr) {
    Unit unit{.kind = UnitKind::page};
    const std::unique_ptr<poppler::page> page{document.create_page(index)};
    if (!page) return unit;
    const auto box = page->page_rect();
    shape = {.width = box.width(), .height = box.height()};
    if (page->orientation() == poppler::page::landscape || page->orientation() == poppler::page::seascape)
        std::swap(shape.width, shape.height);
    unit.text = reading_text(clean(utf8(page->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout))));
    unit.label = squeeze(clean(utf8(page->label())));
    if (unit.label == std::to_string(index + 1) || unit.label.size() > 40) unit.label.clear();
    shape.words = count_words(unit.text);
    if (layout != nullptr) *layout = volume::page_of(*page, unit.label);
    return unit;
}

class PdfExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return type == "application/pdf"; }

    void prepare() const override {
        be_quiet();
        // iconv, which poppler uses, keeps a conversion loaded as long as somebody has it open.
        static const iconv_t kept[] = {::iconv_open("UTF-8", "UTF-16"), ::iconv_open("UTF-16", "UTF-8"),
                                       ::iconv_open("UTF-16LE", "UTF-8")};
        static const auto document = open(smallest_pdf);  // kept as well: it holds the library's tables
        if (!document || kept[0] == nullptr) throw Error{Problem::broken, "poppler does not work"}.with_code("sandbox");
        PageShape shape;
        volume::Page layout;
        read_page(*document, 0, shape, &layout);
        printed_title(*document);
        Record record;
        describe_pdf(*document, {}, record);
    }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        be_quiet();
        if (file.bytes.size() > std::numeric_limits<int>::max()) {
            throw Error{Problem::bad_input, "a PDF of more than 2 GB"}.with_code("too-large");
        }
        const auto document = open(file.bytes);
        if (!document)
            throw Error{Problem::bad_input, "the PDF is damaged: it has no readable structure"}.with_code("malformed");
        if (document->is_locked())
            throw Error{Problem::bad_input, "the PDF is protected by a password"}.with_code("encrypted");
        const int pages = document->pages();
        if (pages <= 0) throw Error{Problem::bad_input, "the PDF has no pages"}.with_code("malformed");

        Extracted out{.media_type = std::string{media_type}};
        std::vector<PageShape> shapes;
        std::vector<volume::Page> layouts;
        // No volume has fewer pages, and one of thousands is read without looking for its works.
        const bool may_be_volume = pages >= least_pages_of_a_volume && pages <= most_pages_of_a_volume;
        std::string blank;
        int blanks = 0;
        for (int index = 0; index < pages && index < page_limit; ++index) {
            out.units.push_back(
                read_page(*document, index, shapes.emplace_back(), may_be_volume ? &layouts.emplace_back() : nullptr));
            if (shapes.back().words > 0) continue;
            if (++blanks <= 20) blank += (blank.empty() ? "" : ", ") + std::to_string(index + 1);
        }
        if (pages > page_limit)
            out.notices.push_back({"truncated", std::to_string(page_limit) + "/" + std::to_string(pages)});
        if (blanks > 0) out.notices.push_back({"no-text-layer", blanks > 20 ? std::to_string(blanks) : blank});
        finish(out.units);

        describe_pdf(*document, file.name, out.described);
        if (out.described.title.empty()) {
            if (const auto title = printed_title(*document); is_title(title, file.name)) {
                put(out.described.title, "", as_title(title));
                out.described.machine.emplace_back("title");
            }
        }
        if (looks_like_slides(*document, shapes)) {
            out.described.kind = "presentation";
            out.described.machine.emplace_back("kind");
        } else {
            out.parts = works_of(layouts, bookmarks(file.bytes));
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> pdf_extractor() {
    return std::make_unique<PdfExtractor>();
}

}  // namespace acervo
