// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/frame.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "corpus/error.h"

/// The first byte says in what pieces the rest arrives: the frames must be the same in any.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    const auto read = [&](std::size_t step) {
        std::string all;
        try {
            acervo::FrameReader reader{1U << 16};
            for (std::size_t at = 0; at < bytes.size(); at += step) {
                reader.feed(bytes.substr(at, step));
                acervo::Frame kind{};
                for (std::string content; reader.next(kind, content);)
                    all += static_cast<char>(kind) + std::to_string(content.size()) + content;
            }
        } catch (const acervo::Error&) {
            all += "!";
        }
        return all;
    };
    if (read(1) != read(std::max<std::size_t>(data[0], 1))) std::abort();
    return 0;
}
