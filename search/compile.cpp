// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/compile.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "indexer/fields.h"
#include "search/codes.h"
#include "search/expansion.h"
#include "search/lexer.h"

namespace acervo {
namespace {

using Kind = Node::Kind;
using Plans = std::vector<Plan>;

// Weights: of a table in tests/relevance/README.md, in round numbers.
constexpr double title_weight = 1;
// The very form that was typed weighs a little more than the other forms of the word, with its accents more again.
constexpr double same_form_weight = 0.1, same_accents_weight = 0.2;
// What is less certain weighs less, in groups of its own: put among the translations it would weigh as much as they.
constexpr double indirect_weight = 0.3, synonym_weight = 0.3, foreign_synonym_weight = 0.15;
constexpr double machine_weight = 0.5, topic_weight = 4, narrower_weight = 1, entry_weight = 0.5;

/// How far from the word itself its matches may be.
enum class Reach {
    itself,   ///< what must not be there, and titles: the word in its forms
    meaning,  ///< what must be there: translations and topics too
    related   ///< what ranks: anything that speaks for it
};

class Compiler {
public:
    Compiler(const Query& query, Interpretation meant, const Snapshot& snapshot, const Xapian::Database& records,
             const Vocabulary& vocabulary)
        : query_(query),
          snapshot_(snapshot),
          collection_(snapshot.collection()),
          records_(records),
          vocabulary_(vocabulary) {
        out_.meant = std::move(meant);
    }

    Compiled run(const Node& tree) && {
        out_.everything = tree.kind == Kind::all && tree.children.empty();
        if (!out_.everything) out_.records = plan(tree, Reach::related);
        for (auto& wanted : out_.meant.wanted) {
            double frequency = 0;
            if (wanted.topic.empty())
                for (const auto& word : wanted.words) frequency = std::max(frequency, frequencies_[word]);
            else
                frequency = static_cast<double>(frequency_of(topic_term(wanted.topic)));
            const double all = std::max<double>(1, records_.get_doccount());
            wanted.weight = std::log(1 + all / (1 + frequency));
        }
        return std::move(out_);
    }

private:
    Plan plan(const Node& node, Reach reach) {
        switch (node.kind) {
            case Kind::word: {
                Plans parts{word(node.words.front(), reach)};
                add_named(node, reach, parts);
                return join(Plan::Kind::any, std::move(parts));
            }
            case Kind::phrase:
                return node.words.size() == 1 ? form(node.words.front())
                                              : positional(Plan::Kind::phrase, node.words, 0, fields::word);
            case Kind::near:
                return positional(Plan::Kind::near, node.words, node.distance, fields::word);
            case Kind::prefix:
                return prefix(node.words.front(), with_languages(fields::word), true);
            case Kind::field:
                return field(node, reach);
            case Kind::year:
                return {.kind = Plan::Kind::years, .factor = 0, .range = node.range};
            case Kind::all:
                return node.children.empty() ? Plan{.kind = Plan::Kind::everything}
                                             : join(Plan::Kind::all, children(node, std::min(reach, Reach::meaning)));
            case Kind::any: {
                Plans parts;
                for (const auto* child : searched_children(node, legs().own))
                    parts.push_back(child->kind == Kind::word ? word(child->words.front(), reach)
                                                              : plan(*child, reach));
                add_named(node, reach, parts);
                return join(Plan::Kind::any, std::move(parts));
            }
            case Kind::prefer:
                return first_and(Plan::Kind::prefer, children(node, reach));
            case Kind::without: {
                Plans parts{plan(node.children.front(), reach)};
                for (auto child = node.children.begin() + 1; child != node.children.end(); ++child)
                    parts.push_back(plan(*child, Reach::itself));
                return first_and(Plan::Kind::without, std::move(parts));
            }
        }
        return {};
    }

    const Legs& legs() const { return out_.meant.legs; }
    bool uses(Ingredient ingredient) const { return !query_.without.contains(ingredient); }

    /// The first, which must be there, and those that take from it or add to it.
    static Plan first_and(Plan::Kind how, Plans parts) {
        if (parts.front().empty()) return {};
        return join(how, std::move(parts));
    }

    Plans children(const Node& of, Reach reach) {
        Plans result;
        for (const auto* child : searched_children(of, legs().own)) result.push_back(plan(*child, reach));
        return result;
    }

    /// What words of the node name together.
    void add_named(const Node& node, Reach reach, Plans& parts) {
        const auto found = out_.meant.named.find(&node);
        if (reach == Reach::itself || found == out_.meant.named.end()) return;
        for (const auto place : found->second) {
            const auto& wanted = out_.meant.wanted[place];
            // A topic says the more the more of the query it is: all of "gestión de residuos", a detail of a question.
            parts.push_back(wanted.kind == Wanted::Kind::topic ? scaled(wanted.share, topic(wanted, reach))
                                                               : entry(wanted));
        }
    }

    Plan topic(const Wanted& wanted, Reach reach) {
        Plans parts{scaled(topic_weight, known(topic_term(wanted.topic)))};
        if (!parts.front().empty()) explain_topic(wanted);
        std::vector<std::string> narrower;
        const auto* entry = vocabulary_.thesaurus().find(wanted.topic);
        if (entry && reach == Reach::related)
            for (const auto& id : entry->narrower)
                if (frequency_of(topic_term(id)) > 0) narrower.push_back(topic_term(id));
        parts.push_back(scaled(narrower_weight, synonym_plan(std::move(narrower))));
        return join(Plan::Kind::any, std::move(parts));
    }

    /// The names of a topic, the preferred one first; not all of a dozen.
    void explain_topic(const Wanted& wanted) {
        constexpr std::size_t names = 2;
        for (const auto& [language, wordings] : *wanted.in)
            for (std::size_t i = 0; i < std::min(names, wordings.size()); ++i) explain(wanted, wordings[i], language);
    }

    Plan entry(const Wanted& wanted) { return scaled(entry_weight, worded(wanted)); }

    /// The best of a thing's wordings in each language.
    Plan worded(const Wanted& wanted) {
        Plans parts;
        for (const auto& [language, alternatives] : *wanted.in) {
            const auto prefix = fields::with_language(fields::stem, language);
            for (const auto& alternative : alternatives) {
                parts.push_back(side_by_side(prefix, alternative));
                if (!parts.back().empty()) explain(wanted, alternative, language);
            }
        }
        return join(Plan::Kind::best, std::move(parts));
    }

    /// All words of an alternative, weighing as much as one.
    Plan side_by_side(const std::string& prefix, const Alternative& alternative) const {
        Plans parts;
        for (const auto& stems : alternative.words)
            parts.push_back(scaled(1.0 / static_cast<double>(alternative.words.size()), group(prefix, stems)));
        return join(Plan::Kind::all, std::move(parts));
    }

    /// Notes a meaning that the index has, for people.
    void explain(const Wanted& wanted, const Alternative& alternative, const std::string& language) {
        if (alternative.via == Via::itself) return;
        std::string typed;
        for (const auto& word : wanted.words) typed += (typed.empty() ? "" : " ") + word;
        if (fold(typed) == fold(alternative.text)) return;
        Match match{typed, alternative.text, language, name_of(alternative.via)};
        const auto same = [&](const Match& other) {
            return other.word == match.word && other.found == match.found && other.language == match.language;
        };
        if (std::ranges::none_of(out_.added, same)) out_.added.push_back(std::move(match));
    }

    std::vector<std::string> with_languages(std::string_view prefix) const {
        std::vector<std::string> result;
        for (const auto& language : legs().languages) result.push_back(fields::with_language(prefix, language));
        return result;
    }

    /// In how many records the term is.
    std::size_t frequency_of(const std::string& term) const { return collection_.postings.of(records_, term)->size(); }

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

    /// A word: of the languages the best, and in each the sum of what speaks for it. A record with texts in several
    /// languages does not count for more than one with a single text.
    Plan word(const std::string& typed, Reach reach) {
        Plans found;
        std::size_t frequency = 0;
        const auto* wanted = out_.meant.word(typed);
        for (const auto& language : legs().languages) found.push_back(leg(typed, wanted, language, reach, frequency));
        const auto name = fields::term(fields::author, fold(typed));
        frequency = std::max(frequency, frequency_of(name));
        found.push_back(known(name));
        if (frequency == 0 && reach != Reach::itself) out_.unknown.push_back(typed);
        frequencies_[typed] = static_cast<double>(frequency);
        return join(Plan::Kind::best, std::move(found));
    }

    /// `frequency`: raised to the number of records that have the word itself.
    Plan leg(const std::string& typed, const Wanted* wanted, const std::string& language, Reach reach,
             std::size_t& frequency) {
        const auto has = forms(typed, language);
        const auto body = fields::with_language(fields::stem, language);
        auto same = uses(Ingredient::stemming) ? stems_of(typed, language) : std::vector<std::string>{};
        group(body, same, &frequency);  // for its frequency
        Plans parts;
        std::vector<std::string> indirect, synonyms;
        if (wanted && reach != Reach::itself) {
            const auto& alternatives = wanted->wordings(language);
            for (const auto& alternative : alternatives) {
                if (alternative.via == Via::itself) continue;
                const bool sure = alternative.via == Via::translation || alternative.via == Via::cognate;
                if (!sure && reach != Reach::related) continue;
                if (alternative.words.size() > 1) {
                    if (!sure) continue;
                    parts.push_back(side_by_side(body, alternative));
                    if (!parts.back().empty()) explain(*wanted, alternative, language);
                    continue;
                }
                auto& list = sure ? same : alternative.via == Via::indirect ? indirect : synonyms;
                const auto& stems = alternative.words.front();
                if (std::ranges::any_of(stems,
                                        [&](const auto& stem) { return frequency_of(fields::term(body, stem)) > 0; }))
                    explain(*wanted, alternative, language);
                list.insert(list.end(), stems.begin(), stems.end());
            }
        }
        parts.push_back(group(body, same));
        if (uses(Ingredient::title))
            parts.push_back(scaled(title_weight, group(fields::with_language(fields::title, language), same)));
        if (uses(Ingredient::machine) && query_.across_languages)
            parts.push_back(scaled(machine_weight, group(fields::with_language(fields::translated, language), same)));
        if (uses(Ingredient::exact)) {
            parts.push_back(scaled(same_form_weight, one(fields::word, language, has.folded)));
            if (has.exact != has.folded)
                parts.push_back(scaled(same_accents_weight, one(fields::accented, language, has.exact)));
        }
        if (!uses(Ingredient::stemming)) parts.push_back(one(fields::word, language, has.folded));
        const bool own = language == legs().own;
        parts.push_back(scaled(indirect_weight, group(body, without(indirect, same))));
        parts.push_back(scaled(own ? synonym_weight : foreign_synonym_weight, group(body, without(synonyms, same))));
        return join(Plan::Kind::any, std::move(parts));
    }

    static std::vector<std::string> without(std::vector<std::string> stems, const std::vector<std::string>& others) {
        std::erase_if(stems, [&](const auto& stem) { return std::ranges::find(others, stem) != others.end(); });
        return stems;
    }

    Plan one(std::string_view prefix, const std::string& language, const std::string& form) const {
        return known(fields::term(fields::with_language(prefix, language), form));
    }

    /// "word": this form and no other; the accents typed weigh more.
    Plan form(const std::string& typed) {
        Plans found;
        for (const auto& language : legs().languages) {
            const auto has = forms(typed, language);
            Plans parts{one(fields::word, language, has.folded)};
            if (has.exact != has.folded) parts.push_back(one(fields::accented, language, has.exact));
            found.push_back(join(Plan::Kind::any, std::move(parts)));
        }
        found.push_back(known(fields::term(fields::author, fold(typed))));
        return join(Plan::Kind::best, std::move(found));
    }

    /// A phrase or NEAR: on the folded words of each language, and of names.
    Plan positional(Plan::Kind how, const std::vector<std::string>& typed, int distance, std::string_view in) {
        auto prefixes = with_languages(in);
        if (in == fields::word) prefixes.emplace_back(fields::author);
        Plans found;
        const auto count = static_cast<std::uint32_t>(typed.size());
        const auto window = count + static_cast<std::uint32_t>(distance) * (count - 1);
        for (const auto& prefix : prefixes) {
            std::vector<std::string> terms;
            for (const auto& word : typed) {
                terms.push_back(fields::term(prefix, fold(word)));
                if (!records_.term_exists(terms.back())) break;
            }
            if (terms.size() == typed.size() && records_.term_exists(terms.back()))
                found.push_back({.kind = how, .terms = std::move(terms), .window = window});
        }
        return join(Plan::Kind::best, std::move(found));
    }

    Plan prefix(const std::string& typed, const std::vector<std::string>& prefixes, bool words) {
        Plans found;
        for (const auto& expansion : expand(records_, prefixes, fold(typed))) {
            std::vector<std::string> terms;
            for (const auto& word : expansion.words) terms.push_back(expansion.term_prefix + word);
            found.push_back(synonym_plan(std::move(terms)));
            if (!words) continue;
            const auto place = std::ranges::find(prefixes, expansion.term_prefix) - prefixes.begin();
            out_.expansions[fold(typed)][legs().languages[static_cast<std::size_t>(place)]] = expansion.words;
        }
        return join(Plan::Kind::best, std::move(found));
    }

    Plan field(const Node& node, Reach reach) {
        if (node.field == "title") return title(node.value);
        if (node.field == "author") return names(node.value, fields::author);
        if (node.field == "place") return scaled(0, names(node.value, fields::place_word));
        if (fold(node.value) == code_none) return {.kind = Plan::Kind::without_value, .term = node.field, .factor = 0};
        const auto codes = codes_meant(node.field, node.value, snapshot_.columns, vocabulary_);
        Plans parts;
        if (codes.empty()) {  // not a value of this field: at least its words are looked for
            for (const auto& typed : plain_words(node.value))
                parts.push_back(word(typed, std::min(reach, Reach::meaning)));
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
        Plans found;
        for (const auto& language : legs().languages)
            found.push_back(group(fields::with_language(fields::title, language), stems_of(typed.front(), language)));
        return join(Plan::Kind::best, std::move(found));
    }

    Plan names(const std::string& value, std::string_view in) {
        Plans parts;
        const auto typed = plain_words(value);
        for (std::size_t i = 0; i < typed.size(); ++i) {
            if (i + 1 == typed.size() && value.ends_with('*') && starts_enough(typed[i]))
                parts.push_back(prefix(typed[i], {std::string{in}}, false));
            else
                parts.push_back(term_plan(fields::term(in, fold(typed[i]))));
        }
        return join(Plan::Kind::all, std::move(parts));
    }

    static bool starts_enough(const std::string& word) {
        return std::ranges::count_if(word, [](char byte) { return (byte & 0xC0) != 0x80; }) >= min_wildcard_letters;
    }

    const Query& query_;
    const Snapshot& snapshot_;
    const Collection collection_;
    const Xapian::Database& records_;
    const Vocabulary& vocabulary_;
    Compiled out_;
    std::map<std::string, double> frequencies_;
};

}  // namespace

std::string topic_term(const std::string& id) {
    return fields::concept_term(id);
}

Interpretation meaning_of(const Node& tree, const Query& query, const Snapshot& snapshot,
                          const Xapian::Database& records, const Vocabulary& vocabulary) {
    Legs legs{.own = language_of(query, tree, snapshot.dictionary), .languages = {}};
    for (const auto& language : snapshot.languages)
        if (query.across_languages || language == legs.own || language == "und") legs.languages.push_back(language);
    const Knowledge knowledge{snapshot.dictionary, vocabulary.thesaurus(),
                              [&](const std::string& language) { return snapshot.lexicon(records, language); },
                              &snapshot.memory()};
    return interpret(tree, std::move(legs), query, knowledge);
}

Compiled compile(const Node& tree, const Query& query, const Snapshot& snapshot, const Xapian::Database& records,
                 const Vocabulary& vocabulary) {
    auto meant = meaning_of(tree, query, snapshot, records, vocabulary);
    return Compiler{query, std::move(meant), snapshot, records, vocabulary}.run(tree);
}

}  // namespace acervo
