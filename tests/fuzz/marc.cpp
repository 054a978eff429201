// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_rows_as("application/marc", data, size);
    return 0;
}
