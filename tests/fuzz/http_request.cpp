// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "api/guard.h"
#include "api/http.h"
#include "corpus/text.h"

using acervo::RequestReader;

namespace {

/// All requests in the bytes, fed in pieces of `step`; the refusal's code at the end.
std::vector<std::string> read_all(std::string_view bytes, std::size_t step) {
    std::vector<std::string> seen;
    RequestReader reader;
    const auto drain = [&] {
        while (reader.state() == RequestReader::State::complete) {
            const auto request = reader.take();
            if (!acervo::is_utf8(request.path)) std::abort();
            for (const auto& [name, value] : request.parameters)
                if (!acervo::is_utf8(name) || !acervo::is_utf8(value)) std::abort();
            acervo::answer_language(request);
            acervo::prefers_html(request);
            seen.push_back(request.method + " " + request.path + " " + request.body);
            reader.feed({});
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.substr(at, step));
        drain();
    }
    if (reader.state() == RequestReader::State::refused) seen.push_back(reader.refusal().code);
    return seen;
}

}  // namespace

/// Where one request ends and the next begins must not depend on how the network cut the bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto whole = read_all(bytes, size + 1);
    if (read_all(bytes, 1) != whole || read_all(bytes, 13) != whole) std::abort();
    return 0;
}
