// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/xml.h"
#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

struct MarcField {
    std::string tag;
    char first = ' ', second = ' ';  ///< indicators
    std::string value;               ///< of a control field (001..009)
    std::vector<std::pair<char, std::string>> subfields;

    /// The subfields of these codes, in the order of the field, with a space between.
    std::string text(std::string_view codes) const;
    /// The first subfield of a code; empty when there is none.
    std::string get(char code) const;
};

/// A MARC 21 bibliographic record, its text in UTF-8.
struct MarcRecord {
    std::string leader;  ///< 24 characters, or what there was
    std::vector<MarcField> fields;
    std::string repaired;   ///< what of its structure did not agree; empty: nothing
    bool replaced = false;  ///< letters of a character set that is not known became U+FFFD

    const MarcField* find(std::string_view tag) const;
};

/// Cuts an ISO 2709 file into records by their terminators: neither the lengths of the leader nor the directory are
/// trusted. The text is UTF-8 or MARC-8, by the leader and, where that is wrong, by the bytes. `number`: from 1. A
/// piece that is no record comes as one without fields.
void read_iso2709(std::string_view bytes, const std::function<void(const MarcRecord&, int number)>& take);

/// Whether the bytes begin like an ISO 2709 record.
bool looks_like_iso2709(std::string_view bytes);

/// The record of a MARCXML element.
MarcRecord marc_of(xml::Node record);

/// MARC-8 to UTF-8 (NFC): ASCII, ANSEL with its combining marks, the Greek, subscript and superscript symbols of MARC.
/// Letters of other sets become U+FFFD and `replaced` true.
std::string marc8_to_utf8(std::string_view bytes, bool& replaced);

/// Maps MARC 21 to the model (245 -> title, 520 -> abstract, 650 -> keywords, 773 -> series and pages, ...).
BibliographicRecord record_from_marc(const MarcRecord& marc);

}  // namespace acervo
