// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/ingest.h"

namespace acervo {

/// The parts of volumes as CSV for people to correct: record, version, part, action, start, end, label_start,
/// label_end, title_<language> ..., creators, language, confidence, evidence. Returns the number of rows.
std::size_t export_parts(const Catalogue& catalogue, const std::vector<std::string>& records, std::ostream& out);

/// Records of a batch that have parts.
std::vector<std::string> volumes_of(const Catalogue& catalogue, const std::string& batch);

/// Takes corrected rows back in, as a batch that can be reverted. A row replaces the part it names, one without a part
/// adds one, "drop" takes one away; those that no row names stay as they are. All that was in the file counts as
/// confirmed. A volume is changed by all of its rows or by none: not when one of them is wrong, nor when the volume was
/// changed since the export ("parts-version"). `file`: its name, for the report. @throws Error (bad_input) when it is
/// no such CSV.
IngestResult import_parts(Catalogue& catalogue, std::istream& in, const std::string& file);

/// Parts that a person went over stay as they are when the volume is taken in again.
void keep_confirmed_parts(const Record& present, Record& record);

}  // namespace acervo
