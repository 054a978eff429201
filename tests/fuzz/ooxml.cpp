// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/extraction.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_as("application/vnd.openxmlformats-officedocument.wordprocessingml.document", data, size);
    read_as("application/vnd.openxmlformats-officedocument.presentationml.presentation", data, size);
    return 0;
}
