// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/compile.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "indexer/fields.h"
#include "search/alternatives.h"
#include "search/codes.h"
#include "search/expansion.h"
#include "search/lexer.h"

namespace acervo {
namespace {

using Kind = Node::Kind;
using Queries = std::vector<Xapian::Query>;

constexpr double title_weight = 2;
// The very form that was typed weighs a little more than the other forms of the word, with its accents more again.
constexpr double same_form_weight = 0.1, same_accents_weight = 0.2;

Xapian::Query join(Xapian::Query::op how, const Queries& parts) {
    return {how, parts.begin(), parts.end()};
}

Xapian::Query scaled(double factor, const Xapian::Query& query) {
    return query.empty() || factor == 1 ? query : Xapian::Query{Xapian::Query::OP_SCALE_WEIGHT, query, factor};
}

class Compiler {
public:
    Compiler(const Query& query, const Snapshot& snapshot, const Xapian::Database& records,
             const Vocabulary& vocabulary)
        : snapshot_(snapshot), records_(records), vocabulary_(vocabulary) {
        out_.legs = legs_of(query, snapshot);
    }

    Compiled run(const Node& tree) && {
        out_.everything = tree.kind == Kind::all && tree.children.empty();
        out_.wanted = wanted_of(tree, out_.legs.own);
        if (!out_.everything) out_.records = node(tree);
        for (auto& wanted : out_.wanted) {
            double frequency = 0;
            for (const auto& word : wanted.words) frequency = std::max(frequency, frequencies_[word]);
            const double all = std::max<double>(1, records_.get_doccount());
            wanted.weight = std::log(1 + all / (1 + frequency));
        }
        return std::move(out_);
    }

private:
    Xapian::Query node(const Node& node) {
        switch (node.kind) {
            case Kind::word:
                return word(node.words.front());
            case Kind::phrase:
                return node.words.size() == 1 ? form(node.words.front())
                                              : positional(Xapian::Query::OP_PHRASE, node.words, 0);
            case Kind::near:
                return positional(Xapian::Query::OP_NEAR, node.words, node.distance);
            case Kind::prefix:
                return prefix(node.words.front(), with_languages(fields::word), true);
            case Kind::field:
                return field(node);
            case Kind::year:
                return scaled(0, years(node.range));
            case Kind::all:
                return node.children.empty() ? Xapian::Query::MatchAll : join(Xapian::Query::OP_AND, children(node));
            case Kind::any:
                return join(Xapian::Query::OP_OR, children(node));
            case Kind::prefer: {
                auto parts = children(node);
                const auto first = parts.front();
                parts.erase(parts.begin());
                return {Xapian::Query::OP_AND_MAYBE, first, join(Xapian::Query::OP_OR, parts)};
            }
            case Kind::without: {
                Queries unwanted;
                for (std::size_t i = 1; i < node.children.size(); ++i) unwanted.push_back(this->node(node.children[i]));
                return {Xapian::Query::OP_AND_NOT, this->node(node.children.front()),
                        join(Xapian::Query::OP_OR, unwanted)};
            }
        }
        return {};
    }

    Queries children(const Node& of) {
        Queries result;
        for (const auto* child : searched_children(of, out_.legs.own)) result.push_back(node(*child));
        return result;
    }

    std::vector<std::string> with_languages(std::string_view prefix) const {
        std::vector<std::string> result;
        for (const auto& language : out_.legs.languages) result.push_back(fields::with_language(prefix, language));
        return result;
    }

    /// Adds the term if the index has it; returns in how many records.
    Xapian::doccount add_term(Queries& parts, const std::string& term) const {
        const auto frequency = records_.get_termfreq(term);
        if (frequency > 0) parts.emplace_back(term);
        return frequency;
    }

    Xapian::Query group(const std::string& prefix, const std::vector<std::string>& stems,
                        Xapian::doccount* frequency = nullptr) const {
        Queries parts;
        for (const auto& stem : stems) {
            const auto found = add_term(parts, fields::term(prefix, stem));
            if (frequency) *frequency = std::max(*frequency, found);
        }
        return join(Xapian::Query::OP_SYNONYM, parts);
    }

    /// A word: in each language the best of its groups of forms, and of the languages the best. A record with texts in
    /// several languages does not count for more than one with a single text.
    Xapian::Query word(const std::string& typed) {
        Queries legs;
        Xapian::doccount frequency = 0;
        for (const auto& language : out_.legs.languages) {
            const auto has = forms(typed, language);
            Queries groups;
            for (const auto& alternative : alternatives(typed, out_.legs.own, language)) {
                Queries parts{group(fields::with_language(fields::stem, language), alternative.stems, &frequency)};
                parts.push_back(
                    scaled(title_weight, group(fields::with_language(fields::title, language), alternative.stems)));
                if (groups.empty()) {
                    parts.push_back(scaled(same_form_weight, one(fields::word, language, has.folded)));
                    if (has.exact != has.folded)
                        parts.push_back(scaled(same_accents_weight, one(fields::accented, language, has.exact)));
                }
                groups.push_back(scaled(alternative.weight, join(Xapian::Query::OP_OR, parts)));
            }
            legs.push_back(join(Xapian::Query::OP_MAX, groups));
        }
        frequency = std::max(frequency, add_term(legs, fields::term(fields::author, fold(typed))));
        if (frequency == 0) out_.unknown.push_back(typed);
        frequencies_[typed] = frequency;
        return join(Xapian::Query::OP_MAX, legs);
    }

    Xapian::Query one(std::string_view prefix, const std::string& language, const std::string& form) const {
        Queries parts;
        add_term(parts, fields::term(fields::with_language(prefix, language), form));
        return parts.empty() ? Xapian::Query{} : parts.front();
    }

    /// "word": this form and no other; the accents typed weigh more.
    Xapian::Query form(const std::string& typed) {
        Queries legs;
        for (const auto& language : out_.legs.languages) {
            const auto has = forms(typed, language);
            Queries parts{one(fields::word, language, has.folded)};
            if (has.exact != has.folded) parts.push_back(one(fields::accented, language, has.exact));
            legs.push_back(join(Xapian::Query::OP_OR, parts));
        }
        add_term(legs, fields::term(fields::author, fold(typed)));
        return join(Xapian::Query::OP_MAX, legs);
    }

    /// A phrase or NEAR: on the folded words of each language, and of names.
    Xapian::Query positional(Xapian::Query::op how, const std::vector<std::string>& typed, int distance,
                             std::string_view in = fields::word) {
        auto prefixes = with_languages(in);
        if (in == fields::word) prefixes.emplace_back(fields::author);
        Queries legs;
        const auto count = static_cast<Xapian::termcount>(typed.size());
        const auto window = count + static_cast<Xapian::termcount>(distance) * (count - 1);
        for (const auto& prefix : prefixes) {
            std::vector<std::string> terms;
            for (const auto& word : typed) {
                terms.push_back(fields::term(prefix, fold(word)));
                if (!records_.term_exists(terms.back())) break;
            }
            if (terms.size() == typed.size() && records_.term_exists(terms.back()))
                legs.emplace_back(how, terms.begin(), terms.end(), window);
        }
        return join(Xapian::Query::OP_MAX, legs);
    }

    Xapian::Query prefix(const std::string& typed, const std::vector<std::string>& prefixes, bool words) {
        Queries legs;
        for (const auto& expansion : expand(records_, prefixes, fold(typed))) {
            Queries parts;
            for (const auto& word : expansion.words) parts.emplace_back(expansion.term_prefix + word);
            legs.push_back(join(Xapian::Query::OP_SYNONYM, parts));
            if (!words) continue;
            const auto place = std::ranges::find(prefixes, expansion.term_prefix) - prefixes.begin();
            out_.expansions[fold(typed)][out_.legs.languages[static_cast<std::size_t>(place)]] = expansion.words;
        }
        return join(Xapian::Query::OP_MAX, legs);
    }

    Xapian::Query field(const Node& node) {
        if (node.field == "title") return title(node.value);
        if (node.field == "author") return names(node.value, fields::author);
        if (node.field == "place") return scaled(0, names(node.value, fields::place_word));
        if (fold(node.value) == "none") return scaled(0, without_value(node.field));
        const auto codes = codes_meant(node.field, node.value, snapshot_.columns, vocabulary_);
        if (codes.empty()) {  // not a value of this field: at least its words are looked for
            Queries parts;
            for (const auto& typed : plain_words(node.value)) parts.push_back(word(typed));
            return join(Xapian::Query::OP_AND, parts);
        }
        Queries parts;
        for (const auto& code : codes) parts.emplace_back(fields::code_term(node.field, code));
        return scaled(0, join(Xapian::Query::OP_OR, parts));
    }

    Xapian::Query without_value(const std::string& facet) const {
        Queries parts;
        for (const auto& value : snapshot_.columns.values)
            if (value.facet == facet_index(facet)) parts.emplace_back(fields::code_term(facet, value.code));
        return {Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, join(Xapian::Query::OP_OR, parts)};
    }

    Xapian::Query title(const std::string& value) {
        const auto typed = plain_words(value);
        if (typed.empty()) return {};
        if (typed.size() > 1) return positional(Xapian::Query::OP_PHRASE, typed, 0, fields::title_word);
        if (value.ends_with('*') && starts_enough(typed.front()))
            return prefix(typed.front(), with_languages(fields::title_word), false);
        Queries legs;
        for (const auto& language : out_.legs.languages)
            for (const auto& alternative : alternatives(typed.front(), out_.legs.own, language))
                legs.push_back(scaled(alternative.weight,
                                      group(fields::with_language(fields::title, language), alternative.stems)));
        return join(Xapian::Query::OP_MAX, legs);
    }

    Xapian::Query names(const std::string& value, std::string_view in) {
        Queries parts;
        const auto typed = plain_words(value);
        for (std::size_t i = 0; i < typed.size(); ++i) {
            if (i + 1 == typed.size() && value.ends_with('*') && starts_enough(typed[i]))
                parts.push_back(prefix(typed[i], {std::string{in}}, false));
            else
                parts.emplace_back(fields::term(in, fold(typed[i])));
        }
        return join(Xapian::Query::OP_AND, parts);
    }

    static bool starts_enough(const std::string& word) {
        return std::ranges::count_if(word, [](char byte) { return (byte & 0xC0) != 0x80; }) >= min_wildcard_letters;
    }

    static Xapian::Query years(const YearRange& range) {
        const auto padded = [](int year) {
            auto text = std::to_string(year);
            return std::string(text.size() < 4 ? 4 - text.size() : 0, '0') + text;
        };
        // Records without a date have no value, and so the lower end must not be open.
        return {Xapian::Query::OP_VALUE_RANGE, fields::slot_date, range.from ? padded(*range.from) : "0",
                range.to ? padded(*range.to) + "9999" : "9999~"};
    }

    const Snapshot& snapshot_;
    const Xapian::Database& records_;
    const Vocabulary& vocabulary_;
    Compiled out_;
    std::map<std::string, double> frequencies_;
};

}  // namespace

Legs legs_of(const Query& query, const Snapshot& snapshot) {
    Legs legs{.own = language_of(query), .languages = {}};
    for (const auto& language : snapshot.languages)
        if (query.across_languages || language == legs.own || language == "und") legs.languages.push_back(language);
    return legs;
}

Compiled compile(const Node& tree, const Query& query, const Snapshot& snapshot, const Xapian::Database& records,
                 const Vocabulary& vocabulary) {
    return Compiler{query, snapshot, records, vocabulary}.run(tree);
}

Xapian::Query compile_passages(const Compiled& compiled, const Xapian::Database& passages) {
    Queries parts;
    for (const auto& wanted : compiled.wanted) {
        Queries words;
        for (const auto& typed : wanted.words) {
            Queries legs;
            for (const auto& language : compiled.legs.languages) {
                const auto prefix = fields::with_language(fields::stem, language);
                std::set<std::string> stems;
                if (wanted.kind == Wanted::Kind::prefix) {
                    const auto expanded = compiled.expansions.find(wanted.folded.front());
                    if (expanded == compiled.expansions.end()) continue;
                    if (const auto found = expanded->second.find(language); found != expanded->second.end())
                        for (const auto& word : found->second) stems.insert(forms(word, language).stem);
                } else {
                    for (const auto& alternative : alternatives(typed, compiled.legs.own, language))
                        stems.insert(alternative.stems.begin(), alternative.stems.end());
                }
                Queries terms;
                for (const auto& stem : stems)
                    if (auto term = fields::term(prefix, stem); passages.term_exists(term)) terms.emplace_back(term);
                legs.push_back(join(Xapian::Query::OP_SYNONYM, terms));
            }
            words.push_back(join(Xapian::Query::OP_MAX, legs));
        }
        // Passages have no positions: all words of a phrase here, the phrase itself is seen in the text.
        parts.push_back(
            join(wanted.kind == Wanted::Kind::phrase ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, words));
    }
    return join(Xapian::Query::OP_OR, parts);
}

}  // namespace acervo
