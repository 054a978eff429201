// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>  // CLD2's header needs it and does not say so

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/analysis.h"
#include "corpus/stop_words.h"
#include "corpus/text.h"

// CLD2 alone is right on whole pages and wrong on a third of short Spanish and Portuguese texts (titles, queries),
// which it takes for Galician or English; its own hint overrules the text. So function words and endings vote among our
// languages, and CLD2 decides where they do not and finds the languages that we do not analyse.

namespace acervo {
namespace {

constexpr std::size_t enough = 32768;      // bytes; more text changes no answer
constexpr std::size_t enough_words = 400;  // for the vote

enum : unsigned { es = 1, pt = 2, en = 4, fr = 8, ca = 16, gl = 32 };
constexpr std::size_t languages = 6;

struct Ending {
    std::string_view text;
    unsigned languages;
};
/// What words of one of our languages end in and those of the others seldom do.
constexpr std::array endings = {Ending{"ción", es | gl},
                                Ending{"sión", es | gl},
                                Ending{"ciones", es},
                                Ending{"siones", es},
                                Ending{"cións", gl},
                                Ending{"sións", gl},
                                Ending{"ção", pt},
                                Ending{"são", pt},
                                Ending{"ções", pt},
                                Ending{"sões", pt},
                                Ending{"ão", pt},
                                Ending{"ões", pt},
                                Ending{"ció", ca},
                                Ending{"sió", ca},
                                Ending{"cions", ca},
                                Ending{"tion", en | fr},
                                Ending{"tions", en | fr},
                                Ending{"dad", es},
                                Ending{"dades", es | pt | gl},
                                Ending{"dade", pt | gl},
                                Ending{"itat", ca},
                                Ending{"itats", ca},
                                Ending{"ité", fr},
                                Ending{"ités", fr},
                                Ending{"miento", es},
                                Ending{"mientos", es},
                                Ending{"mento", pt | gl},
                                Ending{"mentos", pt | gl},
                                Ending{"ing", en},
                                Ending{"ity", en},
                                Ending{"ies", en},
                                Ending{"ness", en},
                                Ending{"ment", en | fr | ca},
                                Ending{"ments", en | fr | ca},
                                Ending{"ly", en},
                                Ending{"ed", en},
                                Ending{"mente", es | pt | gl},
                                Ending{"eur", fr},
                                Ending{"eux", fr},
                                Ending{"eaux", fr},
                                Ending{"aux", fr},
                                Ending{"ée", fr},
                                Ending{"ées", fr},
                                Ending{"agem", pt},
                                Ending{"aje", es},
                                Ending{"axe", gl},
                                Ending{"atge", ca},
                                Ending{"vel", pt},
                                Ending{"veis", pt},
                                Ending{"ble", es | en | fr | ca},
                                Ending{"bles", es | fr | ca},
                                Ending{"bel", gl},
                                Ending{"ais", pt | fr | gl},
                                Ending{"eiro", pt | gl},
                                Ending{"eira", pt | gl},
                                Ending{"ero", es},
                                Ending{"cia", es | gl | ca},
                                Ending{"ncia", es | gl},
                                Ending{"ência", pt},
                                Ending{"ância", pt},
                                Ending{"ència", ca},
                                Ending{"ància", ca},
                                Ending{"cion", es | gl},
                                Ending{"os", es | pt | gl},
                                Ending{"as", es | pt | gl},
                                Ending{"o", es | pt | gl},
                                Ending{"a", es | pt | ca | gl},
                                Ending{"á", es | pt | gl},
                                Ending{"ó", es | ca | gl},
                                Ending{"ou", pt | gl},
                                Ending{"ao", pt},
                                Ending{"oes", pt},
                                Ending{"em", pt},
                                Ending{"am", pt},
                                Ending{"um", pt},
                                Ending{"uns", pt | ca},
                                Ending{"ens", pt | ca}};

struct Letters {
    std::string_view text;
    unsigned languages;
};
/// Letters that some of our languages do not write.
constexpr std::array letters = {Letters{"ñ", es | gl},
                                Letters{"ã", pt},
                                Letters{"õ", pt},
                                Letters{"ç", pt | fr | ca},
                                Letters{"ê", pt | fr},
                                Letters{"ô", pt | fr},
                                Letters{"è", fr | ca},
                                Letters{"ò", ca},
                                Letters{"l·l", ca},
                                Letters{"lh", pt},
                                Letters{"nh", pt},
                                Letters{"œ", fr},
                                Letters{"th", en},
                                Letters{"ck", en},
                                Letters{"gh", en},
                                Letters{"ny", ca},
                                Letters{"ss", pt | en | fr | ca},
                                Letters{"xest", gl},
                                Letters{"xun", gl}};

/// Signs by one byte of theirs, so that a word is held against few of them.
class Signs {
public:
    Signs() {
        for (const auto& ending : endings) by_last_[static_cast<unsigned char>(ending.text.back())].push_back(ending);
        for (auto& list : by_last_)
            std::ranges::stable_sort(list, std::ranges::greater{}, [](const Ending& one) { return one.text.size(); });
        for (std::size_t i = 0; i < letters.size(); ++i)
            by_first_[static_cast<unsigned char>(letters[i].text.front())].push_back(i);
    }

    /// The languages of the longest ending; 0: it has none of them. A word is more than its ending.
    unsigned ending_of(std::string_view form) const {
        for (const auto& ending : by_last_[static_cast<unsigned char>(form.back())])
            if (form.size() > ending.text.size() + 1 && form.ends_with(ending.text)) return ending.languages;
        return 0;
    }

    /// Bit i: the i-th of the letters is in the word.
    std::uint32_t letters_of(std::string_view form) const {
        std::uint32_t seen = 0;
        for (std::size_t at = 0; at < form.size(); ++at)
            for (const auto i : by_first_[static_cast<unsigned char>(form[at])])
                if (form.substr(at).starts_with(letters[i].text)) seen |= 1U << i;
        return seen;
    }

private:
    std::array<std::vector<Ending>, 256> by_last_;        ///< by their last byte, the longest first
    std::array<std::vector<std::size_t>, 256> by_first_;  ///< by their first byte: places in the table
};

class Vote {
public:
    explicit Vote(std::string_view text) {
        for (const auto& word : acervo::words(text)) {
            if (++words_ > enough_words) break;
            const auto form = lower(word.text);
            if (const auto who = stop_word_languages(form))
                give(1.0, who);
            else
                by_shape(form);
        }
        scores_[5] *= 0.9;  // Galician shares most of its signs with Spanish or Portuguese, which are far more frequent
        for (std::size_t i = 0; i < languages; ++i) {
            if (scores_[i] > scores_[first_]) first_ = i;
        }
        for (std::size_t i = 0; i < languages; ++i)
            if (i != first_) second_ = std::max(second_, scores_[i]);
    }

    std::size_t words() const { return words_; }  ///< that were heard
    const std::string& winner() const { return analysed_languages()[first_]; }
    double per_word() const { return words_ == 0 ? 0 : scores_[first_] / static_cast<double>(words_); }
    /// Far enough ahead: the lead that chance gives grows with the root of what was counted.
    bool decided() const {
        const double lead = scores_[first_] - second_;
        return lead >= 0.45 && lead >= 0.5 * std::sqrt(scores_[first_]);
    }
    /// Whether the language is about as likely as the winner, and nothing speaks against it when something speaks for
    /// another.
    bool is_close(const std::string& language) const {
        for (std::size_t i = 0; i < languages; ++i) {
            if (analysed_languages()[i] != language) continue;
            const double lead = scores_[first_] - scores_[i];
            return lead == 0 || (scores_[i] > 0 && lead < 0.45 * std::sqrt(scores_[first_] + 0.5));
        }
        return false;
    }

private:
    void give(double weight, unsigned who) {
        const double share = weight / std::popcount(who);
        for (std::size_t i = 0; i < languages; ++i)
            if (who & (1U << i)) scores_[i] += share;
    }

    void by_shape(const std::string& form) {
        if (form.empty()) return;
        static const Signs signs;
        if (const auto who = signs.ending_of(form)) give(0.7, who);
        for (auto seen = signs.letters_of(form); seen != 0; seen &= seen - 1)
            give(0.5, letters[static_cast<std::size_t>(std::countr_zero(seen))].languages);
    }

    std::array<double, languages> scores_{};
    std::size_t words_ = 0, first_ = 0;
    double second_ = 0;
};

/// CLD2's names of 2006 as BCP 47 has them now, without script or region.
std::string code_of(CLD2::Language language) {
    std::string code = CLD2::LanguageCode(language);
    code = code.substr(0, code.find_first_of("-_"));
    if (code == "iw") return "he";
    if (code == "in") return "id";
    if (code == "jw") return "jv";
    if (code == "mo") return "ro";
    return code == "un" || code.size() != 2 || code == "xx" ? "und" : code;
}

struct Detection {
    std::string language;
    bool reliable = false;
};

Detection detect(const std::string& text) {
    const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    std::array<CLD2::Language, 3> best{};
    std::array<int, 3> percent{};
    std::array<double, 3> score{};
    int bytes = 0, valid = 0;
    bool reliable = false;
    CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints,
                                            CLD2::kCLDFlagBestEffort, best.data(), percent.data(), score.data(),
                                            nullptr, &bytes, &reliable, &valid);
    return {code_of(best[0]), reliable && percent[0] >= 70};
}

/// Whether to believe CLD2 that a text is in none of our languages. Of short texts it also says so wrongly, but then
/// mostly Indonesian, Javanese and the like.
bool is_foreign(const Detection& detected, std::string_view sample, double vote_per_word) {
    constexpr std::array likely = {"it", "de", "nl", "ro", "eu", "pl", "cs", "hu", "sv", "da", "fi", "tr"};
    if (detected.language == "und" || !detected.reliable) return false;
    if (std::ranges::find(likely, detected.language) != likely.end()) return sample.size() > 60 && vote_per_word < 0.35;
    return vote_per_word < 0.05 || (sample.size() > 200 && vote_per_word < 0.25);
}

}  // namespace

std::string guess_language(std::string_view text, const std::string& hint) {
    const std::string sample = clean(text.substr(0, enough));
    const Vote vote{sample};
    if (vote.words() < 3) return "und";
    if (vote.decided() && vote.per_word() >= 0.5) return vote.winner();
    const auto detected = detect(sample);
    const bool ours = analysis_language(detected.language) != "und";
    if (!ours && is_foreign(detected, sample, vote.per_word())) return detected.language;
    if (vote.decided()) return vote.winner();
    const auto hinted = analysis_language(hint);
    if (hinted != "und" && vote.is_close(hinted)) return hinted;
    if (ours && detected.language != "gl" && vote.is_close(detected.language)) return detected.language;
    return vote.per_word() > 0 ? vote.winner() : detected.language;
}

}  // namespace acervo
