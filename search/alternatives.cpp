// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/alternatives.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/analysis.h"

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

std::vector<Alternative> alternatives(std::string_view word, const std::string& /*from*/, const std::string& to) {
    const auto typed = forms(word, to);
    Alternative itself{.word = std::string{word}, .via = "stem", .stems = {}};
    const auto add = [&](const Forms& form) {
        for (const auto& stem : {form.stem, form.stem_accented})
            if (!stem.empty() && std::ranges::find(itself.stems, stem) == itself.stems.end())
                itself.stems.push_back(stem);
    };
    add(typed);
    // Typed with and without accents, in singular and plural, a word has to find the same texts.
    if (to == "pt" || to == "gl")
        for (const auto& written : portuguese_nasals(typed.folded)) add(forms(written, to));
    if (to == "es" || to == "pt" || to == "gl" || to == "ca")
        if (const auto other = other_number(typed.folded); !other.empty()) add(forms(other, to));
    return {std::move(itself)};
}

}  // namespace acervo
