// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/oai/arguments.h"
#include "api/oai/resumption.h"
#include "api/uri.h"

/// What any harvester may ask: understood, or refused by an error of the protocol.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string query{reinterpret_cast<const char*>(data), size};
    const auto parameters = acervo::decoded_parameters(query);
    if (!parameters) return 0;
    try {
        const auto arguments = acervo::oai_arguments(*parameters);
        acervo::oai_dates(arguments);
        const auto text = arguments.get("resumptionToken");
        if (text.empty()) return 0;
        const auto token = acervo::resumption_token(text, "2000-01-01T00:00:00Z");
        if (acervo::to_text(token) != text) std::abort();
    } catch (const acervo::Error& error) {
        if (!error.code().starts_with("bad")) std::abort();
    }
    return 0;
}
