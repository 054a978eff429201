// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>

#include "ingest/extractor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    for (const char* name : {"a", "a.csv", "a.md"}) {
        if (acervo::identify({bytes, name}).empty()) std::abort();
    }
    return 0;
}
