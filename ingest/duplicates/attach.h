// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ingest/duplicates/finder.h"

/// One work in two loose files of one folder: two files of one record. Private to ingest/.
namespace acervo {

/// The twin that a loose file is another format of: certainly, as text, folder and name agree.
std::optional<Twin> same_work_beside(const Record& record, const std::vector<Twin>& twins, const TwinFinder& finder);

/// Whether a record came of a loose file: its source key ends in the name of one of its files.
bool is_loose(const Record& record);

/// Adds a file to the record of another format of its work. @return whether it is now the main one: decks are read best
/// in their own format, documents where they have pages to cite.
bool attach(Record& record, FileRef file);

/// Adds a file that is not the main one, with the role that its type gives it.
void attach_as_further(Record& record, FileRef file);

/// A loose file whose record has further files keeps them: what was attached stays when it is taken in again.
/// `present`: as it stands. @return whether another file's text is that of the record.
bool keep_attached(Record& record, const Record& present);

/// Whether the file is held as a further one, attached under this very name.
bool is_attached(const Record& holder, const FileRef& file);

}  // namespace acervo
