// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/pdf_text.h"

#include <cstdint>
#include <cstdlib>

#include "corpus/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto page = acervo::clean({reinterpret_cast<const char*>(data), size});
    const auto text = acervo::reading_text(page);
    if (!acervo::is_utf8(text) || text.size() > page.size() + 1 || text.find("\n\n") != std::string::npos) std::abort();
    return 0;
}
