// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace acervo::ocr {

/// "spa+por" of {"es", "pt"}; those that tesseract is not asked for are left out.
std::string tesseract_codes(const std::vector<std::string>& languages);

}  // namespace acervo::ocr
