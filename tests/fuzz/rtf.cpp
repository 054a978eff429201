// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/extraction.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_as("application/rtf", data, size);
    return 0;
}
