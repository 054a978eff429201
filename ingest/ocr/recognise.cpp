// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ocr/recognise.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/pdf_text.h"
#include "ingest/formats/sections.h"
#include "ingest/ocr/page_image.h"

namespace acervo::ocr {
namespace {

/// Whether there is next to nothing on the page: nearly all of it is of one shade.
bool is_blank(Pix* image) {
    const Image small{pixScaleAreaMap(image, 0.25F, 0.25F)};
    if (!small) return false;
    const int width = pixGetWidth(small.get()), height = pixGetHeight(small.get());
    std::array<std::int64_t, 256> shades{};
    for (int y = 0; y < height; ++y) {
        const l_uint32* line = pixGetData(small.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(small.get());
        for (int x = 0; x < width; ++x) ++shades[GET_DATA_BYTE(line, x)];
    }
    const auto paper = std::max_element(shades.begin(), shades.end()) - shades.begin();
    std::int64_t other = 0;
    for (std::ptrdiff_t shade = 0; shade < 256; ++shade) {
        if (std::abs(shade - paper) > 40) other += shades[static_cast<std::size_t>(shade)];
    }
    return other * 20000 < std::int64_t{width} * height;
}

std::string text_of(const tesseract::ResultIterator& place, tesseract::PageIteratorLevel level) {
    const std::unique_ptr<char[]> text{place.GetUTF8Text(level)};
    return text ? std::string{text.get()} : std::string{};
}

}  // namespace

Recognition recognise(const SourceFile& file, const std::string& media_type, int page, const std::string& languages) {
    Recognition out;
    const auto image = page_image(file, media_type, page);
    if (!image) {
        out.why_not = "not-needed";
        return out;
    }
    if (is_blank(image.get())) {
        out.why_not = "blank";
        return out;
    }
    tesseract::TessBaseAPI engine;
    if (engine.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
        throw Error{Problem::broken, "tesseract cannot read its data for " + languages}
            .with_hint("Install tesseract-ocr-spa, tesseract-ocr-por and tesseract-ocr-eng.")
            .with_code("ocr");
    }
    engine.SetPageSegMode(tesseract::PSM_AUTO);
    engine.SetImage(image.get());
    if (engine.Recognize(nullptr) != 0)
        throw Error{Problem::bad_input, "the page cannot be recognised"}.with_code("malformed");
    const std::unique_ptr<tesseract::ResultIterator> place{engine.GetIterator()};
    std::string text;
    double sum = 0, letters = 0;
    if (place) {
        do {
            if (place->IsAtBeginningOf(tesseract::RIL_PARA) && !text.empty()) text += '\n';
            text += text_of(*place, tesseract::RIL_TEXTLINE);
        } while (place->Next(tesseract::RIL_TEXTLINE));
        place->Begin();
        do {
            const auto length = static_cast<double>(text_of(*place, tesseract::RIL_WORD).size());
            sum += place->Confidence(tesseract::RIL_WORD) * length;
            letters += length;
        } while (place->Next(tesseract::RIL_WORD));
    }
    out.text = reading_text(clean(text));
    out.confidence = letters > 0 ? std::clamp(sum / letters / 100, 0.0, 1.0) : 0;
    if (count_words(out.text) == 0) out.why_not = "blank";
    return out;
}

}  // namespace acervo::ocr
