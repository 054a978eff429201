// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/vocabulary.h"
#include "search/completer.h"

namespace acervo {

/// Whom suggestions are for, and where the titles are.
struct Reader {
    const Xapian::Database& records;
    const Vocabulary& vocabulary;
    std::string language;  ///< "es", "pt", "en"
};

/// What a reader can go on to from what was typed: found, marked, with what it leads to.
std::vector<Suggestion> complete(const Completer& completer, const Reader& reader, const std::string& typed, int limit);

/// The pieces of a name; `second`: the beginnings of its words that are one of the folded `typed`.
std::vector<std::pair<std::string, bool>> mark_beginnings(std::string_view name, const std::vector<std::string>& typed);

}  // namespace acervo
