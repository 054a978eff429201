// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/recognitions.h"
#include "ingest/extractor.h"

namespace acervo::ocr {

/// Recognises one page of a PDF or a picture file. Runs inside the sandbox only. `languages`: of tesseract, joined by
/// "+" ("spa+por"). @throws Error (bad_input; broken, code "ocr", when tesseract or its language data is missing)
Recognition recognise(const SourceFile& file, const std::string& media_type, int page, const std::string& languages);

}  // namespace acervo::ocr
