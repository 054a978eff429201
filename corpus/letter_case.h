// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// In capitals, by Unicode's rules ("Peña" -> "PEÑA"); ill-formed bytes become U+FFFD.
std::string upper(std::string_view text);

/// Every word with a capital in front and small letters behind ("GARCÍA-PELAYO" -> "García-Pelayo").
std::string capitalized(std::string_view text);

/// The first letter of a text, with the marks that belong to it; empty when it begins with none.
std::string first_letter(std::string_view text);

}  // namespace acervo
