// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "ingest/rows.h"

namespace acervo {

/// One record of a file of metadata, brought to our model by the crosswalk of its format.
struct BibliographicRecord {
    Record record;
    std::string key;                 ///< its own name in the file, where it has no identifier
    std::vector<std::string> files;  ///< that it names as its own, relative to the file it stands in
    std::string event;               ///< name of a congress as printed
    std::vector<Finding> notices;
};

/// Loads what telling languages apart needs: before the sandbox closes.
void prepare_crosswalks();

/// What every crosswalk does at its end: gives the record a source key from its identifiers (DOI, then handle), a
/// language to its texts that name none, and takes out what the rules of the model would stop the record for though
/// it is only an ornament (an address that is none).
void finish(BibliographicRecord& made);

/// The record as a row. `line`: where it begins. Without an identifier its key, else the line, stands for one.
SourceRow to_row(BibliographicRecord made, int line);

/// Says that a value was left out because it was not understood.
void not_understood(BibliographicRecord& made, const std::string& field, std::string_view value);

/// Puts the date into Record::issued; one that cannot be read becomes a notice ("in press").
void set_issued(BibliographicRecord& made, std::string_view date);

/// Adds a language by its code or name ("spa", "Português", "pt_BR"); one that is not known becomes a notice.
void add_language(BibliographicRecord& made, std::string_view language);

/// Adds a country (ISO 3166-1 alpha-2) once; nothing for an empty one.
void add_country(Record& record, const std::string& country);

/// Sorts an identifier of any kind to where it belongs: DOI, handle, ISBN, ISSN, ORCID-less address. The first of each
/// kind stays. @return false when it is none of these.
bool add_identifier(Record& record, std::string_view identifier);

/// Pages as they are written ("231-236", "e12", "pp. 5--9", "1071-9"): numbers to the record when they are numbers.
void set_pages(Record& record, std::string_view pages);

/// Appends a paragraph to the text of a language.
void append(LangMap& map, std::string_view language, std::string_view text);

}  // namespace acervo
