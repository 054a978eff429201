// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "ingest/ingest.h"

namespace acervo {

/// Columns of a table with what shall stand in them; blank: nothing.
using Changes = std::vector<std::pair<std::string, std::string>>;

/// The record with cells changed (see cells_of()); what was changed is not the machine's any more. Text and files are
/// not among them. @throws Error (bad_input, code "type")
Record edited(const Record& record, const Changes& changes);

/// Changes a record, as a batch of its own, so that it can be taken back. The item is rejected when the record would
/// break a rule. `expected`: version that the changes were made for; 0: whichever is present. @throws Error (not_found;
/// bad_input, code "conflict", "type", "withdrawn")
IngestResult edit(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& id, const Changes& changes,
                  std::int64_t expected = 0);

/// Leaves a tombstone of the record. @throws Error (not_found)
IngestResult withdraw(Catalogue& catalogue, const std::string& id);

/// Makes an earlier version the present one. @throws Error (not_found)
IngestResult restore(Catalogue& catalogue, const std::string& id, std::int64_t version);

/// Names of the columns in which two states of a record differ.
std::vector<std::string> differences(const Record& before, const Record& after);

}  // namespace acervo
