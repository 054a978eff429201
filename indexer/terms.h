// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/thesaurus.h"

/// Words to the terms that stand for them. A few thousand words make most of any text, so what analysis made of a word
/// is kept: the common word costs one look-up and no string. Private to indexer/*.cpp; one TermCache per thread.
namespace acervo {

using TermId = std::uint32_t;
inline constexpr TermId no_term = ~TermId{0};

/// The terms of one word; no_term where it has none of that kind.
struct WordTerms {
    TermId stem = no_term;
    TermId second_stem = no_term;  ///< of the accented word, where it differs
    TermId folded = no_term;       ///< no_term in translations: they have no positions
    TermId accented = no_term;     ///< where it differs from the folded
    LabelTrie::Word label = 0;     ///< what the thesaurus knows of it; 0 in titles, names and translations
};

namespace detail {
struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;
}  // namespace detail

class TermCache {
public:
    enum class Use { body, title, name, translation };

    /// What is known of the words of one language in one use.
    class Table {
    public:
        const WordTerms& of(std::string_view word);
        /// Labels that may stand in this text; null: none.
        const LabelTrie* labels() const { return labels_; }

    private:
        friend class TermCache;
        Table(TermCache& cache, Use use, std::string language);
        TermCache* cache_;
        Use use_;
        std::string language_;
        std::string stem_, folded_, accented_;  ///< prefixes
        const LabelTrie* labels_ = nullptr;
        detail::StringMap<WordTerms> known_;
    };

    /// Concepts are looked for in bodies alone. The thesaurus must outlive the cache.
    explicit TermCache(const Thesaurus& thesaurus) : thesaurus_(thesaurus) {}

    /// `language`: an analysis language. Valid until trim().
    Table& table(Use use, const std::string& language);
    /// The term of a concept by its ordinal.
    TermId concept_term(std::uint32_t ordinal);
    const std::string& text(TermId id) const { return texts_[id]; }
    std::size_t size() const { return texts_.size(); }

    /// Forgets everything once it has grown beyond some 100 MB. Ids and tables given out before are void then.
    /// @returns whether it did
    bool trim();

private:
    TermId intern(std::string term);

    const Thesaurus& thesaurus_;
    std::vector<std::string> texts_;
    std::vector<TermId> concepts_;  ///< by ordinal; no_term: not met yet
    detail::StringMap<TermId> ids_;
    detail::StringMap<std::unique_ptr<Table>> tables_;
};

/// How often each term occurs in one text.
class TermCounts {
public:
    void add(TermId id, std::uint32_t times = 1);
    void clear();
    const std::vector<TermId>& terms() const { return seen_; }
    std::uint32_t count(TermId id) const { return counts_[id]; }

private:
    std::vector<std::uint32_t> counts_;  ///< by id; zero for those not in seen_
    std::vector<TermId> seen_;
};

}  // namespace acervo
