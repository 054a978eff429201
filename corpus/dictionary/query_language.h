// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "corpus/dictionary/dictionary.h"

namespace acervo {

/// Language of what somebody typed into a search box, one of analysed_languages(), or "und" where nothing tells.
/// `reader` (BCP 47; may be empty) is the language of the page: it decides between languages about as likely as each
/// other, and never against the words. Without tables: guess_language, then the reader's language.
std::string guess_query_language(std::string_view text, const std::string& reader, const Dictionary& dictionary);

}  // namespace acervo
