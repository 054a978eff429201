// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "ingest/extractor.h"

struct Pix;

/// Pictures of pages. Runs inside the sandbox only.
namespace acervo::ocr {

struct PixDeleter {
    void operator()(Pix* pix) const;
};
using Image = std::unique_ptr<Pix, PixDeleter>;

/// Pixels of one picture that are taken on; an A3 page at 300 dpi has 17 million.
inline constexpr std::int64_t most_pixels = 60'000'000;
inline constexpr int resolution = 300;  ///< dots an inch

/// Whether this program reads pictures of the type: PNG, JPEG, TIFF.
bool is_picture(std::string_view media_type);

/// Pages of a picture file: a TIFF may have several. @throws Error (bad_input, code "malformed" | "too-large";
/// unsupported for one that is too small to be a page)
int count_pages(std::string_view bytes, std::string_view media_type);

/// A page, from 1, in shades of grey, at `resolution` or less where that would be too large. Null: the page has a text
/// layer worth keeping, or its words are no picture's.
Image page_image(const SourceFile& file, std::string_view media_type, int page);

}  // namespace acervo::ocr
