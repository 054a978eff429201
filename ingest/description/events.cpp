// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/events.h"

#include <algorithm>
#include <map>

#include "corpus/text.h"
#include "ingest/description/calibration.h"

namespace acervo {

namespace {

constexpr int most_editions = 99;
constexpr int front_units = 3;   // where a work says what it was made for
constexpr std::size_t near = 8;  // words between a series and its edition or year

int roman(const std::string& word) {
    static const std::map<char, int> digits = {{'I', 1}, {'V', 5}, {'X', 10}, {'L', 50}};
    int value = 0, before = 100;
    for (const char c : word) {
        const auto digit = digits.find(c);
        if (digit == digits.end()) return 0;
        value += digit->second > before ? digit->second - 2 * before : digit->second;
        before = digit->second;
    }
    return value > 0 && value <= most_editions ? value : 0;
}

bool is_acronym(const std::string& word) {
    return word.size() >= 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

int year_in(const std::string& word) {
    const bool digits = word.size() == 4 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::stoi(word) : 0;
}

/// What speaks for one event.
struct Signs {
    double weight = 0;
    Because because;
};

}  // namespace

int edition_number(const std::string& word) {
    std::size_t digits = 0;
    while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
    if (digits == 0) return roman(word);
    if (digits > 2 || word.size() - digits > 3) return 0;
    return std::stoi(word.substr(0, digits));
}

EventSuggester::EventSuggester(const Vocabulary& vocabulary) {
    std::map<std::string, std::uint32_t> number_of;
    for (const auto& series : vocabulary.series()) {
        const auto number = static_cast<std::uint32_t>(series_.size());
        number_of[series.id] = number;
        series_.push_back(series.id);
        for (const auto& [language, name] : series.name) series_names_.add(name, number);
        // The acronym is the beginning of the id, where the name or the organizer has it in capitals ("clad",
        // "uim-itm").
        std::string acronym;
        std::string texts = series.organizer;
        for (const auto& [language, name] : series.name) texts += ' ' + name;
        for (const auto& word : words(texts)) {
            const std::string text{word.text};
            if (acronym.empty() && is_acronym(text) && fold(text) == series.id.substr(0, series.id.find('-')))
                acronym = text;
        }
        acronyms_.push_back(acronym);
    }
    for (const auto& event : vocabulary.events()) {
        Known known;
        known.event = &event;
        known.edition = edition_number(event.edition);
        known.year = year_of(event.start).value_or(0);
        known.city = fold(event.venue.name);
        const auto number = static_cast<std::uint32_t>(events_.size());
        events_.push_back(known);
        for (const auto& [language, name] : event.name) names_.add(name, number);
    }
}

void EventSuggester::suggest(const Reading& reading, std::vector<FieldSuggestion>& suggestions) const {
    std::map<std::size_t, Signs> signs;  // by place in events_
    const int issued = year_of(reading.record.issued).value_or(0);
    const auto sign = [&](std::size_t event, double weight, std::initializer_list<std::string> words) {
        Signs& of = signs[event];
        of.weight = std::max(of.weight, weight);
        for (const auto& word : words) of.because.add(word);
    };
    for (const auto& passage : reading.passages) {
        if (passage.where == Where::affiliation) continue;
        // Further back, and in lists of references, other events are spoken of.
        const double front = passage.where != Where::body || passage.unit <= front_units ? 1 : 0.45;
        const auto text_of = [&](std::size_t at, std::size_t count) {
            const auto last = at + count - 1;
            return passage.text.substr(passage.begin[at],
                                       passage.begin[last] + passage.words[last].size() - passage.begin[at]);
        };
        const auto has = [&](const std::string& word) {
            return std::ranges::find(passage.folded, word) != passage.folded.end();
        };
        names_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
            for (const auto event : found.meanings)
                sign(event, 0.95 * front / static_cast<double>(found.meanings.size()), {text_of(at, found.count)});
        });
        const auto series_here = [&](std::uint32_t series, std::size_t at, std::size_t count, bool by_acronym) {
            const std::string called = text_of(at, count);
            for (std::size_t i = 0; i < events_.size(); ++i) {
                const Known& known = events_[i];
                if (known.event->series != series_[series]) continue;
                const std::size_t from = at > near ? at - near : 0,
                                  to = std::min(passage.words.size(), at + count + near);
                for (std::size_t word = from; word < to; ++word) {
                    if (word >= at && word < at + count) continue;
                    if (known.edition && word < at && edition_number(passage.words[word]) == known.edition)
                        sign(i, 0.95 * front, {called, passage.words[word]});
                    if (known.year && year_in(passage.words[word]) == known.year)
                        sign(i, (by_acronym ? 0.75 : 0.9) * front, {called, passage.words[word]});
                }
                if (known.year && known.year == issued && front == 1)
                    sign(i, by_acronym ? 0.35 : 0.6, {called, reading.record.issued});
                if (!known.city.empty() && known.year && has(known.city) && has(std::to_string(known.year)))
                    sign(i, 0.85 * front, {called, known.event->venue.name, std::to_string(known.year)});
            }
        };
        series_names_.each(passage.folded, [&](std::size_t at, const Phrases::Found& found) {
            for (const auto series : found.meanings) series_here(series, at, found.count, false);
        });
        for (std::size_t at = 0; at < passage.words.size(); ++at) {
            const auto acronym = std::ranges::find(acronyms_, passage.words[at]);
            if (acronym != acronyms_.end() && !passage.words[at].empty())
                series_here(static_cast<std::uint32_t>(acronym - acronyms_.begin()), at, 1, true);
        }
    }
    constexpr std::size_t most = 2;
    std::vector<std::pair<double, std::size_t>> best;
    for (const auto& [event, of] : signs) best.emplace_back(of.weight, event);
    std::ranges::sort(best, std::ranges::greater{});
    for (std::size_t i = 0; i < std::min(best.size(), most); ++i) {
        if (best[i].first < least_confidence) continue;
        suggestions.push_back({{},
                               "event",
                               events_[best[i].second].event->id,
                               best[i].first,
                               signs.at(best[i].second).because.words(),
                               {}});
    }
}

}  // namespace acervo
