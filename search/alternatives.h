// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// Why a form of a text answers a word of the query.
enum class Via {
    itself,       ///< the word: as typed, with other accents, or another form of it
    translation,  ///< of a dictionary
    cognate,      ///< alike, in another language, where no dictionary knows the word
    indirect,     ///< a translation by way of a third language: less certain
    synonym,      ///< of a dictionary of synonyms, in its own language or of a translation
    topic         ///< another name of the same thing in the thesaurus of local government
};

/// "itself", "translation" ...
std::string name_of(Via via);

/// A word or several that are looked for in the texts of one language in place of what was typed.
struct Alternative {
    Via via = Via::itself;
    std::string text;                             ///< as explained to people
    std::vector<std::vector<std::string>> words;  ///< stems of each word, any of which will do; they stand side by side
    bool operator==(const Alternative&) const = default;
};

/// The stems by which a word is looked for in texts of a language (analysis language): the first is the stem of the
/// folded word; typed with and without accents, in singular and plural, a word has to find the same texts.
std::vector<std::string> stems_of(std::string_view word, const std::string& language);

/// A text of one or more words as an alternative; without words when it has none but stop words.
Alternative alternative_of(Via via, const std::string& text, const std::string& language);

/// A word typed without accents (folded) as it is written, where its ending tells: stemmers know suffixes by their
/// accents only. "monitorizacion" -> "monitorización"; Portuguese words in -ão with their other number, which the
/// stemmer keeps apart: "gestao" -> "gestão", "gestões". Empty for other words.
std::vector<std::string> written_forms(std::string_view folded, const std::string& language);

}  // namespace acervo
