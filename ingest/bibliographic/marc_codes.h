// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// Codes of MARC for our own: what the readers of MARC and MODS read as them again.
namespace acervo {

/// ISO 639-2/B code of a BCP 47 tag ("pt-BR" -> "por"); empty for a language that is not in our table.
std::string marc_language(std::string_view tag);

/// The relator code of a role ("" is an author); empty where there is none.
std::string relator_code(std::string_view role);

/// The area code of a country, in the seven characters of field 043 ("BR" -> "s-bl---"); empty where there is none.
std::string marc_area_of_country(std::string_view country);

}  // namespace acervo
