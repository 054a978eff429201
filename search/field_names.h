// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// Canonical name of a field as people type it in Spanish, Portuguese or English, with or without accents ("Título" ->
/// "title", "país" -> "country", "año" -> "year", "idioma" -> "doclang"); empty when there is no such field.
std::string_view field_named(std::string_view typed);

}  // namespace acervo
