// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo {

/// NFKC case folding, then marks dropped from Latin and Greek letters only (elsewhere a mark makes another word).
/// Idempotent; ill-formed UTF-8 becomes U+FFFD.
std::string fold(std::string_view text);

/// NFKC case folding alone: what an exact match compares ("Gestão" -> "gestão").
std::string lower(std::string_view text);

/// The letters A to Z alone in lower case: for names in formats, which are no words.
std::string ascii_lower(std::string_view text);

/// NFC with ill-formed bytes replaced, control characters other than tab and newline removed (those that break a line
/// or page become a newline), byte-order marks and noncharacters too: applied to every text where it enters.
std::string clean(std::string_view text);

/// Runs of white space become one space; trimmed.
std::string squeeze(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Appends one character in UTF-8; what is none (a surrogate, beyond U+10FFFF) as U+FFFD.
void append_utf8(std::string& text, char32_t character);

/// Bytes in a legacy encoding to UTF-8: byte-order mark, then `declared`, then strict UTF-8, then ICU's guess, then
/// windows-1252.
std::string to_utf8(std::string_view bytes, const std::string& declared = {});

struct Word {
    std::string_view text;  ///< a view into the text given
    std::size_t begin = 0;  ///< byte offset in the text given
};

/// Words by ICU's rules (UAX 29) plus ours: numbers and codes stay whole ("13.709", "COVID-19", "2030"), an apostrophe
/// inside a word splits it where the language elides (l'aigua). Only words with a letter or digit are returned.
std::vector<Word> words(std::string_view text);

/// Compares as readers of `language` sort (ICU collation); the key sorts bytewise in the same order.
std::string collation_key(std::string_view text, const std::string& language);

/// At most `limit` characters, cut at a word, with "…" where something was left out.
std::string shorten(std::string_view text, std::size_t limit);

/// Message in ICU's MessageFormat ("{n, plural, one {# registro} other {# registros}}") with named arguments, in the
/// language's own number formats.
std::string format_message(const std::string& pattern, const std::string& language,
                           const std::vector<std::pair<std::string, std::string>>& texts,
                           const std::vector<std::pair<std::string, double>>& numbers = {});

/// An EDTF date as readers of `language` write it ("26 de agosto de 2024", "2024"); the text itself if it is not one.
std::string format_date(const std::string& edtf, const std::string& language);
std::string format_number(double number, const std::string& language);

}  // namespace acervo
