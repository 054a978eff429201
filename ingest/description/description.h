// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/gazetteer/gazetteer.h"
#include "corpus/vocabulary.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// All that the machine has to say of a record. Immutable; safe to share among threads.
class Description {
public:
    /// The vocabulary must outlive it. The gazetteer is read from the data folder; one that is damaged is none.
    Description(const Vocabulary& vocabulary, const std::filesystem::path& data);

    /// Suggestions for the fields that no person has filled: by field, the likeliest first. Nothing of the record
    /// changes.
    std::vector<FieldSuggestion> suggest(const Record& record, const std::vector<Unit>& units) const;

private:
    Gazetteer gazetteer_;
    std::vector<std::unique_ptr<const Suggester>> suggesters_;
};

/// The kind of a record whose format says none becomes what is suggested, where that is likely. It stays a guess:
/// marked in Record::machine, and open among the suggestions.
void settle_kind(Record& record, const std::vector<FieldSuggestion>& suggestions);

}  // namespace acervo
