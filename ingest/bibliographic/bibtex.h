// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// One entry of a BibTeX file. Macros are put in, pieces joined by # are one text; LaTeX stands as it was written.
struct BibtexEntry {
    int line = 0;  ///< of its @
    std::string type, key;
    std::map<std::string, std::string> fields;  ///< names in lower case
    std::string wrong;                          ///< what could not be read of it; empty: nothing
};

/// Reads a BibTeX file in any encoding: @string, @preamble and @comment are understood, text outside of entries is a
/// comment. A broken entry ends where a line begins with the next @. Bounded: 1 MB a field after macros.
void read_bibtex(std::string_view bytes, const std::function<void(BibtexEntry&&)>& take);

/// LaTeX to plain text in Unicode: accents (\'a, \~{n}, \c c, {\"u}), letters (\ss, \o, \i), dashes, ties, quotes;
/// braces and commands of layout go, their text stays.
std::string latex_to_text(std::string_view latex);

/// Names joined by " and " outside of braces, each as "von Family, Jr, Given" puts it: particles (lower case) belong to
/// the family name; "others" is left out.
std::vector<Agent> bibtex_names(std::string_view names);

/// Maps an entry to the model. `parent`: the entry its crossref names; null when there is none.
BibliographicRecord record_from_bibtex(const BibtexEntry& entry, const BibtexEntry* parent);

}  // namespace acervo
