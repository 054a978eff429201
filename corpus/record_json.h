// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>

#include "corpus/record.h"

namespace acervo {

/// The JSON of a record is what the catalogue stores, what the API shows and a line of a JSONL manifest. It is flat,
/// with the names of the metadata model: `theme`, `axis`, `sdg`, `country`, `place`, `language` (lists), `creators`,
/// `contributors`, `event` (object), `government_level`, `population_band`, ... and the fields of Practice beside them
/// (`problem`, `solution`, `cost`, `results`, `evidence_level`, ...). Empty members are left out.
nlohmann::json to_json(const Record& record);

/// Reads the same, and what people write instead: one value where a list is meant, a string where a language map is
/// (its language is the record's only one, else "und"), creators as strings, `event` as an id, and the other names
/// `authors`, `date`, `year`, `lang`, `themes`, `axes`, `sdgs`, `countries`, `places`, `level`, `population`.
/// Members that are not of the model are kept in Record::extra. `file`, `text`, `units` and `source_key` belong to the
/// manifest: the first three are skipped here. Flat forms, as columns of a table: `title_es` beside or instead of
/// `title`, `keywords_pt-BR`, and a dot for a member of an object
/// (`cost.setup`, `rights.licence`, `event.id`, `place.name`). Numbers may be written as strings; empty strings are
/// absent. An unknown member of an inner object is kept in Record::extra under its path ("cost.quarterly"). A record is
/// a practice (has Record::practice) when its kind is `practice` or a field of Practice is there.
/// @throws Error (bad_input, code "type"); the message is the path of the member, ": " and what is wrong with which
/// value
/// ("cost.setup: expected a number, got \"12 personas\"").
Record record_from_json(const nlohmann::json& json);

/// Whether a column of a table (a member name, perhaps with its language) holds several values: a CSV cell of it is
/// split at `;`.
bool takes_list(std::string_view column);

/// The member of a record that a column belongs to: "title_es" -> "title", "rights.licence" -> "rights".
std::string_view member_of_column(std::string_view column);

/// Whether a column may hold JSON text: members that are objects or lists, and what is outside the model.
bool takes_json(std::string_view column);

/// The record as a row of a table, by column: what a CSV of its cells gives back when it is read as a manifest is the
/// same record. Languages are suffixes (`title_es`), lists are parted by ";" (a semicolon in a value is "\;"), members
/// of objects have dotted names (`rights.licence`), lists of objects are JSON unless names say it all.
std::map<std::string, std::string> cells_of(const Record& record);

nlohmann::json to_json(const Unit& unit);
Unit unit_from_json(const nlohmann::json& json);

/// Compact UTF-8; ill-formed bytes become U+FFFD instead of an exception.
std::string dump(const nlohmann::json& json);

}  // namespace acervo
