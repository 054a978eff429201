// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/interpreter.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "corpus/analysis.h"
#include "corpus/dictionary/query_language.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using Kind = Node::Kind;

// More alternatives find more of what is not meant, and cost time.
constexpr std::size_t most_translations = 12, most_indirect = 6, most_synonyms = 12, translations_with_synonyms = 3;
// Cognates: words that share seven tenths of their trigrams, as "sustentabilidade" and "sustentabilidad" do.
constexpr double least_likeness = 0.7;
constexpr std::size_t most_cognates = 3;

/// The alternatives of one thing in one language: each wording once, none without words.
class Alternatives {
public:
    explicit Alternatives(std::string language) : language_(std::move(language)) {}

    bool add(Via via, const std::string& text) {
        auto made = alternative_of(via, text, language_);
        if (made.words.empty() || !seen_.insert(made.words).second) return false;
        list_.push_back(std::move(made));
        return true;
    }

    std::vector<Alternative> take() && { return std::move(list_); }

private:
    std::string language_;
    std::set<std::vector<std::vector<std::string>>> seen_;
    std::vector<Alternative> list_;
};

class Interpreter {
public:
    Interpreter(const Query& query, const Knowledge& knowledge, Interpretation& out)
        : query_(query), knowledge_(knowledge), out_(out), own_(out.legs.own) {}

    void run(const Node& tree) {
        for (auto& wanted : out_.wanted)
            if (wanted.kind == Wanted::Kind::word) fill_word(wanted);
        visit(tree);
    }

private:
    /// xl=0: words stand for themselves.
    bool uses(Ingredient ingredient) const { return query_.across_languages && !query_.without.contains(ingredient); }

    void fill_word(Wanted& wanted) const {
        const auto& word = wanted.words.front();
        const auto make = [&] {
            Wordings result;
            for (const auto& language : out_.legs.languages) {
                auto& list = result[language];
                list.push_back({.via = Via::itself, .text = word, .words = {stems_of(word, language)}});
                std::ranges::move(meanings(word, language), std::back_inserter(list));
            }
            return result;
        };
        // Leaving out is for measuring: nothing of it is remembered.
        if (!knowledge_.memory || !query_.without.empty()) {
            wanted.in = std::make_shared<Wordings>(make());
            return;
        }
        std::string key = own_ + (query_.across_languages ? " " : "=") + word;
        wanted.in = knowledge_.memory->of(std::move(key), make);
    }

    std::vector<Alternative> meanings(const std::string& word, const std::string& language) const {
        Alternatives list{language};
        if (language == "und") return {};
        std::vector<std::string> same;  // what has the same meaning in that language, for synonyms
        if (language == own_)
            same.push_back(word);
        else
            same = translations(word, language, list);
        if (!uses(Ingredient::synonyms)) return std::move(list).take();
        std::size_t added = 0;
        for (const auto& one : same)
            for (const auto& synonym : knowledge_.dictionary.synonyms(one, language))
                if (added < most_synonyms && list.add(Via::synonym, synonym)) ++added;
        return std::move(list).take();
    }

    /// @returns the most certain ones
    std::vector<std::string> translations(const std::string& word, const std::string& language,
                                          Alternatives& list) const {
        std::vector<std::string> certain;
        std::size_t direct = 0, indirect = 0;
        if (uses(Ingredient::translation)) {
            for (const auto& one : knowledge_.dictionary.translate(word, own_, language)) {
                const bool sure = one.origin != Translation::Origin::pivot;
                if (!sure && !uses(Ingredient::indirect)) continue;
                auto& count = sure ? direct : indirect;
                if (count == (sure ? most_translations : most_indirect)) continue;
                if (list.add(sure ? Via::translation : Via::indirect, one.text)) ++count;
                if (sure && certain.size() < translations_with_synonyms) certain.push_back(one.text);
            }
        }
        if (direct == 0 && indirect == 0 && uses(Ingredient::cognates)) cognates(word, language, list);
        return certain;
    }

    void cognates(const std::string& word, const std::string& language, Alternatives& list) const {
        const auto lexicon = knowledge_.lexicon ? knowledge_.lexicon(language) : nullptr;
        const auto folded = fold(word);
        if (!lexicon || lexicon->frequency(folded) > 0) return;
        for (const auto& found : lexicon->alike(folded, least_likeness, most_cognates))
            list.add(Via::cognate, std::string{found.word});
    }

    void visit(const Node& node) {
        switch (node.kind) {
            case Kind::word:
                return name(node, {&node});
            case Kind::any: {
                // Words side by side, stop words among them, may name a thing together.
                std::vector<const Node*> words;
                for (const auto& child : node.children) {
                    if (child.kind == Kind::word) {
                        words.push_back(&child);
                        continue;
                    }
                    name(node, words);
                    words.clear();
                    visit(child);
                }
                return name(node, words);
            }
            case Kind::without:
                return visit(node.children.front());
            case Kind::all:
            case Kind::prefer:
                for (const auto& child : node.children) visit(child);
                return;
            default:
                return;
        }
    }

    /// Finds what the words name; `node` is where it is looked for.
    void name(const Node& node, const std::vector<const Node*>& words) {
        std::vector<std::string> typed, folded;
        for (const auto* word : words) {
            typed.push_back(word->words.front());
            folded.push_back(fold(typed.back()));
        }
        if (uses(Ingredient::thesaurus))
            for (const auto& found : knowledge_.thesaurus.recognise(typed, own_))
                for (const auto ordinal : found.concepts) {
                    auto naming = part(typed, found.begin, found.count);
                    const auto share = searched(naming) / std::max(1.0, searched(typed));
                    add_topic(node, std::move(naming), share, ordinal);
                }
        if (!uses(Ingredient::entries)) return;
        for (std::size_t at = 0; at < folded.size();) {
            const auto count = knowledge_.dictionary.multiword(folded, at, own_);
            if (count > 1) add_entry(node, part(typed, at, count));
            at += std::max<std::size_t>(count, 1);
        }
    }

    /// How many of the words are searched for: stop words are not.
    double searched(const std::vector<std::string>& words) const {
        return static_cast<double>(
            std::ranges::count_if(words, [&](const auto& word) { return !is_stop_word(word, own_); }));
    }

    static std::vector<std::string> part(const std::vector<std::string>& words, std::size_t begin, std::size_t count) {
        const auto first = words.begin() + static_cast<std::ptrdiff_t>(begin);
        return {first, first + static_cast<std::ptrdiff_t>(count)};
    }

    void add_topic(const Node& node, std::vector<std::string> words, double share, std::uint32_t ordinal) {
        const auto& entry = knowledge_.thesaurus.concepts()[ordinal];
        Wanted wanted{
            .kind = Wanted::Kind::topic, .words = std::move(words), .topic = entry.id, .share = std::min(1.0, share)};
        const auto make = [&] {
            Wordings result;
            for (const auto& language : out_.legs.languages) {
                Alternatives list{language};
                for (const auto& label : knowledge_.thesaurus.labels(entry, language)) list.add(Via::topic, label);
                result[language] = std::move(list).take();
            }
            return result;
        };
        std::string key = own_ + "#" + entry.id;
        wanted.in =
            knowledge_.memory ? knowledge_.memory->of(std::move(key), make) : std::make_shared<Wordings>(make());
        add(node, std::move(wanted));
    }

    void add_entry(const Node& node, const std::vector<std::string>& words) {
        std::string joined;
        for (const auto& word : words) joined += (joined.empty() ? "" : " ") + word;
        Wanted wanted{.kind = Wanted::Kind::entry, .words = words};
        Wordings wordings;
        for (const auto& language : out_.legs.languages) {
            if (language == own_ || language == "und") continue;
            Alternatives list{language};
            for (const auto& one : knowledge_.dictionary.translate(joined, own_, language))
                if (one.origin != Translation::Origin::pivot) list.add(Via::translation, one.text);
            wordings[language] = std::move(list).take();
        }
        wanted.in = std::make_shared<Wordings>(std::move(wordings));
        add(node, std::move(wanted));
    }

    void add(const Node& node, Wanted wanted) {
        for (const auto& word : wanted.words) wanted.folded.push_back(fold(word));
        if (std::ranges::all_of(*wanted.in, [](const auto& one) { return one.second.empty(); })) return;
        out_.named[&node].push_back(out_.wanted.size());
        out_.wanted.push_back(std::move(wanted));
    }

    const Query& query_;
    const Knowledge& knowledge_;
    Interpretation& out_;
    const std::string own_;
};

}  // namespace

std::shared_ptr<const Wordings> Memory::of(std::string key, const std::function<Wordings()>& make) {
    {
        const std::lock_guard lock{mutex_};
        if (const auto found = known_.find(key); found != known_.end()) return found->second;
    }
    auto made = std::make_shared<const Wordings>(make());
    const std::lock_guard lock{mutex_};
    if (known_.size() >= most) known_.clear();
    return known_.try_emplace(std::move(key), std::move(made)).first->second;
}

const Wanted* Interpretation::word(const std::string& typed) const {
    const auto folded = fold(typed);
    const auto found = std::ranges::find_if(
        wanted, [&](const Wanted& one) { return one.kind == Wanted::Kind::word && one.folded.front() == folded; });
    return found == wanted.end() ? nullptr : &*found;
}

Interpretation interpret(const Node& tree, Legs legs, const Query& query, const Knowledge& knowledge) {
    Interpretation result{.legs = std::move(legs), .wanted = {}, .named = {}};
    result.wanted = wanted_of(tree, result.legs.own);
    Interpreter{query, knowledge, result}.run(tree);
    return result;
}

std::string language_of(const Query& query, const Node& tree, const Dictionary& dictionary) {
    if (!query.query_language.empty() && query.query_language != "auto") return analysis_language(query.query_language);
    const auto guessed = analysis_language(guess_query_language(text_of(tree), query.language, dictionary));
    if (guessed != "und") return guessed;
    const auto reader = analysis_language(query.language);
    return reader != "und" ? reader : "es";
}

}  // namespace acervo
