// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/alternatives.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/analysis.h"
#include "corpus/text.h"

namespace acervo {

namespace {

/// Snowball leaves the plural s of very short words ("años", "ejes"): their other number.
std::string other_number(const std::string& folded) {
    constexpr std::size_t longest = 5;  // bytes of the plural
    const auto is_vowel = [](char letter) { return std::string_view{"aeiou"}.find(letter) != std::string_view::npos; };
    if (folded.size() < 3 || folded.size() > longest) return {};
    if (folded.back() == 's' && is_vowel(folded[folded.size() - 2])) return folded.substr(0, folded.size() - 1);
    return is_vowel(folded.back()) && folded.size() < longest ? folded + "s" : std::string{};
}

}  // namespace

std::vector<std::string> portuguese_nasals(std::string_view folded) {
    // What is typed, how it is written, and the other number of it.
    constexpr std::array endings = {
        std::array{"cao", "ção", "ções"}, std::array{"coes", "ções", "ção"}, std::array{"ao", "ão", "ões"},
        std::array{"oes", "ões", "ão"},   std::array{"aes", "ães", "ão"},
    };
    for (const auto& [plain, written, other] : endings) {
        const std::string_view ending{plain};
        if (folded.size() <= ending.size() || !folded.ends_with(ending)) continue;
        const std::string root{folded.substr(0, folded.size() - ending.size())};
        return {root + written, root + other};
    }
    return {};
}

std::string name_of(Via via) {
    switch (via) {
        case Via::itself:
            return "itself";
        case Via::translation:
            return "translation";
        case Via::cognate:
            return "cognate";
        case Via::indirect:
            return "indirect";
        case Via::synonym:
            return "synonym";
        case Via::topic:
            return "topic";
    }
    return {};
}

std::vector<std::string> stems_of(std::string_view word, const std::string& language) {
    const auto typed = forms(word, language);
    std::vector<std::string> stems;
    const auto add = [&](const Forms& form) {
        for (const auto& stem : {form.stem, form.stem_accented})
            if (!stem.empty() && std::ranges::find(stems, stem) == stems.end()) stems.push_back(stem);
    };
    add(typed);
    if (language == "pt" || language == "gl")
        for (const auto& written : portuguese_nasals(typed.folded)) add(forms(written, language));
    if (language == "es" || language == "pt" || language == "gl" || language == "ca")
        if (const auto other = other_number(typed.folded); !other.empty()) add(forms(other, language));
    return stems;
}

Alternative alternative_of(Via via, const std::string& text, const std::string& language) {
    Alternative result{.via = via, .text = text, .words = {}};
    bool only_stop_words = true;
    for (const auto& word : words(text)) {
        only_stop_words = only_stop_words && is_stop_word(word.text, language);
        result.words.push_back(stems_of(word.text, language));
    }
    if (only_stop_words) result.words.clear();
    return result;
}

}  // namespace acervo
