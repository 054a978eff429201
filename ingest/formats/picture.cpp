// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "ingest/formats/formats.h"
#include "ingest/ocr/page_image.h"

namespace acervo {
namespace {

/// Scans: pages without text, which is recognised later.
class PictureExtractor : public Extractor {
public:
    bool reads(std::string_view type) const override { return ocr::is_picture(type); }

    Extracted extract(const SourceFile& file, std::string_view media_type) const override {
        Extracted out{.media_type = std::string{media_type}};
        const int pages = ocr::count_pages(file.bytes, media_type);
        for (int number = 1; number <= pages; ++number) out.units.push_back({.number = number, .kind = UnitKind::page});
        out.notices.push_back({"no-text-layer", pages == 1 ? "1" : "1–" + std::to_string(pages)});
        return out;
    }
};

}  // namespace

std::unique_ptr<Extractor> picture_extractor() {
    return std::make_unique<PictureExtractor>();
}

}  // namespace acervo
