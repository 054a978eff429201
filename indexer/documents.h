// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/translations.h"
#include "corpus/vocabulary.h"
#include "indexer/terms.h"
#include "indexer/xapian.h"

namespace acervo {

/// What one record puts into the index.
struct Documents {
    std::string id;  ///< of the record
    Xapian::Document record;
    std::vector<Xapian::Document> passages;  ///< each with its unique term
    std::size_t words = 0;                   ///< a measure of the work and memory
};

/// Makes documents as indexer/fields.h describes them. One per thread: it remembers the words it met.
class DocumentMaker {
public:
    /// `today` (ISO date) decides which embargoes have ended. `translations`: of titles and abstracts; null: none.
    DocumentMaker(const Vocabulary& vocabulary, std::string today, const Translations* translations = nullptr);

    /// `units` are those of the record's text; they are not looked at where the text may not be shown.
    Documents make(const Stored& stored, const std::vector<Unit>& units);

    const std::string& today() const { return today_; }

private:
    void add_body(std::string_view text, const std::string& language);
    void add_body(const LangMap& texts);
    void add_titles(const LangMap& titles);
    void add_names(const Record& record);
    void add_name(const Agent& agent);
    void add_practice(const Practice& practice);
    void add_translations(const Record& record);
    void add_metadata(const Record& record);
    void add_unit(const Unit& unit, const std::string& record_id);
    void add_codes(const Record& record);
    void add_identifiers(const Record& record);
    void add_terms();
    /// Appends the text's words to a stream of positions; @returns how many there were.
    std::size_t add_positions(std::string_view text, TermCache::Table& table, Xapian::termpos& next,
                              TermCounts& counts);
    /// Counts the concepts whose labels stand in labels_.
    void add_concepts(const LabelTrie& labels, TermCounts& counts);
    std::string language_of(const std::string& tag) const;

    const Vocabulary& vocabulary_;
    std::string today_;
    const Translations* translations_;
    TermCache cache_;

    // The record being made.
    Documents made_;
    std::string language_;  ///< analysis language of texts that name none
    Xapian::termpos next_ = 1, next_title_ = 1, next_name_ = 1;
    TermCounts counts_, unit_counts_, present_;                  ///< stems; stems of the unit; accented forms and names
    std::vector<std::pair<TermId, Xapian::termpos>> positions_;  ///< of terms that have some, as they came

    // The piece of text being read.
    std::vector<LabelTrie::Word> labels_;
    std::vector<std::uint32_t> concepts_;
};

/// Unique term of a record in `records`.
std::string record_term(const std::string& id);
/// Common term of a record's units in `passages`.
std::string passages_term(const std::string& id);

}  // namespace acervo
