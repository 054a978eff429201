// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace acervo::ocr {

/// Share of a PDF's page that pictures cover, 0..1; what lies over another counts once more, up to 1. Page from 1.
double picture_share(std::string_view pdf, int page);

}  // namespace acervo::ocr
