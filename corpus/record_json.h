// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "corpus/record.h"

namespace acervo {

/// The JSON of a record is what the catalogue stores, what the API shows and a line of a JSONL manifest. It is flat, with
/// the names of the metadata model: `theme`, `axis`, `sdg`, `country`, `place`, `language` (lists), `creators`,
/// `contributors`, `event` (object), `government_level`, `population_band`, ... and the fields of Practice beside them
/// (`problem`, `solution`, `cost`, `results`, `evidence_level`, ...). Empty members are left out.
nlohmann::json to_json(const Record& record);

/// Reads the same, and what people write instead: one value where a list is meant, a string where a language map is
/// (its language is the record's only one, else "und"), creators as strings, `event` as an id, and the other names
/// `authors`, `date`, `year`, `lang`, `themes`, `axes`, `sdgs`, `countries`, `places`, `level`, `population`.
/// Members that are not of the model are kept in Record::extra. `file`, `text`, `units` and `source_key` belong to the manifest: the
/// first three are skipped here.
/// @throws Error (bad_input, code "type") naming the member by its path ("cost.setup") and the wrong value.
Record record_from_json(const nlohmann::json& json);

nlohmann::json to_json(const Unit& unit);
Unit unit_from_json(const nlohmann::json& json);

/// Compact UTF-8; ill-formed bytes become U+FFFD instead of an exception.
std::string dump(const nlohmann::json& json);

}  // namespace acervo
