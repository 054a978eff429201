// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// Gives a language to each unit that has none: its own where its text is long enough to tell, else that of the
/// document. `likely`: languages the document is said to be in, the main one first.
void guess_languages(std::vector<Unit>& units, const std::vector<std::string>& likely);

/// Languages of a meaningful share of the text, the larger first.
std::vector<std::string> languages_of(const std::vector<Unit>& units);

/// Moves what stands under "und" to the language of the text, or to `language` where the text does not tell.
void name_language(LangMap& map, const std::string& language);

}  // namespace acervo
