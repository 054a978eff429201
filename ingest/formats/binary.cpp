// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/binary.h"

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

template <typename Number>
Number number(std::string_view bytes, std::size_t at) {
    if (at > bytes.size() || bytes.size() - at < sizeof(Number)) {
        throw Error{Problem::bad_input, "the file ends in the middle of its structure"}.with_code("malformed");
    }
    Number value = 0;
    for (std::size_t i = sizeof(Number); i-- > 0;)
        value = static_cast<Number>(static_cast<std::uint64_t>(value) << 8 | static_cast<unsigned char>(bytes[at + i]));
    return value;
}

}  // namespace

std::uint8_t u8(std::string_view bytes, std::size_t at) {
    return number<std::uint8_t>(bytes, at);
}
std::uint16_t u16(std::string_view bytes, std::size_t at) {
    return number<std::uint16_t>(bytes, at);
}
std::uint32_t u32(std::string_view bytes, std::size_t at) {
    return number<std::uint32_t>(bytes, at);
}
std::uint64_t u64(std::string_view bytes, std::size_t at) {
    return number<std::uint64_t>(bytes, at);
}

std::string_view piece(std::string_view bytes, std::size_t at, std::size_t length) {
    return at < bytes.size() ? bytes.substr(at, length) : std::string_view{};
}

std::string from_utf16(std::string_view bytes) {
    if (bytes.size() % 2 != 0) bytes.remove_suffix(1);
    return to_utf8("\xFF\xFE" + std::string{bytes});  // with a mark in front nothing is guessed or refused
}

std::string from_code_page(std::string_view bytes, unsigned page) {
    if (page == 1200) return from_utf16(bytes);
    std::string name = (page < 900 ? "ibm-" : "windows-") + std::to_string(page);
    if (page == 65001) name = "UTF-8";
    if (page == 10000) name = "macintosh";
    return to_utf8(bytes, name);
}

}  // namespace acervo
