// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// ISO 3166-1 alpha-2 code of a country by its name in English, Spanish, Portuguese, French, Catalan or Galician, or by
/// its code; empty when the text is exactly none of them.
std::string country_code(std::string_view name);

/// Country that an affiliation ends with ("Universidade de Brasília, Brasil" -> "BR"); empty when it names none.
std::string country_of_affiliation(std::string_view affiliation);

}  // namespace acervo
