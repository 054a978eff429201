// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The one analysis of documents and queries. Objects of libstemmer are kept per thread inside.
namespace acervo {

/// The languages that have an analysis of their own: "es", "pt", "en", "fr", "ca", "gl". Any other one is analysed as
/// "und": folded words, no stemming.
const std::vector<std::string>& analysed_languages();
/// "pt-BR" -> "pt"; what has no analysis of its own -> "und".
std::string analysis_language(std::string_view bcp47);

/// The forms in which one word is indexed and looked for.
struct Forms {
    std::string exact;          ///< lower(): with its accents
    std::string folded;         ///< fold()
    std::string stem;           ///< Snowball(folded): accented and unaccented typing meet here
    std::string stem_accented;  ///< fold(Snowball(exact)); empty when it equals `stem`. Of a code such as "COVID-19":
                                ///< the stem of its letters
};

/// Forms of a word in an analysis language. Numbers, codes and words of over 64 bytes have no stems (stem = folded).
Forms forms(std::string_view word, const std::string& language);

/// Whether the word is a stop word of the language, in any case, with its accents or without any (but "Pará" is not
/// "para"). Stop words leave queries, never documents. Lists: share_folder()/languages/<language>/stop-words.txt, read
/// once.
bool is_stop_word(std::string_view word, const std::string& language);

/// Language of a text by CLD2, as BCP 47 two-letter code; "und" when CLD2 does not know or the text is too short to
/// tell (fewer than 3 words). `hint`: a likely language, breaks ties.
std::string guess_language(std::string_view text, const std::string& hint = {});

}  // namespace acervo
