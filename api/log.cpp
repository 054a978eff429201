// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/log.h"

#include "corpus/text.h"

namespace acervo {

std::string one_line(std::string_view text) {
    constexpr std::size_t limit = 500;
    constexpr std::string_view digits = "0123456789abcdef";
    const bool readable = is_utf8(text);
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (line.size() >= limit && (static_cast<unsigned char>(c) & 0xc0) != 0x80) return line + "…";
        const auto byte = static_cast<unsigned char>(c);
        // U+0080 to U+009F steer terminals too.
        const bool second_control = byte == 0xc2 && readable && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (second_control) {
            line += {'\\', 'x', digits[static_cast<unsigned char>(text[i + 1]) >> 4], digits[text[i + 1] & 15]};
            ++i;
        } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !readable)) {
            line += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        } else {
            line += c;
        }
    }
    return line;
}

}  // namespace acervo
