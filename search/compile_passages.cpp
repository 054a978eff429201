// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "corpus/analysis.h"
#include "indexer/fields.h"
#include "search/compile.h"

namespace acervo {
namespace {

using Queries = std::vector<Xapian::Query>;

constexpr double unsure_weight = 0.15;  // of synonyms and indirect translations

Xapian::Query joined(Xapian::Query::op how, const Queries& parts) {
    return {how, parts.begin(), parts.end()};
}

class PassageCompiler {
public:
    PassageCompiler(const Compiled& compiled, const Xapian::Database& passages)
        : compiled_(compiled), passages_(passages) {}

    Xapian::Query run() const {
        Queries parts;
        for (const auto& wanted : compiled_.meant.wanted) parts.push_back(one(wanted));
        return joined(Xapian::Query::OP_OR, parts);
    }

private:
    Xapian::Query one(const Wanted& wanted) const {
        switch (wanted.kind) {
            case Wanted::Kind::topic:
                return Xapian::Query{topic_term(wanted.topic)};
            case Wanted::Kind::prefix:
                return prefix(wanted.folded.front());
            case Wanted::Kind::phrase:
                return phrase(wanted);
            case Wanted::Kind::word:
            case Wanted::Kind::entry:
                break;
        }
        Queries legs;
        for (const auto& [language, alternatives] : *wanted.in) {
            std::set<std::string> sure, unsure;
            for (const auto& alternative : alternatives) {
                const bool is_sure = alternative.via == Via::itself || alternative.via == Via::translation ||
                                     alternative.via == Via::cognate;
                for (const auto& stems : alternative.words)
                    (is_sure ? sure : unsure).insert(stems.begin(), stems.end());
            }
            legs.push_back(group(language, sure));
            legs.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, group(language, unsure), unsure_weight);
        }
        return joined(Xapian::Query::OP_OR, legs);
    }

    Xapian::Query prefix(const std::string& folded) const {
        Queries legs;
        const auto expanded = compiled_.expansions.find(folded);
        if (expanded == compiled_.expansions.end()) return {};
        for (const auto& [language, words] : expanded->second) {
            std::set<std::string> stems;
            for (const auto& word : words) stems.insert(forms(word, language).stem);
            legs.push_back(group(language, stems));
        }
        return joined(Xapian::Query::OP_MAX, legs);
    }

    /// Passages have no positions: all words of a phrase here, the phrase itself is seen in the text.
    Xapian::Query phrase(const Wanted& wanted) const {
        Queries words;
        for (const auto& typed : wanted.words) {
            Queries legs;
            for (const auto& language : compiled_.meant.legs.languages) {
                const auto stems = stems_of(typed, language);
                legs.push_back(group(language, {stems.begin(), stems.end()}));
            }
            words.push_back(joined(Xapian::Query::OP_MAX, legs));
        }
        return joined(Xapian::Query::OP_AND, words);
    }

    Xapian::Query group(const std::string& language, const std::set<std::string>& stems) const {
        const auto prefix = fields::with_language(fields::stem, language);
        Queries terms;
        for (const auto& stem : stems)
            if (auto term = fields::term(prefix, stem); passages_.term_exists(term)) terms.emplace_back(term);
        return joined(Xapian::Query::OP_SYNONYM, terms);
    }

    const Compiled& compiled_;
    const Xapian::Database& passages_;
};

}  // namespace

Xapian::Query compile_passages(const Compiled& compiled, const Xapian::Database& passages) {
    return PassageCompiler{compiled, passages}.run();
}

}  // namespace acervo
