// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Layout of a dictionary table: one file a language, <language>.dict, little-endian. A header, then sections, each at
/// a multiple of 8 bytes:
///
///   TEXT       strings: a byte of length and as many bytes; named by their offset
///   LIST       lists: the number of items and the items (32 bits each); named by the position of the number
///   FORM       known forms: a text (dictionary_key) and a list each, sorted by the bytes of the text
///   LEMM       lemmas by number: a text each
///   TRAN/<to>  by number of the lemma: a list of translations into a language; `nothing` where there are none
///   SYNO       headwords of the thesaurus: a text (dictionary_key) and a list of texts each, sorted
///
/// The items of a form's list are spellings, each followed by the lemmas of the form when it is written so; those of a
/// lemma's list are translations: both with two bits below the number that say what it is.
namespace acervo::dictionary_format {

constexpr std::uint64_t magic = 0x31434944'56524341;  // "ACRVDIC1" in the file
constexpr std::uint32_t version = 1;
constexpr std::uint32_t nothing = 0xFFFFFFFF;

struct Header {
    std::uint64_t magic = 0;
    std::uint32_t version = 0;
    std::uint32_t sections = 0;
    std::uint64_t size = 0;      ///< of the file, in bytes
    std::uint64_t checksum = 0;  ///< of all that follows the header
};

/// The header is followed by `sections` of these.
struct Section {
    std::array<char, 4> kind{};
    std::array<char, 4> language{};
    std::uint64_t offset = 0;  ///< from the beginning of the file
    std::uint64_t size = 0;    ///< in bytes
};

/// What an item of a form's list is. Lemmas before any spelling are those of the key as it stands.
enum class Item : std::uint32_t {
    lemma = 0,
    spelling = 1,    ///< a text: lower(), with its accents
    unaccented = 2,  ///< the key itself is a spelling too
    doubted = 3,     ///< how many analysers have the form: 0, or 1 of several
};

constexpr std::uint32_t tag_bits = 2;
constexpr std::uint32_t most_numbered = 1U << (32U - tag_bits);
constexpr std::size_t longest_text = 255;
constexpr std::size_t most_synonyms = 40;  ///< of a form

/// A hash of the bytes, as eight-byte words: finds damage, not malice.
std::uint64_t checksum(std::string_view bytes);

/// The form under which a text is looked up: its words folded and joined by one space. "Bem-estar" -> "bem estar".
std::string dictionary_key(std::string_view text);

}  // namespace acervo::dictionary_format
