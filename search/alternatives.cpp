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

std::vector<std::string> written_forms(std::string_view folded, const std::string& language) {
    // What is typed, how it is written, and the other number of it where the stemmer keeps that apart.
    struct Ending {
        std::string_view plain, written, other;
    };
    constexpr std::array portuguese = {
        Ending{"cao", "ção", "ções"}, Ending{"coes", "ções", "ção"}, Ending{"ao", "ão", "ões"},
        Ending{"oes", "ões", "ão"},   Ending{"aes", "ães", "ão"},
    };
    constexpr std::array spanish = {
        Ending{"cion", "ción", ""},     Ending{"sion", "sión", ""},     Ending{"logia", "logía", ""},
        Ending{"logias", "logías", ""}, Ending{"grafia", "grafía", ""}, Ending{"grafias", "grafías", ""},
    };
    constexpr std::array catalan = {Ending{"cio", "ció", ""}, Ending{"sio", "sió", ""}};
    const auto restore = [&](const auto& endings) -> std::vector<std::string> {
        for (const auto& ending : endings) {
            if (folded.size() <= ending.plain.size() || !folded.ends_with(ending.plain)) continue;
            const std::string root{folded.substr(0, folded.size() - ending.plain.size())};
            std::vector<std::string> result{root + std::string{ending.written}};
            if (!ending.other.empty()) result.push_back(root + std::string{ending.other});
            return result;
        }
        return {};
    };
    if (language == "es") return restore(spanish);
    if (language == "ca") return restore(catalan);
    if (language != "pt" && language != "gl") return {};
    auto result = restore(portuguese);
    if (language == "gl" && result.empty()) result = restore(spanish);
    return result;
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
    for (const auto& written : written_forms(typed.folded, language)) add(forms(written, language));
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
