// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/citation/style.h"

/// The styles, one file each, and what they share. Private to api/citation/.
namespace acervo {

/// The words that join the parts of a reference.
struct CitationWords {
    std::string_view language;
    std::string_view conjunction;  ///< between the last two names
    std::string_view in;           ///< a paper "in" its volume
    std::string_view editor, editors;
    std::string_view edited_by;
    std::string_view no_date;
    std::string_view available, accessed;
    std::string_view presented_at;
    std::string_view paper, presentation, poster, practice, recording;
};
const CitationWords& citation_words(std::string_view language);

CitationText apa(const Reference& reference, const CitationWords& words);
CitationText chicago(const Reference& reference, const CitationWords& words);
CitationText abnt(const Reference& reference, const CitationWords& words);
CitationText iso690(const Reference& reference, const CitationWords& words);
CitationText vancouver(const Reference& reference, const CitationWords& words);

/// Names one after the other.
struct NameList {
    std::function<std::string(const PersonName& name, bool first)> write;
    std::string_view between = ", ", last = ", ";
    std::size_t most = 20;   ///< where there are more than these ...
    std::size_t shown = 19;  ///< ... so many are written
    std::string_view others = ", et al.";
};
std::string written(const std::vector<PersonName>& names, const NameList& list);

/// Authors; where there are none, the editors of the work, as such.
struct Responsible {
    const std::vector<PersonName>& names;
    bool editors = false;
};
Responsible responsible(const Reference& reference);

/// What a thing is called that is no text in a book: "Ponencia", "Presentación"; empty for the usual kinds.
std::string_view medium(const Reference& reference, const CitationWords& words);

/// "2024", or the words for none.
std::string year_text(const Reference& reference, std::string_view none);

/// Whether it says who publishes besides who wrote.
bool names_publisher(const Reference& reference);

}  // namespace acervo
