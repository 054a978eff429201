// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/languages.h"

#include <algorithm>
#include <map>

#include "corpus/analysis.h"
#include "corpus/text.h"

namespace acervo {

namespace {

constexpr auto unknown = "und";
constexpr std::size_t sample_bytes = 48 * 1024;  // of a document, enough for any guess
constexpr std::size_t telling_bytes = 160;       // a unit shorter than this is in the language of its document
constexpr std::size_t telling_words = 6;         // of a title
constexpr double meaningful_share = 0.1;

/// Pieces from the whole length of the document: a title page in another language must not decide.
std::string sample_of(const std::vector<Unit>& units) {
    std::string sample;
    const std::size_t piece = std::max<std::size_t>(200, sample_bytes / std::max<std::size_t>(1, units.size()));
    for (const auto& unit : units) {
        if (sample.size() >= sample_bytes) break;
        sample += unit.title + '\n' + unit.text.substr(0, piece) + '\n';
    }
    return clean(sample);
}

bool is_analysed(const std::string& language) {
    return analysis_language(language) != unknown;
}

std::string primary(const std::string& tag) {
    return tag.substr(0, tag.find('-'));
}

}  // namespace

void guess_languages(std::vector<Unit>& units, const std::vector<std::string>& likely) {
    const auto undeclared = [](const Unit& unit) { return unit.language.empty() || unit.language == unknown; };
    if (std::ranges::none_of(units, undeclared)) return;
    std::string main = likely.empty() ? "" : likely.front();
    const std::string guessed = guess_language(sample_of(units), primary(main));
    const bool sample_is_all = units.size() == 1;
    // Of a bilingual document the declared languages stay in play; one that is said to be Spanish and reads as
    // Portuguese is Portuguese.
    if (main.empty() || (guessed != unknown && guessed != primary(main))) main = guessed;
    for (auto& unit : units) {
        if (!undeclared(unit)) continue;
        unit.language = main == unknown ? "" : main;
        if (sample_is_all || unit.text.size() < telling_bytes) continue;
        const std::string own = guess_language(unit.text, primary(main));
        if (own == unknown || own == primary(main)) continue;
        // "pt" that is declared as "pt-BR" is that.
        const auto declared = std::ranges::find(likely, own, primary);
        unit.language = declared == likely.end() ? own : *declared;
    }
}

std::vector<std::string> languages_of(const std::vector<Unit>& units) {
    std::map<std::string, std::size_t> bytes;
    std::size_t all = 0;
    for (const auto& unit : units) {
        if (unit.language.empty() || unit.language == unknown) continue;
        const std::size_t size = unit.title.size() + unit.text.size() + unit.notes.size();
        bytes[unit.language] += size;
        all += size;
    }
    std::vector<std::pair<std::size_t, std::string>> shares;
    for (const auto& [language, size] : bytes) {
        if (static_cast<double>(size) >= meaningful_share * static_cast<double>(all))
            shares.emplace_back(size, language);
    }
    std::ranges::stable_sort(shares, std::ranges::greater{}, &std::pair<std::size_t, std::string>::first);
    std::vector<std::string> languages;
    for (auto& share : shares) languages.push_back(std::move(share.second));
    return languages;
}

void name_language(LangMap& map, const std::string& language) {
    const auto at = map.find(unknown);
    if (at == map.end()) return;
    std::string guessed = guess_language(at->second, primary(language));
    // A handful of words that read as a language the document is not in are a name or a slip of the guess; so are
    // titles in languages that the guess does not tell well.
    const bool telling = at->second.size() >= telling_bytes ||
                         (words(at->second).size() >= telling_words && is_analysed(guessed) && is_analysed(language));
    if (guessed == unknown || (!language.empty() && !telling)) guessed = language;
    if (primary(guessed) == primary(language)) guessed = language;
    if (guessed.empty() || guessed == unknown) return;
    std::string text = std::move(at->second);
    map.erase(at);
    map.emplace(guessed, std::move(text));
}

}  // namespace acervo
