// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/stop_words.h"

#include <fstream>
#include <string_view>
#include <unordered_map>

#include "corpus/analysis.h"
#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"

namespace acervo {
namespace {

/// The function words of all languages: as written, and as they are typed without accents. Bit i: the i-th of
/// analysed_languages().
struct Lists {
    std::unordered_map<std::string, unsigned> written, folded;
};

void read(const std::filesystem::path& file, unsigned language, Lists& lists) {
    std::ifstream input{file};
    if (!input)
        throw Error{Problem::broken, file.string() + ": cannot be read"}.with_hint(
            "ACERVO_SHARE names the folder that holds vocabularies/ and languages/");
    for (std::string line; std::getline(input, line);) {
        const auto content = std::string_view{line}.substr(0, line.find('#'));
        for (const auto& word : words(content)) {
            lists.written[lower(word.text)] |= language;
            lists.folded[fold(word.text)] |= language;
        }
    }
}

const Lists& lists() {
    static const Lists all = [] {
        Lists result;
        unsigned language = 1;
        for (const auto& code : analysed_languages()) {
            read(share_folder() / "languages" / code / "stop-words.txt", language, result);
            language <<= 1U;
        }
        return result;
    }();
    return all;
}

unsigned look_up(const std::unordered_map<std::string, unsigned>& list, const std::string& word) {
    const auto found = list.find(word);
    return found == list.end() ? 0 : found->second;
}

unsigned bit_of(const std::string& language) {
    unsigned bit = 1;
    for (const auto& code : analysed_languages()) {
        if (code == language) return bit;
        bit <<= 1U;
    }
    return 0;
}

}  // namespace

unsigned stop_word_languages(const std::string& lowered) {
    return look_up(lists().written, lowered);
}

bool is_stop_word(std::string_view word, const std::string& language) {
    const auto bit = bit_of(language);
    if (bit == 0 || word.size() > 40) return false;
    const auto exact = lower(word);
    if (look_up(lists().written, exact) & bit) return true;
    // Accents that the list's word does not have make another word: "para" leaves a query, the State of Pará does not.
    const auto folded = fold(word);
    return folded == exact && (look_up(lists().folded, folded) & bit) != 0;
}

}  // namespace acervo
