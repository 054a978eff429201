// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// What is looked for in the texts of one language in place of a word that was typed: stems that count as one word.
struct Alternative {
    std::string word;                ///< as explained to people
    std::string via;                 ///< stem, translation, synonym, concept
    std::vector<std::string> stems;  ///< the first is the stem of the folded word
    double weight = 1;               ///< of the whole group
};

/// The groups by which a word typed in language `from` is looked for in texts of language `to` (analysis languages).
/// The place where translations and synonyms come in; the word itself, in all its accents, is always the first group.
std::vector<Alternative> alternatives(std::string_view word, const std::string& from, const std::string& to);

/// Portuguese words in -ão and their plurals, as they are written, of one typed without accents: "gestao" -> "gestão",
/// "gestões"; "acoes" -> "ações", "ação". Empty for other words. The stemmer keeps singular and plural apart, and knows
/// suffixes by their nasal endings only.
std::vector<std::string> portuguese_nasals(std::string_view folded);

}  // namespace acervo
