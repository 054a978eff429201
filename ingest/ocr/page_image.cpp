// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ocr/page_image.h"

#include <leptonica/allheaders.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

#include "corpus/error.h"
#include "ingest/formats/pdf_metadata.h"
#include "ingest/formats/sections.h"
#include "ingest/ocr/ocr.h"
#include "ingest/ocr/picture_area.h"

namespace acervo::ocr {
namespace {

constexpr int least_side = 600;  // pixels: less is a logo, a photograph in a text, no page
constexpr int most_tiff_pages = 5000;

Error damaged() {
    return Error{Problem::bad_input, "the picture is damaged"}.with_code("malformed");
}

const l_uint8* data(std::string_view bytes) {
    return reinterpret_cast<const l_uint8*>(bytes.data());
}

/// @throws Error where the header says that the picture is too large.
std::pair<int, int> size_of(std::string_view bytes) {
    l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, colours = 0;
    if (pixReadHeaderMem(data(bytes), bytes.size(), &format, &width, &height, &bits, &samples, &colours) != 0)
        throw damaged();
    if (width <= 0 || height <= 0) throw damaged();
    if (std::int64_t{width} * height > most_pixels) {
        throw Error{Problem::bad_input, "the picture has " + std::to_string(width) + " x " + std::to_string(height) +
                                            " pixels, more than a page has"}
            .with_code("too-large");
    }
    return {width, height};
}

/// In eight bits of grey, with a resolution where the file names none that can be.
Image grey(PIX* raw) {
    const Image image{raw};
    if (!image) throw damaged();
    const Image plain{pixConvertTo8(image.get(), 0)};
    if (!plain) throw damaged();
    if (pixGetXRes(plain.get()) < 70 || pixGetXRes(plain.get()) > 1200)
        pixSetResolution(plain.get(), resolution, resolution);
    return Image{pixClone(plain.get())};
}

Image picture(std::string_view bytes, std::string_view media_type, int page) {
    if (media_type != "image/tiff") {
        size_of(bytes);
        return grey(pixReadMem(data(bytes), bytes.size()));
    }
    if (page == 1) size_of(bytes);
    return grey(pixReadMemTiff(data(bytes), bytes.size(), page - 1));
}

Image rendered(const SourceFile& file, int number) {
    if (file.bytes.size() > std::numeric_limits<int>::max())
        throw Error{Problem::bad_input, "a PDF of more than 2 GB"}.with_code("too-large");
    const std::unique_ptr<poppler::document> document{
        poppler::document::load_from_raw_data(file.bytes.data(), static_cast<int>(file.bytes.size()))};
    if (!document || document->is_locked())
        throw Error{Problem::bad_input, "the PDF cannot be read"}.with_code("malformed");
    const std::unique_ptr<poppler::page> page{document->create_page(number - 1)};
    if (!page) throw Error{Problem::bad_input, "the PDF has no such page"}.with_code("malformed");
    const auto words = count_words(utf8(page->text()));
    if (words >= few_words || (words > 0 && picture_share(file.bytes, number) < 0.5)) return {};
    const auto area = page->page_rect();
    double scale = resolution / 72.0;
    const double pixels = area.width() * scale * area.height() * scale;
    if (!(pixels > 0)) throw Error{Problem::bad_input, "the page has no size"}.with_code("malformed");
    if (pixels > static_cast<double>(most_pixels)) scale *= std::sqrt(static_cast<double>(most_pixels) / pixels);
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    renderer.set_image_format(poppler::image::format_gray8);
    const auto image = renderer.render_page(page.get(), scale * 72, scale * 72);
    if (!image.is_valid()) throw Error{Problem::bad_input, "the page cannot be drawn"}.with_code("malformed");
    Image out{pixCreate(image.width(), image.height(), 8)};
    if (!out) throw Error{Problem::bad_input, "the page is too large to be drawn"}.with_code("memory");
    for (int y = 0; y < image.height(); ++y) {
        const auto* from = reinterpret_cast<const unsigned char*>(image.const_data()) +
                           static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
        l_uint32* line = pixGetData(out.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(out.get());
        for (int x = 0; x < image.width(); ++x) SET_DATA_BYTE(line, x, from[x]);
    }
    const int dots = static_cast<int>(scale * 72);
    pixSetResolution(out.get(), dots, dots);
    return out;
}

}  // namespace

void PixDeleter::operator()(Pix* pix) const {
    pixDestroy(&pix);
}

bool is_picture(std::string_view type) {
    return type == "image/png" || type == "image/jpeg" || type == "image/tiff";
}

int count_pages(std::string_view bytes, std::string_view media_type) {
    const auto [width, height] = size_of(bytes);
    if (std::min(width, height) < least_side) {
        throw Error{Problem::unsupported, std::string{media_type} + " of " + std::to_string(width) + " x " +
                                              std::to_string(height) + " pixels, too small to be a page"}
            .with_code("format");
    }
    if (media_type != "image/tiff") return 1;
    FILE* const file = fopenReadFromMemory(data(bytes), bytes.size());
    l_int32 pages = 0;
    const bool counted = file != nullptr && tiffGetCount(file, &pages) == 0;
    if (file != nullptr) std::fclose(file);
    return counted ? std::clamp(pages, 1, most_tiff_pages) : 1;
}

Image page_image(const SourceFile& file, std::string_view media_type, int page) {
    setMsgSeverity(L_SEVERITY_NONE);
    return is_picture(media_type) ? picture(file.bytes, media_type, page) : rendered(file, page);
}

}  // namespace acervo::ocr
