// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/archive.h"

#include <cstdint>
#include <cstdlib>

#include "corpus/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint64_t given = 0;
    bool open = false;
    try {
        acervo::unpack({reinterpret_cast<const char*>(data), size},
                       {.unpacked = 1U << 22, .members = 100, .ratio = 100},
                       {.begin =
                            [&](const std::string& name) {
                                if (open || !acervo::safe_member_name(name)) std::abort();
                                open = true;
                            },
                        .data =
                            [&](std::string_view bytes) {
                                if (!open || (given += bytes.size()) > (1U << 22)) std::abort();
                            },
                        .complete = [&] { open = false; },
                        .reject =
                            [&](const std::string&, const std::string& rule, const std::string&) {
                                if (rule.empty()) std::abort();
                                open = false;
                            }});
    } catch (const acervo::Error& error) {
        if (error.code().empty()) std::abort();
    }
    return 0;
}
