// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/*.cpp.

#include <string>

namespace acervo {

/// In how many and which of analysed_languages() (bit i: the i-th) a word is a function word, written like this; in
/// lower case.
unsigned stop_word_languages(const std::string& lowered);

}  // namespace acervo
