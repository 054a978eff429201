// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pages/meanings.h"

#include <algorithm>
#include <map>
#include <vector>

#include "corpus/text.h"
#include "corpus/vocabulary.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr std::size_t words_a_language = 6;
constexpr std::size_t words_a_hit = 6;

void mark_last(json& list) {
    for (auto& item : list) item["last"] = false;
    if (!list.empty()) list.back()["last"] = true;
}

/// The more certain first.
int rank(const std::string& via) {
    static const std::vector<std::string> order = {"topic", "translation", "cognate", "indirect", "synonym"};
    return static_cast<int>(std::ranges::find(order, via) - order.begin());
}

/// "stem", "exact" and the like need no word of explanation.
std::string reason(const View& view, const std::string& via, const std::string& language) {
    const bool explained = via == "topic" || via == "translation" || via == "cognate" || via == "indirect" ||
                           via == "synonym" || via == "machine";
    return explained ? view.text("via_" + via, language) : "";
}

}  // namespace

json meanings(const View& view, const Results& results, const std::string& language) {
    std::vector<std::string> words;  // in the order of the query
    std::map<std::string, std::map<std::string, std::vector<Match>>> found;
    for (const auto& match : results.expansions) {
        if (std::ranges::count(words, match.word) == 0) words.push_back(match.word);
        found[match.word][match.language].push_back(match);
    }
    auto groups = json::array();
    for (const auto& word : words) {
        auto languages = json::array();
        for (auto& [code, list] : found[word]) {
            std::ranges::stable_sort(list, {}, [](const Match& match) { return rank(match.via); });
            if (list.size() > words_a_language) list.resize(words_a_language);
            auto items = json::array();
            for (const auto& match : list)
                items.push_back({{"text", match.found}, {"lang", code}, {"via", reason(view, match.via, language)}});
            mark_last(items);
            languages.push_back({{"language", language_name(code, language)}, {"items", items}});
        }
        groups.push_back({{"word", word}, {"languages", languages}});
    }
    return groups.empty() ? json(false) : json{{"groups", groups}};
}

json found_as(const View& view, const Hit& hit, const std::string& language) {
    auto words = json::array();
    std::vector<std::string> seen;
    for (const auto& match : hit.matched) {
        if (fold(match.found) == fold(match.word) || std::ranges::count(seen, match.found) ||
            words.size() == words_a_hit)
            continue;
        seen.push_back(match.found);
        words.push_back({{"found", match.found},
                         {"lang", match.language},
                         {"for_word", view.text("found_for", language, {{"word", match.word}})},
                         {"via", reason(view, match.via, language)},
                         {"language", match.language.empty() ? "" : language_name(match.language, language)}});
    }
    mark_last(words);
    return words.empty() ? json(false) : json{{"words", words}};
}

}  // namespace acervo
