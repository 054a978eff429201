// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/topics.h"

#include <algorithm>
#include <cmath>

#include "corpus/analysis.h"
#include "corpus/error.h"
#include "corpus/thesaurus.h"
#include "ingest/description/calibration.h"
#include "ingest/description/share_json.h"

namespace acervo {

namespace {

constexpr std::uint32_t own_bit = 0x80000000;
constexpr std::array<double, where_count> where_weight = {2, 2, 1.5, 1, 0.3};  // in the order of Where
constexpr double half = 0.5, words_a_mention = 150;
constexpr double everyday = 0.5;  // of an everyday word, against the name of a concept

double telling(std::size_t words, std::size_t sharing) {
    const double by_length = words == 1 ? 0.55 : words == 2 ? 1 : 1.2;
    return by_length / static_cast<double>(std::max<std::size_t>(1, sharing));
}

/// "abi.par" -> "abi"
std::string top(const std::string& code) {
    return code.substr(0, code.find('.'));
}

/// Themes of the first level by their weight, each under the code below it that makes most of it, if one does.
std::map<std::string, double> specific(const std::map<std::string, double>& weights) {
    constexpr double most_of_it = 0.6;
    std::map<std::string, double> named;
    for (const auto& [code, weight] : weights) {
        if (top(code) != code) continue;
        std::pair<double, std::string> best{0, code};
        for (const auto& [below, its] : weights) {
            if (below != code && top(below) == code) best = std::max(best, {its, below});
        }
        named[best.first >= most_of_it * weight ? best.second : code] = weight;
    }
    return named;
}

}  // namespace

TopicSuggester::TopicSuggester(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    read_labels();
    read_gifts();
}

void TopicSuggester::read_labels() {
    std::map<std::string, std::vector<LabelTrie::Label>> labels;
    for (const char* scheme : {"theme", "sdg"}) {
        for (const auto& entry : vocabulary_.scheme(scheme).concepts) {
            // "1. No poverty" and "Target 1.3" are no words of a text.
            const bool numbered = std::string_view{scheme} == "sdg";
            const auto ordinal = static_cast<std::uint32_t>(targets_.size());
            targets_.push_back({scheme, entry.code, 1});
            if (!numbered) {
                for (const auto& [language, label] : entry.label)
                    labels[analysis_language(language)].push_back({label, ordinal});
            }
            for (const auto& [language, list] : entry.alternatives) {
                for (const auto& label : list) labels[analysis_language(language)].push_back({label, ordinal});
            }
        }
    }
    // Everyday words, which say less than the name of a concept does.
    for (const auto& [name, scheme] : {std::pair{"words.json", "theme"}, std::pair{"sdg_words.json", "sdg"}}) {
        const auto json = read_share_json(name);
        for (const auto& [code, by_language] : json.items()) {
            if (!vocabulary_.scheme(scheme).find(code))
                throw Error{Problem::bad_input, std::string{name} + ": no " + code};
            const auto ordinal = static_cast<std::uint32_t>(targets_.size());
            targets_.push_back({scheme, code, everyday});
            for (const auto& [language, words] : by_language.items()) {
                for (const auto& word : words)
                    labels[analysis_language(language)].push_back({word.get<std::string>(), ordinal});
            }
        }
    }
    for (auto& [language, list] : labels) tries_.emplace(language, LabelTrie{language, list});
}

void TopicSuggester::read_gifts() {
    const auto json = read_share_json("themes.json");
    const auto shares = [&](const nlohmann::json& of, const char* scheme) {
        std::vector<Share> list;
        for (const auto& [code, share] : of.at(scheme == std::string_view{"axis"} ? "axes" : "sdgs").items()) {
            if (!vocabulary_.scheme(scheme).find(code))
                throw Error{Problem::bad_input, std::string{"themes.json: no "} + code};
            list.push_back({code, share.get<double>()});
        }
        return list;
    };
    for (const auto& [theme, of] : json.items()) {
        if (!vocabulary_.scheme("theme").find(theme))
            throw Error{Problem::bad_input, std::string{"themes.json: no "} + theme};
        given_[theme] = {shares(of, "axis"), shares(of, "sdg")};
    }
}

const TopicSuggester::Given& TopicSuggester::given_by(const std::string& theme) const {
    static const Given nothing;
    const auto own = given_.find(theme);
    const auto at = own == given_.end() ? given_.find(top(theme)) : own;
    return at == given_.end() ? nothing : at->second;
}

TopicSuggester::Hits TopicSuggester::find(const Reading& reading) const {
    Hits hits;
    std::vector<std::uint32_t> concepts;
    for (const auto& passage : reading.passages) {
        if (passage.language == "und") continue;
        const LabelTrie& thesaurus = vocabulary_.thesaurus().trie(passage.language);
        const auto own = tries_.find(passage.language);
        std::vector<LabelTrie::Word> in_thesaurus, in_own;
        for (const auto& word : passage.words) {
            const auto all = forms(word, passage.language);
            in_thesaurus.push_back(thesaurus.word(word, all));
            in_own.push_back(own == tries_.end() ? 0 : own->second.word(word, all));
        }
        const auto walk = [&](const LabelTrie& trie, const std::vector<LabelTrie::Word>& numbers, std::uint32_t bit) {
            for (std::size_t at = 0; at < numbers.size();) {
                concepts.clear();
                const auto count = numbers[at] ? trie.longest(std::span{numbers}.subspan(at), concepts) : 0;
                const double says = telling(count, concepts.size());
                for (const auto ordinal : concepts) {
                    Hit& hit = hits[ordinal | bit];
                    hit.times[static_cast<std::size_t>(passage.where)] += 1;
                    hit.telling = std::max(hit.telling, says);
                    const auto begin = passage.begin[at], last = at + count - 1;
                    auto words = passage.text.substr(begin, passage.begin[last] + passage.words[last].size() - begin);
                    if (hit.words.size() < 2 && std::ranges::find(hit.words, words) == hit.words.end())
                        hit.words.push_back(std::move(words));
                }
                at += std::max<std::size_t>(1, count);
            }
        };
        walk(thesaurus, in_thesaurus, 0);
        if (own != tries_.end()) walk(own->second, in_own, own_bit);
    }
    return hits;
}

void TopicSuggester::give(Scores& scores, const std::string& theme, double weight,
                          const std::vector<std::string>& words) const {
    const auto note = [&](const std::string& scheme, std::map<std::string, double>& to, const std::string& code,
                          double w) {
        to[code] += w;
        for (const auto& word : words) scores.because[scheme + ' ' + code][word] += w;
    };
    note("theme", scores.themes, theme, weight);
    if (top(theme) != theme) note("theme", scores.themes, top(theme), weight);
    const Given& given = given_by(theme);
    for (const auto& [code, share] : given.axes) note("axis", scores.axes, code, weight * share);
    for (const auto& [code, share] : given.sdgs) note("sdg", scores.sdgs, code, weight * share);
}

TopicSuggester::Scores TopicSuggester::score(const Reading& reading) const {
    Scores scores;
    for (const auto& [ordinal, hit] : find(reading)) {
        double weight = 0;
        for (std::size_t part = 0; part < where_count; ++part) {
            const double times = hit.times[part];
            if (times == 0) continue;
            weight += where_weight[part] * times /
                      (times + half + static_cast<double>(reading.length[part]) / words_a_mention);
        }
        weight *= hit.telling;
        if (ordinal & own_bit) {
            const Target& target = targets_[ordinal & ~own_bit];
            weight *= target.weight;
            if (target.scheme == "theme") {
                give(scores, target.code, weight, hit.words);
            } else {
                scores.sdgs[top(target.code)] += 2 * weight;
                for (const auto& word : hit.words) scores.because["sdg " + top(target.code)][word] += 2 * weight;
            }
            continue;
        }
        const auto& themes = vocabulary_.thesaurus().concepts()[ordinal].themes;
        for (const auto& theme : themes) give(scores, theme, weight / static_cast<double>(themes.size()), hit.words);
    }
    return scores;
}

TopicSuggester::Weights TopicSuggester::weights(const Reading& reading) const {
    auto scores = score(reading);
    return {std::move(scores.themes), std::move(scores.axes), std::move(scores.sdgs)};
}

void TopicSuggester::suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const {
    const Scores scores = score(reading);
    const auto say = [&](const char* field, const std::map<std::string, double>& weights, double all,
                         const Calibration& calibration, std::size_t most) {
        std::vector<std::pair<double, std::string>> best;
        for (const auto& [code, weight] : weights) best.emplace_back(weight, code);
        std::ranges::sort(best, std::ranges::greater{});
        for (std::size_t i = 0; i < std::min(best.size(), most); ++i) {
            const double confidence = calibration(best[i].first, best[i].first / std::max(all, 1e-9));
            if (confidence < least_confidence) continue;
            std::vector<std::pair<double, std::string>> words;
            for (const auto& [word, weight] : scores.because.at(field + std::string{' '} + best[i].second))
                words.emplace_back(weight, word);
            std::ranges::sort(words, std::ranges::greater{});
            Because because;
            for (const auto& [weight, word] : words) because.add(word);
            suggestions.push_back({{}, field, best[i].second, confidence, because.words(), {}});
        }
    };
    const auto sum = [](const std::map<std::string, double>& weights, bool tops) {
        double all = 0;
        for (const auto& [code, weight] : weights) all += tops && top(code) != code ? 0 : weight;
        return all;
    };
    constexpr std::size_t most_themes = 4, most_axes = 2, most_sdgs = 4;
    say("theme", specific(scores.themes), sum(scores.themes, true), theme_calibration, most_themes);
    say("axis", scores.axes, sum(scores.axes, false), axis_calibration, most_axes);
    say("sdg", scores.sdgs, sum(scores.sdgs, false), sdg_calibration, most_sdgs);
}

}  // namespace acervo
