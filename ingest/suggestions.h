// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "ingest/ingest.h"
#include "ingest/report/report.h"

namespace acervo {

/// What of a batch's suggestions is meant.
struct SuggestionFilter {
    std::string field;         ///< empty: every one
    double above = 0;          ///< confidence at least
    bool decided_too = false;  ///< else those that are open
};

/// Suggestions of a batch as a list for people or programs. CSV has the columns record, source_key, title, field,
/// value, label, confidence, because, decision, corrected: the last two to be filled in. Cells that a spreadsheet would
/// take for formulas are protected. `language`: es, pt or en, of titles and labels.
std::string suggestions_report(const Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                               const SuggestionFilter& filter, ReportFormat format, const std::string& language);

/// Puts the open suggestions that the filter lets through into their records, as a batch of its own that can be
/// reverted. The fields stay marked as the machine's. What a person gave is not touched: such an item is skipped.
/// @throws Error (not_found)
IngestResult accept_suggestions(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                                const SuggestionFilter& filter);

/// The same for what a person decided in the CSV of suggestions_report(): `decision` is accept or reject (in es, pt or
/// en; empty: not decided), `corrected` is the right value in place of the suggested one. The fields are no longer
/// marked as the machine's. @throws Error (bad_input) where a column is missing, (not_found)
IngestResult import_decisions(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                              std::istream& csv, const std::string& name);

/// After a batch was taken back: accepted suggestions whose value the record has no longer are open again.
void reopen_suggestions(Catalogue& catalogue, const std::string& record);

}  // namespace acervo
