// SPDX-License-Identifier: GPL-3.0-or-later
#include <tesseract/baseapi.h>

#include <array>
#include <filesystem>

#include "ingest/ocr/languages.h"
#include "ingest/ocr/ocr.h"

namespace acervo::ocr {
namespace {

constexpr std::array<std::pair<const char*, const char*>, 6> codes{
    {{"es", "spa"}, {"pt", "por"}, {"en", "eng"}, {"ca", "cat"}, {"gl", "glg"}, {"fr", "fra"}}};

}  // namespace

std::string engine() {
    // The second number counts changes of ours to how pages are drawn and read.
    return std::string{"tesseract "} + tesseract::TessBaseAPI::Version() + "/1";
}

std::vector<std::string> languages_here() {
    std::vector<std::string> here;
    for (const auto& [language, code] : codes) {
        std::error_code error;
        // Where Debian puts the data; the sandbox opens no other folder.
        for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata/", "/usr/share/tesseract-ocr/4.00/tessdata/"}) {
            if (!std::filesystem::exists(folder + std::string{code} + ".traineddata", error)) continue;
            here.emplace_back(language);
            break;
        }
    }
    return here;
}

std::string tesseract_codes(const std::vector<std::string>& languages) {
    std::string text;
    for (const auto& wanted : languages) {
        for (const auto& [language, code] : codes) {
            if (wanted == language) text += (text.empty() ? "" : "+") + std::string{code};
        }
    }
    return text;
}

}  // namespace acervo::ocr
