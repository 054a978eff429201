// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <poppler/cpp/poppler-document.h>

#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// UTF-8 of poppler's strings, without iconv (whose tables could not be opened in the sandbox).
std::string utf8(const poppler::ustring& text);

/// XMP first, where it says something, then the information dictionary.
void describe_pdf(const poppler::document& document, const std::string& file_name, Record& record);

/// The largest words of the first page, when they read like a title; empty otherwise.
std::string printed_title(const poppler::document& document);

/// Whether pages of these sizes and lengths are slides.
struct PageShape {
    double width = 0, height = 0;
    std::size_t words = 0;
};
bool looks_like_slides(const poppler::document& document, const std::vector<PageShape>& pages);

}  // namespace acervo
