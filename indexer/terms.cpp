// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/terms.h"

#include <utility>

#include "corpus/analysis.h"
#include "indexer/fields.h"

namespace acervo {

namespace {

constexpr std::size_t most_terms = 400'000;

}  // namespace

TermCache::Table::Table(TermCache& cache, Use use, std::string language)
    : cache_(&cache), use_(use), language_(std::move(language)) {
    switch (use_) {
        case Use::body:
            stem_ = fields::with_language(fields::stem, language_);
            folded_ = fields::with_language(fields::word, language_);
            accented_ = fields::with_language(fields::accented, language_);
            if (const LabelTrie& labels = cache.thesaurus_.trie(language_); !labels.empty()) labels_ = &labels;
            break;
        case Use::title:
            stem_ = fields::with_language(fields::title, language_);
            folded_ = fields::with_language(fields::title_word, language_);
            break;
        case Use::name:
            folded_ = fields::author;
            break;
        case Use::translation:
            stem_ = fields::with_language(fields::translated, language_);
            break;
    }
}

const WordTerms& TermCache::Table::of(std::string_view word) {
    if (const auto found = known_.find(word); found != known_.end()) return found->second;
    const Forms made = forms(word, language_);
    WordTerms terms;
    if (!folded_.empty()) terms.folded = cache_->intern(fields::term(folded_, made.folded));
    if (!stem_.empty()) {
        terms.stem = cache_->intern(fields::term(stem_, made.stem));
        if (!made.stem_accented.empty() && made.stem_accented != made.stem) {
            terms.second_stem = cache_->intern(fields::term(stem_, made.stem_accented));
        }
    }
    if (!accented_.empty() && made.exact != made.folded) {
        terms.accented = cache_->intern(fields::term(accented_, made.exact));
    }
    if (labels_) terms.label = labels_->word(word, made);
    return known_.emplace(word, terms).first->second;
}

TermCache::Table& TermCache::table(Use use, const std::string& language) {
    const std::string key = static_cast<char>('0' + static_cast<int>(use)) + language;
    std::unique_ptr<Table>& table = tables_[key];
    if (!table) table.reset(new Table{*this, use, language});
    return *table;
}

TermId TermCache::concept_term(std::uint32_t ordinal) {
    if (concepts_.empty()) concepts_.resize(thesaurus_.concepts().size(), no_term);
    TermId& id = concepts_[ordinal];
    if (id == no_term) id = intern(fields::concept_term(thesaurus_.concepts()[ordinal].id));
    return id;
}

bool TermCache::trim() {
    if (texts_.size() < most_terms) return false;
    concepts_.clear();
    tables_.clear();
    ids_.clear();
    texts_.clear();
    return true;
}

TermId TermCache::intern(std::string term) {
    const auto [place, added] = ids_.try_emplace(std::move(term), static_cast<TermId>(texts_.size()));
    if (added) texts_.push_back(place->first);
    return place->second;
}

void TermCounts::add(TermId id, std::uint32_t times) {
    if (id >= counts_.size()) counts_.resize(id + id / 2 + 64);
    if (counts_[id] == 0) seen_.push_back(id);
    counts_[id] += times;
}

void TermCounts::clear() {
    for (const TermId id : seen_) counts_[id] = 0;
    seen_.clear();
}

}  // namespace acervo
