// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ocr/picture_area.h"

// poppler-cpp does not tell what a page is drawn with; poppler's own interface does.
#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <cmath>

namespace acervo::ocr {
namespace {

/// Draws nothing and adds up the areas of pictures.
class PictureArea : public OutputDev {
public:
    bool upsideDown() override { return false; }
    bool useDrawChar() override { return false; }
    bool interpretType3Chars() override { return false; }
    void drawImageMask(GfxState* state, Object* object, Stream* stream, int width, int height, bool invert,
                       bool interpolate, bool inline_image) override {
        add(state);
        OutputDev::drawImageMask(state, object, stream, width, height, invert, interpolate, inline_image);
    }
    void drawImage(GfxState* state, Object* object, Stream* stream, int width, int height, GfxImageColorMap* colours,
                   bool interpolate, const int* mask, bool inline_image) override {
        add(state);
        OutputDev::drawImage(state, object, stream, width, height, colours, interpolate, mask, inline_image);
    }
    void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, bool,
                         bool) override {
        add(state);
    }
    void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                             GfxImageColorMap*, bool) override {
        add(state);
    }
    double area() const { return area_; }

private:
    void add(GfxState* state) {
        // A picture is the unit square as the matrix bends it.
        const auto* matrix = state->getCTM();
        area_ += std::abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]);
    }
    double area_ = 0;
};

}  // namespace

double picture_share(std::string_view pdf, int page) {
    PDFDoc document{new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull))};
    if (!document.isOk() || page < 1 || page > document.getNumPages()) return 0;
    PictureArea device;
    document.displayPage(&device, page, 72, 72, 0, false, true, false);
    const double whole = document.getPageCropWidth(page) * document.getPageCropHeight(page);
    return whole > 0 ? std::clamp(device.area() / whole, 0.0, 1.0) : 0;
}

}  // namespace acervo::ocr
