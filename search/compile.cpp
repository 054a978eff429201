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
using Plans = std::vector<Plan>;

Xapian::Query joined(Xapian::Query::op how, const std::vector<Xapian::Query>& parts) {
    return {how, parts.begin(), parts.end()};
}

constexpr double title_weight = 2;
// The very form that was typed weighs a little more than the other forms of the word, with its accents more again.
constexpr double same_form_weight = 0.1, same_accents_weight = 0.2;

class Compiler {
public:
    Compiler(const Query& query, const Snapshot& snapshot, const Xapian::Database& records,
             const Vocabulary& vocabulary)
        : snapshot_(snapshot), collection_(snapshot.collection()), records_(records), vocabulary_(vocabulary) {
        out_.legs = legs_of(query, snapshot);
    }

    Compiled run(const Node& tree) && {
        out_.everything = tree.kind == Kind::all && tree.children.empty();
        out_.wanted = wanted_of(tree, out_.legs.own);
        if (!out_.everything) out_.records = plan(tree);
        for (auto& wanted : out_.wanted) {
            double frequency = 0;
            for (const auto& word : wanted.words) frequency = std::max(frequency, frequencies_[word]);
            const double all = std::max<double>(1, records_.get_doccount());
            wanted.weight = std::log(1 + all / (1 + frequency));
        }
        return std::move(out_);
    }

private:
    Plan plan(const Node& node) {
        switch (node.kind) {
            case Kind::word:
                return word(node.words.front());
            case Kind::phrase:
                return node.words.size() == 1 ? form(node.words.front())
                                              : positional(Plan::Kind::phrase, node.words, 0, fields::word);
            case Kind::near:
                return positional(Plan::Kind::near, node.words, node.distance, fields::word);
            case Kind::prefix:
                return prefix(node.words.front(), with_languages(fields::word), true);
            case Kind::field:
                return field(node);
            case Kind::year:
                return {.kind = Plan::Kind::years, .factor = 0, .range = node.range};
            case Kind::all:
                return node.children.empty() ? Plan{.kind = Plan::Kind::everything}
                                             : join(Plan::Kind::all, children(node));
            case Kind::any:
                return join(Plan::Kind::any, children(node));
            case Kind::prefer:
                return first_and(Plan::Kind::prefer, children(node));
            case Kind::without: {
                Plans parts;
                for (const auto& child : node.children) parts.push_back(plan(child));
                return first_and(Plan::Kind::without, std::move(parts));
            }
        }
        return {};
    }

    /// The first, which must be there, and those that take from it or add to it.
    static Plan first_and(Plan::Kind how, Plans parts) {
        if (parts.front().empty()) return {};
        return join(how, std::move(parts));
    }

    Plans children(const Node& of) {
        Plans result;
        for (const auto* child : searched_children(of, out_.legs.own)) result.push_back(plan(*child));
        return result;
    }

    std::vector<std::string> with_languages(std::string_view prefix) const {
        std::vector<std::string> result;
        for (const auto& language : out_.legs.languages) result.push_back(fields::with_language(prefix, language));
        return result;
    }

    /// In how many records the term is.
    std::size_t frequency_of(const std::string& term) const { return collection_.postings.of(records_, term)->size(); }

    Plan one(std::string_view prefix, const std::string& language, const std::string& form) const {
        return known(fields::term(fields::with_language(prefix, language), form));
    }

    Plan known(std::string term) const { return frequency_of(term) > 0 ? term_plan(std::move(term)) : Plan{}; }

    Plan group(const std::string& prefix, const std::vector<std::string>& stems,
               std::size_t* frequency = nullptr) const {
        std::vector<std::string> terms;
        for (const auto& stem : stems) {
            auto term = fields::term(prefix, stem);
            const auto found = frequency_of(term);
            if (found > 0) terms.push_back(std::move(term));
            if (frequency) *frequency = std::max(*frequency, found);
        }
        return synonym_plan(std::move(terms));
    }

    /// A word: in each language the best of its groups of forms, and of the languages the best. A record with texts in
    /// several languages does not count for more than one with a single text.
    Plan word(const std::string& typed) {
        Plans legs;
        std::size_t frequency = 0;
        for (const auto& language : out_.legs.languages) {
            const auto has = forms(typed, language);
            Plans groups;
            for (const auto& alternative : alternatives(typed, out_.legs.own, language)) {
                Plans parts{group(fields::with_language(fields::stem, language), alternative.stems, &frequency)};
                parts.push_back(
                    scaled(title_weight, group(fields::with_language(fields::title, language), alternative.stems)));
                if (groups.empty()) {
                    parts.push_back(scaled(same_form_weight, one(fields::word, language, has.folded)));
                    if (has.exact != has.folded)
                        parts.push_back(scaled(same_accents_weight, one(fields::accented, language, has.exact)));
                }
                groups.push_back(scaled(alternative.weight, join(Plan::Kind::any, std::move(parts))));
            }
            legs.push_back(join(Plan::Kind::best, std::move(groups)));
        }
        const auto name = fields::term(fields::author, fold(typed));
        frequency = std::max(frequency, frequency_of(name));
        legs.push_back(known(name));
        if (frequency == 0) out_.unknown.push_back(typed);
        frequencies_[typed] = static_cast<double>(frequency);
        return join(Plan::Kind::best, std::move(legs));
    }

    /// "word": this form and no other; the accents typed weigh more.
    Plan form(const std::string& typed) {
        Plans legs;
        for (const auto& language : out_.legs.languages) {
            const auto has = forms(typed, language);
            Plans parts{one(fields::word, language, has.folded)};
            if (has.exact != has.folded) parts.push_back(one(fields::accented, language, has.exact));
            legs.push_back(join(Plan::Kind::any, std::move(parts)));
        }
        legs.push_back(known(fields::term(fields::author, fold(typed))));
        return join(Plan::Kind::best, std::move(legs));
    }

    /// A phrase or NEAR: on the folded words of each language, and of names.
    Plan positional(Plan::Kind how, const std::vector<std::string>& typed, int distance, std::string_view in) {
        auto prefixes = with_languages(in);
        if (in == fields::word) prefixes.emplace_back(fields::author);
        Plans legs;
        const auto count = static_cast<std::uint32_t>(typed.size());
        const auto window = count + static_cast<std::uint32_t>(distance) * (count - 1);
        for (const auto& prefix : prefixes) {
            std::vector<std::string> terms;
            for (const auto& word : typed) {
                terms.push_back(fields::term(prefix, fold(word)));
                if (!records_.term_exists(terms.back())) break;
            }
            if (terms.size() == typed.size() && records_.term_exists(terms.back()))
                legs.push_back({.kind = how, .terms = std::move(terms), .window = window});
        }
        return join(Plan::Kind::best, std::move(legs));
    }

    Plan prefix(const std::string& typed, const std::vector<std::string>& prefixes, bool words) {
        Plans legs;
        for (const auto& expansion : expand(records_, prefixes, fold(typed))) {
            std::vector<std::string> terms;
            for (const auto& word : expansion.words) terms.push_back(expansion.term_prefix + word);
            legs.push_back(synonym_plan(std::move(terms)));
            if (!words) continue;
            const auto place = std::ranges::find(prefixes, expansion.term_prefix) - prefixes.begin();
            out_.expansions[fold(typed)][out_.legs.languages[static_cast<std::size_t>(place)]] = expansion.words;
        }
        return join(Plan::Kind::best, std::move(legs));
    }

    Plan field(const Node& node) {
        if (node.field == "title") return title(node.value);
        if (node.field == "author") return author(node.value);
        if (fold(node.value) == code_none) return {.kind = Plan::Kind::without_value, .term = node.field, .factor = 0};
        const auto codes = codes_meant(node.field, node.value, snapshot_.columns, vocabulary_);
        Plans parts;
        if (codes.empty()) {  // not a value of this field: at least its words are looked for
            for (const auto& typed : plain_words(node.value)) parts.push_back(word(typed));
            return join(Plan::Kind::all, std::move(parts));
        }
        for (const auto& code : codes) parts.push_back(term_plan(fields::code_term(node.field, code)));
        return scaled(0, join(Plan::Kind::any, std::move(parts)));
    }

    Plan title(const std::string& value) {
        const auto typed = plain_words(value);
        if (typed.empty()) return {};
        if (typed.size() > 1) return positional(Plan::Kind::phrase, typed, 0, fields::title_word);
        if (value.ends_with('*') && starts_enough(typed.front()))
            return prefix(typed.front(), with_languages(fields::title_word), false);
        Plans legs;
        for (const auto& language : out_.legs.languages)
            for (const auto& alternative : alternatives(typed.front(), out_.legs.own, language))
                legs.push_back(scaled(alternative.weight,
                                      group(fields::with_language(fields::title, language), alternative.stems)));
        return join(Plan::Kind::best, std::move(legs));
    }

    Plan author(const std::string& value) {
        Plans parts;
        const auto typed = plain_words(value);
        for (std::size_t i = 0; i < typed.size(); ++i) {
            if (i + 1 == typed.size() && value.ends_with('*') && starts_enough(typed[i]))
                parts.push_back(prefix(typed[i], {std::string{fields::author}}, false));
            else
                parts.push_back(term_plan(fields::term(fields::author, fold(typed[i]))));
        }
        return join(Plan::Kind::all, std::move(parts));
    }

    static bool starts_enough(const std::string& word) {
        return std::ranges::count_if(word, [](char byte) { return (byte & 0xC0) != 0x80; }) >= min_wildcard_letters;
    }

    const Snapshot& snapshot_;
    const Collection collection_;
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
    std::vector<Xapian::Query> parts;
    for (const auto& wanted : compiled.wanted) {
        std::vector<Xapian::Query> words;
        for (const auto& typed : wanted.words) {
            std::vector<Xapian::Query> legs;
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
                std::vector<Xapian::Query> terms;
                for (const auto& stem : stems)
                    if (auto term = fields::term(prefix, stem); passages.term_exists(term)) terms.emplace_back(term);
                legs.push_back(joined(Xapian::Query::OP_SYNONYM, terms));
            }
            words.push_back(joined(Xapian::Query::OP_MAX, legs));
        }
        // Passages have no positions: all words of a phrase here, the phrase itself is seen in the text.
        parts.push_back(
            joined(wanted.kind == Wanted::Kind::phrase ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, words));
    }
    return joined(Xapian::Query::OP_OR, parts);
}

}  // namespace acervo
