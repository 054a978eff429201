// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Numbers and texts in the binary documents of old office programs, which are little-endian.
namespace acervo {

/// A number at a place. @throws Error (bad_input, "malformed") when it would lie beyond the end
std::uint8_t u8(std::string_view bytes, std::size_t at);
std::uint16_t u16(std::string_view bytes, std::size_t at);
std::uint32_t u32(std::string_view bytes, std::size_t at);
std::uint64_t u64(std::string_view bytes, std::size_t at);

/// What there is of the `length` bytes from `at` on; empty beyond the end. Never throws.
std::string_view piece(std::string_view bytes, std::size_t at, std::size_t length);

/// UTF-16, ill-formed or cut as it may be, as UTF-8.
std::string from_utf16(std::string_view bytes);

/// Text in a Windows code page (1252, 932, 65001; 1200 is UTF-16) as UTF-8.
std::string from_code_page(std::string_view bytes, unsigned page);

}  // namespace acervo
