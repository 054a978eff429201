// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/kinds.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/description/calibration.h"
#include "ingest/description/share_json.h"

namespace acervo {

namespace {

constexpr double of_title = 2.2, of_first_word = 1.0, of_heading = 0.7, most_of_headings = 2.8, of_text = 0.45,
                 most_of_text = 1.8;
constexpr double most_of_title = 20;  // more is no surer, and its exponential no number
constexpr std::size_t parts_of_a_volume = 2;
constexpr std::size_t short_text = 120;  // words

bool contains(const std::string& text, const char* word) {
    return text.find(word) != std::string::npos;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Times of day ("9:30", "14h00", "10.15 h") that lines of a text begin with, or nearly so.
std::size_t times_of_day(std::string_view text) {
    constexpr std::size_t near = 14;  // bytes: "Lunes 10, 9:00"
    std::size_t count = 0, line = 0;
    for (std::size_t at = 1; at + 2 < text.size(); ++at) {
        if (text[at] == '\n') line = at;
        if (at - line > near) continue;
        if (text[at] != ':' && text[at] != 'h' && text[at] != '.') continue;
        if (!is_digit(text[at - 1]) || !is_digit(text[at + 1]) || !is_digit(text[at + 2])) continue;
        if (at + 3 < text.size() && (is_digit(text[at + 3]) || text[at + 3] == '%')) continue;
        if (at >= 3 && is_digit(text[at - 2]) && (is_digit(text[at - 3]) || text[at - 3] == '.' || text[at - 3] == ','))
            continue;
        if (text[at] == '.' && text.substr(at + 3, 2) != " h" && text.substr(at + 3, 2) != "h") continue;
        count += text[at + 1] <= '5' ? 1 : 0;
    }
    return count;
}

/// Years in parentheses, as references are given: "(Pérez, 2015)", "(2015)".
std::size_t references(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 4; at < text.size(); ++at) {
        if (text[at] != ')' && text[at] != ':') continue;
        const auto year = text.substr(at - 4, 4);
        if ((year.starts_with("19") || year.starts_with("20")) && is_digit(year[2]) && is_digit(year[3])) ++count;
    }
    return count;
}

}  // namespace

KindSuggester::KindSuggester() {
    const auto json = read_share_json("kinds.json");
    for (const auto& [kind, words] : json.items()) {
        const auto number = static_cast<std::uint32_t>(kinds_.size());
        kinds_.push_back(kind);
        for (const auto& word : words.at("title")) titles_.add(word.get<std::string>(), number);
        for (const auto& word : words.at("heading")) headings_.add(word.get<std::string>(), number);
        for (const auto& word : words.at("text")) texts_.add(word.get<std::string>(), number);
    }
}

std::vector<KindSuggester::Guess> KindSuggester::guesses(const Reading& reading) const {
    struct Score {
        double format = 0, title = 0, headings = 0, text = 0;
        Because because;
        double all() const {
            return format + std::min(title, most_of_title) + std::min(headings, most_of_headings) +
                   std::min(text, most_of_text);
        }
    };
    std::map<std::string, Score> scores;
    scores["other"].format = 1.3;
    const auto by_format = [&](const char* kind, double weight, const std::string& why) {
        scores[kind].format += weight;
        scores[kind].because.add(why);
    };
    if (contains(reading.media_type, "presentation") || contains(reading.media_type, "powerpoint"))
        by_format("presentation", 6, reading.media_type);
    if (contains(reading.media_type, "jats")) by_format("paper", 6, reading.media_type);
    if (contains(reading.media_type, "tei")) by_format("paper", 4, reading.media_type);
    const Record& record = reading.record;
    if (record.parts.size() >= parts_of_a_volume)
        by_format("proceedings", 5, std::to_string(record.parts.size()) + " parts");
    if (!record.doi.empty()) by_format("paper", 1.5, "doi");
    if (!record.issn.empty()) by_format("paper", 1, "issn");
    if (!record.abstract.empty() && !record.creators.empty() && !record.keywords.empty())
        by_format("paper", 0.8, "abstract, keywords");
    if (record.practice) by_format("practice", 3, "practice");
    const auto note = [&](const TextPassage& passage, std::size_t at, const Phrases::Found& found,
                          double Score::*member, double weight) {
        for (const auto kind : found.meanings) {
            Score& score = scores[kinds_[kind]];
            score.*member += weight / static_cast<double>(found.meanings.size());
            const auto last = at + found.count - 1;
            score.because.add(passage.text.substr(
                passage.begin[at], passage.begin[last] + passage.words[last].size() - passage.begin[at]));
        }
    };
    std::size_t times = 0, cited = 0, bytes = 0;
    for (const auto& passage : reading.passages) {
        if (passage.where == Where::title) {
            titles_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
                note(passage, at, found, &Score::title, of_title + (at == 0 ? of_first_word : 0));
            });
        } else if (passage.where == Where::body) {
            if (passage.heading) {
                if (const auto found = headings_.longest(passage.folded, 0); found.count)
                    note(passage, 0, found, &Score::headings, of_heading);
                if (passage.unit == 1) {
                    titles_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
                        note(passage, at, found, &Score::title, of_title / 2);
                    });
                }
                continue;
            }
            // A line of its own that is a heading, in texts without them.
            for (std::size_t at = 0; at < passage.words.size(); ++at) {
                if (at > 0 && passage.gap(at - 1).find('\n') == std::string_view::npos) continue;
                const auto found = headings_.longest(passage.folded, at);
                if (found.count && passage.is_capitalised(at))
                    note(passage, at, found, &Score::headings, of_heading / 2);
            }
            texts_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
                note(passage, at, found, &Score::text, of_text);
            });
            times += times_of_day(passage.text);
            cited += references(passage.text);
            bytes += passage.text.size();
        } else if (passage.where == Where::abstract) {
            texts_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
                note(passage, at, found, &Score::text, of_text);
            });
        }
    }
    const double thousand_words = static_cast<double>(bytes) / 6000 + 0.3;
    const double times_density = static_cast<double>(times) / thousand_words,
                 cited_density = static_cast<double>(cited) / thousand_words;
    if (times >= 4 && times_density > 6)
        by_format("programme", std::min(4.0, times_density / 5), std::to_string(times) + " hh:mm");
    if (cited >= 4 && cited_density > 2)
        by_format("paper", std::min(2.5, cited_density / 4), std::to_string(cited) + " (yyyy)");
    // Pages with few words each, wider than high or not, are slides more often than prose.
    if (reading.units.size() >= 6 && contains(reading.media_type, "pdf")) {
        std::vector<std::size_t> sizes;
        for (const auto& unit : reading.units) sizes.push_back(unit.text.size());
        std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2));
        const auto median = sizes[sizes.size() / 2];
        if (median < 650) by_format("presentation", median < 400 ? 3.2 : 1.8, std::to_string(median) + " bytes/page");
    }
    if (reading.words() < short_text) scores["other"].format += 0.5;
    std::vector<Guess> guesses;
    double all = 0;
    for (const auto& [kind, score] : scores) all += std::exp(score.all());
    for (auto& [kind, score] : scores) {
        const double share = std::exp(score.all()) / all;
        guesses.push_back({kind, kind_calibration(std::exp(score.all()), share), score.because.words()});
    }
    std::ranges::stable_sort(guesses, std::ranges::greater{}, &Guess::confidence);
    return guesses;
}

void KindSuggester::suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const {
    constexpr std::size_t most = 2;
    const auto all = guesses(reading);
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
        if (all[i].confidence < least_confidence || all[i].kind == "other") continue;
        suggestions.push_back({{}, "kind", all[i].kind, all[i].confidence, all[i].because, {}});
    }
}

}  // namespace acervo
