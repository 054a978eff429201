// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const char* type : {"application/marcxml+xml", "application/mods+xml", "application/oai-dc+xml",
                             "application/oai-pmh+xml", "application/dspace-dc+xml", "application/xoai+xml"}) {
        read_rows_as(type, data, size);
    }
    return 0;
}
