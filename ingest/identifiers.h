// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Identifiers of works, people and organizations: each is read as people write it, with the address of its resolver or
/// its name in front or not, and given back in its bare form, so that the same thing is the same text. Nothing when the
/// form or the check digit is wrong.
namespace acervo {

std::optional<std::string> doi(std::string_view text);     ///< "10.1000/182": lower case; has no check digit
std::optional<std::string> handle(std::string_view text);  ///< "10419/12345"
std::optional<std::string> isbn(std::string_view text);    ///< thirteen digits; an ISBN-10 is converted
std::optional<std::string> issn(std::string_view text);    ///< "2049-3630"
std::optional<std::string> orcid(std::string_view text);   ///< "0000-0002-1825-0097": ISO 7064, MOD 11-2
std::optional<std::string> ror(std::string_view text);     ///< "02mhbdp94": Crockford base 32, MOD 97-10

/// The text with a check digit that would be right, where only that is wrong: what somebody may have meant.
std::string with_right_check_digit(std::string_view scheme, std::string_view text);

}  // namespace acervo
