// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/analysis.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <unordered_map>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::size_t longest_stemmed = 64;  // bytes; beyond it a word is no word of a language

struct Language {
    const char* code;
    const char* stemmer;
};
/// Snowball 2.2 has no Galician stemmer. Portuguese is its nearest kin: the same medieval language, with the same
/// plurals (-ns, -is), verb endings and suffixes (-mento, -dade), where Spanish has other ones (-miento, -dad).
constexpr std::array languages = {Language{"es", "spanish"}, Language{"pt", "portuguese"},
                                  Language{"en", "english"}, Language{"fr", "french"},
                                  Language{"ca", "catalan"}, Language{"gl", "portuguese"}};

class Stemmer {
public:
    explicit Stemmer(const char* algorithm) : handle_(sb_stemmer_new(algorithm, "UTF_8")) {
        if (!handle_) throw Error{Problem::broken, std::string{"no stemmer "} + algorithm};
    }

    std::string stem(const std::string& word) {
        const auto* result = sb_stemmer_stem(handle_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                                             static_cast<int>(word.size()));
        const auto size = result ? static_cast<std::size_t>(sb_stemmer_length(handle_.get())) : 0;
        return size == 0 ? word : std::string{reinterpret_cast<const char*>(result), size};
    }

private:
    struct Delete {
        void operator()(sb_stemmer* handle) const { sb_stemmer_delete(handle); }
    };
    std::unique_ptr<sb_stemmer, Delete> handle_;
};

/// Lets a map of strings be searched by views.
struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
};

/// What one thread keeps for one language: the stemmer, and the forms of the words it has met. Text repeats its words,
/// and looking them up takes half the time of making them anew.
struct Analyser {
    explicit Analyser(const char* algorithm) : stemmer(algorithm) {}
    Stemmer stemmer;
    std::unordered_map<std::string, Forms, Hash, std::equal_to<>> known;
};

Analyser* analyser(std::string_view language) {
    static thread_local std::array<std::unique_ptr<Analyser>, languages.size()> analysers;
    for (std::size_t i = 0; i < languages.size(); ++i) {
        if (language != languages[i].code) continue;
        if (!analysers[i]) analysers[i] = std::make_unique<Analyser>(languages[i].stemmer);
        return analysers[i].get();
    }
    return nullptr;
}

/// Typographic apostrophes and hyphens become the ones of the keyboard, so that "O’Higgins" is "O'Higgins".
std::string plain_punctuation(std::string_view word) {
    std::string result{word};
    if (result.find_first_of("\xE2\xCA") == std::string::npos) return result;
    constexpr std::array pairs = {std::pair{"’", "'"}, std::pair{"‘", "'"}, std::pair{"ʼ", "'"},
                                  std::pair{"\xE2\x80\x90", "-"}, std::pair{"\xE2\x80\x91", "-"}};
    for (const auto& [from, to] : pairs) {
        const std::string_view found{from};
        for (auto at = result.find(found); at != std::string::npos; at = result.find(found, at + 1))
            result.replace(at, found.size(), to);
    }
    return result;
}

/// Catalan "col·lecció" is also typed "col.lecció" and "collecció": one stem for all.
std::string without_middle_dots(const std::string& word) {
    std::string result = word;
    for (const std::string_view middle : {"l·l", "l.l"})
        for (auto at = result.find(middle); at != std::string::npos; at = result.find(middle, at + 1))
            result.replace(at, middle.size(), "ll");
    return result;
}

bool has_digit(std::string_view word) {
    return std::ranges::any_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

/// "covid" of "covid-19"; empty when the word is not such a code.
std::string letters_of_code(const std::string& folded) {
    const auto hyphen = folded.find('-');
    if (hyphen == std::string::npos || hyphen < 3 || has_digit(std::string_view{folded}.substr(0, hyphen))) return {};
    return folded.substr(0, hyphen);
}

Forms make_forms(std::string_view typed, Analyser* with) {
    const auto word = plain_punctuation(typed);
    Forms result;
    result.exact = lower(word);
    result.folded = fold(word);
    result.stem = result.folded;
    if (result.folded.size() > longest_stemmed || result.exact.size() > longest_stemmed) return result;
    if (has_digit(result.folded)) {
        if (auto letters = letters_of_code(result.folded); !letters.empty())
            result.stem_accented = with ? with->stemmer.stem(letters) : letters;
        return result;
    }
    if (!with) return result;
    result.stem = with->stemmer.stem(without_middle_dots(result.folded));
    if (result.exact != result.folded) {
        result.stem_accented = fold(with->stemmer.stem(without_middle_dots(result.exact)));
        if (result.stem_accented == result.stem) result.stem_accented.clear();
    }
    return result;
}

}  // namespace

const std::vector<std::string>& analysed_languages() {
    static const std::vector<std::string> codes = [] {
        std::vector<std::string> result;
        for (const auto& language : languages) result.emplace_back(language.code);
        return result;
    }();
    return codes;
}

std::string analysis_language(std::string_view bcp47) {
    const auto primary = bcp47.substr(0, bcp47.find_first_of("-_"));
    if (primary.size() == 2) {
        const std::string code = lower(primary);
        if (std::ranges::find(analysed_languages(), code) != analysed_languages().end()) return code;
    }
    return "und";
}

Forms forms(std::string_view word, const std::string& language) {
    Analyser* const with = analyser(language);
    if (!with || word.size() > longest_stemmed) return make_forms(word, with);
    constexpr std::size_t most_known = 1U << 15U;  // words; about 5 MB a language
    if (auto found = with->known.find(word); found != with->known.end()) return found->second;
    if (with->known.size() >= most_known) with->known.clear();
    return with->known.emplace(word, make_forms(word, with)).first->second;
}

}  // namespace acervo
