// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace acervo {

/// Folded name -> code: every country in English, Spanish, Portuguese, French, Catalan and Galician, and other names in
/// use.
const std::map<std::string, std::string, std::less<>>& country_names();

/// ISO 3166-1 alpha-2 code of a country by its name in English, Spanish, Portuguese, French, Catalan or Galician, or by
/// its code; empty when the text is exactly none of them.
std::string country_code(std::string_view name);

/// Country that an affiliation ends with ("Universidade de Brasília, Brasil" -> "BR"); empty when it names none.
std::string country_of_affiliation(std::string_view affiliation);

}  // namespace acervo
