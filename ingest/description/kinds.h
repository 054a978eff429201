// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "ingest/description/phrases.h"
#include "ingest/description/suggester.h"

namespace acervo {

/// Kind of a document, from its format, what its title and headings say it is, and the words and signs that its sort is
/// full of (times of day in a programme, references in a paper). share/description/kinds.json holds the words.
class KindSuggester final : public Suggester {
public:
    KindSuggester();
    void suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const override;

    struct Guess {
        std::string kind;
        double confidence = 0;
        std::vector<std::string> because;
    };
    /// The likeliest first.
    std::vector<Guess> guesses(const Reading& reading) const;

private:
    std::vector<std::string> kinds_;
    Phrases titles_, headings_, texts_;  ///< meanings are places in kinds_
};

}  // namespace acervo
