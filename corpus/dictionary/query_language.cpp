// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/query_language.h"

#include <algorithm>
#include <vector>

#include "corpus/analysis.h"
#include "corpus/text.h"

namespace acervo {
namespace {

// Weights of the vote, in words. The first two are those of the measured vote (a known form counts one, a function word
// .6 besides); the others were set on queries of our own.
constexpr double known = 1.0;
constexpr double function_word = 0.6;
/// Of a form that the language writes with accents and the typist without any: as usual in a query without accents, a
/// slip in one that has some.
constexpr double unaccented = 0.9, unaccented_among_accents = 0.6;
/// Of a form that is typed with accents and that the language writes otherwise.
constexpr double otherwise_accented = 0.2;
/// Share of the weight that a rare or borrowed form keeps.
constexpr double doubted = 0.7;
/// Shared by the languages that spell a form so: what few have tells more than what all have.
constexpr double specific = 0.5;
/// Lead that Catalan, Galician and French need over the languages of the pages, which share most words with them and
/// are asked in far more often.
constexpr double handicap = 1.1;
/// What lies within this of the first is about as likely.
constexpr double close = 0.35;
constexpr std::size_t most_words = 64;

bool is_typed_with_accents(std::string_view text) {
    return lower(text) != fold(text);
}

class Vote {
public:
    Vote(std::string_view text, const std::string& reader, const Dictionary& dictionary)
        : dictionary_(dictionary), scores_(analysed_languages().size()), accents_(is_typed_with_accents(text)) {
        auto all = words(text);
        if (all.size() > most_words) all.resize(most_words);
        for (const auto& word : all) add(word.text);
        for (const auto* rare : {"ca", "gl", "fr"})
            if (rare != reader) scores_[index(rare)] -= handicap;
        best_ = *std::ranges::max_element(scores_);
    }

    bool says_nothing() const { return best_ <= 0; }

    bool is_close(const std::string& language) const {
        const auto i = index(language);
        return i < scores_.size() && scores_[i] > 0 && scores_[i] > best_ - close;
    }

    bool is_tied() const {
        return std::ranges::count_if(scores_, [&](double score) { return score > best_ - close && score > 0; }) > 1;
    }

    /// The first of the best, in the order of analysed_languages().
    const std::string& winner() const {
        const auto best = std::ranges::find(scores_, best_) - scores_.begin();
        return analysed_languages()[static_cast<std::size_t>(best)];
    }

private:
    static std::size_t index(const std::string& language) {
        const auto& all = analysed_languages();
        return static_cast<std::size_t>(std::ranges::find(all, language) - all.begin());
    }

    void add(std::string_view word) {
        const auto all = dictionary_.knowledge(word);
        const auto spelt = static_cast<double>(std::ranges::count(all, true, &FormKnowledge::spelt));
        const bool accented = is_typed_with_accents(word);
        for (std::size_t i = 0; i < all.size(); ++i) {
            double weight = 0;
            if (all[i].spelt)
                weight = known + specific / spelt;
            else if (all[i].known)
                weight = accented ? otherwise_accented : accents_ ? unaccented_among_accents : unaccented;
            scores_[i] += all[i].doubted ? weight * doubted : weight;
            if (is_stop_word(word, analysed_languages()[i])) scores_[i] += function_word;
        }
    }

    const Dictionary& dictionary_;
    std::vector<double> scores_;
    bool accents_;
    double best_ = 0;
};

std::string without_tables(std::string_view text, const std::string& reader) {
    const auto guessed = analysis_language(guess_language(text, reader));
    return guessed != "und" ? guessed : reader;
}

}  // namespace

std::string guess_query_language(std::string_view text, const std::string& reader, const Dictionary& dictionary) {
    const auto own = analysis_language(reader);
    if (dictionary.empty()) return without_tables(text, own);
    const Vote vote{text, own, dictionary};
    if (vote.says_nothing()) return without_tables(text, own);
    if (!vote.is_tied()) return vote.winner();
    if (vote.is_close(own)) return own;
    const auto guessed = analysis_language(guess_language(text, own));
    return vote.is_close(guessed) ? guessed : vote.winner();
}

}  // namespace acervo
