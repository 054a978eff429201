// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "ingest/description/phrases.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// The event a work was shown at: its name; or the name or acronym of its series with the edition ("XXIX", "29.º"), the
/// year, or city and month. A series alone, without any of them, is no event.
class EventSuggester final : public Suggester {
public:
    /// The vocabulary must outlive it.
    explicit EventSuggester(const Vocabulary& vocabulary);
    void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const override;

private:
    struct Known {
        const Event* event = nullptr;
        int edition = 0;  ///< 0: not known
        int year = 0;
        std::string city;  ///< folded; empty: not known
    };
    std::vector<Known> events_;
    std::vector<std::string> series_;
    Phrases names_, series_names_;       ///< meanings are places in events_ and series_
    std::vector<std::string> acronyms_;  ///< by series, as written; empty: it has none of its own
};

/// "XXIX", "29", "29.º", "29th" -> 29; 0 for what is no number of an edition.
int edition_number(const std::string& word);

}  // namespace acervo
