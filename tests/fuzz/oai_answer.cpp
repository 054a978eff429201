// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/text.h"
#include "ingest/harvest/oai_answer.h"

/// What any server may answer: mended once it is UTF-8 and stays as it is when it is mended again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto mended = acervo::mended_xml({reinterpret_cast<const char*>(data), size});
    if (!acervo::is_utf8(mended.bytes)) std::abort();
    if (acervo::mended_xml(mended.bytes).bytes != mended.bytes) std::abort();
    for (const auto& header : acervo::read_oai_answer(mended.bytes).headers)
        if (!acervo::is_utf8(header.identifier)) std::abort();
    return 0;
}
