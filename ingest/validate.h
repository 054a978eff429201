// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/record.h"
#include "corpus/vocabulary.h"
#include "ingest/messages.h"
#include "ingest/nearest.h"

namespace acervo {

/// The rules that a record must keep to be taken in. Immutable once made; may be shared among threads. `vocabulary` is
/// borrowed.
class Validator {
public:
    explicit Validator(const Vocabulary& vocabulary);

    /// What the record breaks, in the order of the model's fields; empty: nothing. Rules: required, vocabulary,
    /// language, date, url, identifier, range, too-large.
    std::vector<Finding> violations(const Record& record, const std::vector<Unit>& units = {}) const;

    /// What deserves a word though the record is taken in: members outside the model, with the nearest names; fields
    /// that records of its kind should have; texts that are empty or in another language than they say; dates that
    /// cannot be meant; an embargo that is not in force; addresses of persons.
    std::vector<Finding> notices(const Record& record) const;

    /// Takes out of embedded metadata what violations() would complain about: nobody can correct the file because of
    /// it.
    void sanitize(Record& embedded) const;

    bool is_code(const std::string& scheme, const std::string& code) const;
    /// The event of exactly this name in some language, or of this code; empty when there is none.
    std::string event_named(const std::string& name) const;
    /// The codes of a scheme most like what was written, by code and by label.
    std::vector<std::string> nearest_codes(const std::string& scheme, const std::string& written) const;
    const Vocabulary& vocabulary() const { return vocabulary_; }

private:
    struct Codes {
        std::unordered_set<std::string> codes;
        std::vector<Named> names;
    };
    const Vocabulary& vocabulary_;
    std::map<std::string, Codes> schemes_;
};

}  // namespace acervo
