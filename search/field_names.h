// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace acervo {

/// Canonical name of a field as people type it in Spanish, Portuguese or English, with or without accents ("Título" ->
/// "title", "país" -> "country", "año" -> "year", "idioma" -> "doclang"); empty when there is no such field.
std::string_view field_named(std::string_view typed);

/// Every name, folded, and the field it is for; those of one field together, its canonical one first.
std::span<const std::pair<const char*, const char*>> field_names();

}  // namespace acervo
