// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace acervo {

/// A BCP 47 tag in its usual case ("PT_br" -> "pt-BR", "es", "und", "pt-x-mt"); nothing when the text has not the form
/// of one. Only the form is looked at, and the language must have two or three letters. Private to corpus/.
std::optional<std::string> language_tag(std::string_view text);

/// The language at the end of a name ("es" of `title_es`, "pt-BR" of `title_pt_BR`): a tag of a language that ICU
/// knows, so that `title_of_work` is not a title in some language.
std::optional<std::string> language_suffix(std::string_view text);

}  // namespace acervo
