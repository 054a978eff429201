// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/error.h"
#include "search/query.h"

/// Whatever is typed, parsing ends, only a limit is an error, and what is printed reads back as the same query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    acervo::Node node;
    try {
        node = acervo::parse_query({reinterpret_cast<const char*>(data), size});
    } catch (const acervo::Error& error) {
        if (error.code().empty()) std::abort();
        return 0;
    }
    if (acervo::parse_query(acervo::to_string(node)) != node) std::abort();
    return 0;
}
