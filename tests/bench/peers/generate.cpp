// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes the made collection: `generate RECORDS DOCUMENTS QUESTIONS`. The same every time and everywhere.
//
// 45 % Spanish, 30 % English, 25 % Portuguese; words by Zipf's law with the stop words at the top, a fifth of them from
// the vocabulary of the document's theme, some as set phrases; 22 countries, 40 events, 16 themes of 6 parts each, 3
// axes.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <set>
#include <stdexcept>

#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/words.h"

namespace acervo::bench {

namespace {

constexpr int theme_parts = 6, paragraph_words = 60;
constexpr std::uint32_t themes_count = themes.size() * theme_parts;
constexpr int terms_and_phrases = 125, expanded = 60;

std::string padded(std::size_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// What is written in one language, and what may be asked in it.
struct Tongue {
    Words words;
    std::vector<bool> askable;
    std::vector<std::vector<std::uint32_t>> of_theme;  ///< ranks
    std::vector<std::vector<std::uint32_t>> phrases;   ///< of askable words
    Zipf frequency;

    Tongue(Words loaded, std::vector<bool> alone, std::uint64_t seed)
        : words(std::move(loaded)), askable(std::move(alone)), frequency(words.by_rank.size(), 1.05, 2.7) {
        Random random{seed};
        for (std::uint32_t i = 0; i < themes_count; ++i) {
            std::vector<std::uint32_t>& ranks = of_theme.emplace_back(400);
            for (std::uint32_t& rank : ranks) rank = after_stop_words(random.below(8000));
        }
        while (phrases.size() < 3000) {
            std::vector<std::uint32_t> phrase(2 + random.below(2));
            for (std::uint32_t& rank : phrase) rank = askable_near(after_stop_words(random.below(3000)));
            phrases.push_back(std::move(phrase));
        }
    }

    std::uint32_t after_stop_words(std::uint32_t rank) const {
        return static_cast<std::uint32_t>(words.stop_words) + rank;
    }
    /// The first word from this rank on that all engines understand alike.
    std::uint32_t askable_near(std::uint32_t rank) const {
        while (!askable.at(rank)) ++rank;
        return rank;
    }
    const std::string& word(std::uint32_t rank) const { return words.by_rank[rank]; }
};

class Writer {
public:
    Writer(const std::vector<Tongue>& tongues) : tongues_(tongues) {}

    Document document(std::uint32_t id) {
        const Tongue& tongue = tongues_[language()];
        Document made{.id = id, .language = tongue.words.language};
        made.year = 2010 + static_cast<int>(15 * std::sqrt(random_.unit()));
        made.country = countries[country_.pick(random_)];
        made.event = "event-" + padded(event_.pick(random_) + 1);
        const std::vector<std::uint32_t> topics = choose_themes(made);
        const std::uint32_t axis = random_.below(axes.size());
        made.axes.emplace_back(axes[axis]);
        if (random_.unit() < 0.4) made.axes.emplace_back(axes[(axis + 1 + random_.below(2)) % axes.size()]);

        made.title = text(tongue, topics, 6 + static_cast<int>(random_.below(8)));
        int length = std::clamp(static_cast<int>(150 * std::exp(0.3 * random_.normal())), 40, 500);
        for (; length > 0; length -= paragraph_words) {
            made.paragraphs.push_back(text(tongue, topics, std::min(length, paragraph_words)) + '.');
        }
        return made;
    }

private:
    std::size_t language() {
        const double drawn = random_.unit();
        return drawn < 0.45 ? 0 : drawn < 0.75 ? 1 : 2;
    }

    std::vector<std::uint32_t> choose_themes(Document& made) {
        std::vector<std::uint32_t> topics;
        std::set<std::size_t> first_levels;
        const std::size_t count = 1 + (random_.unit() < 0.5) + (random_.unit() < 0.2);
        while (topics.size() < count) {
            const std::size_t theme = theme_.pick(random_);
            if (!first_levels.insert(theme).second) continue;
            const std::uint32_t part = random_.below(theme_parts);
            topics.push_back(static_cast<std::uint32_t>(theme) * theme_parts + part);
            made.themes.push_back(std::string{themes[theme]} + '.' + std::to_string(part + 1));
        }
        return topics;
    }

    std::string text(const Tongue& tongue, const std::vector<std::uint32_t>& topics, int length) {
        std::string made;
        int written = 0, in_sentence = 0;
        const auto put = [&](std::uint32_t rank) {
            const std::string& word = tongue.word(rank);
            if (written > 0) made += ' ';
            made += word;
            const bool plain = word[0] >= 'a' && word[0] <= 'z';
            if (in_sentence == 0 && plain) made[made.size() - word.size()] += 'A' - 'a';
            ++written, ++in_sentence;
        };
        while (written < length) {
            const double drawn = random_.unit();
            if (drawn < 0.06) {
                for (const std::uint32_t rank : tongue.phrases[phrase_.pick(random_)]) put(rank);
            } else if (drawn < 0.28) {
                const std::uint32_t topic = topics[random_.below(static_cast<std::uint32_t>(topics.size()))];
                put(tongue.of_theme[topic][topical_.pick(random_)]);
            } else {
                put(static_cast<std::uint32_t>(tongue.frequency.pick(random_)));
            }
            if (in_sentence > 8 && written < length && random_.unit() < 0.08) {
                made += '.';
                in_sentence = 0;
            } else if (written < length && random_.unit() < 0.06) {
                made += ',';
            }
        }
        return made;
    }

    const std::vector<Tongue>& tongues_;
    Random random_{42};
    Zipf country_{countries.size(), 0.8, 1}, event_{40, 0.5, 2}, theme_{themes.size(), 0.6, 1};
    Zipf phrase_{3000, 0.9, 5}, topical_{400, 0.8, 1};
};

std::vector<Question> questions(const std::vector<Tongue>& tongues) {
    Random random{77};
    const Zipf country{countries.size(), 0.8, 1}, theme{themes.size(), 0.6, 1};
    std::vector<Question> made;
    for (int i = 0; i < terms_and_phrases + expanded; ++i) {
        const double drawn = random.unit();
        const Tongue& tongue = tongues[drawn < 0.45 ? 0 : drawn < 0.75 ? 1 : 2];
        Question question{.language = tongue.words.language};
        question.asked = i >= terms_and_phrases ? Asked::expanded : i % 5 == 4 ? Asked::phrase : Asked::terms;
        std::set<std::uint32_t> ranks;
        const double share = random.unit();
        const std::size_t count = share < 0.3 ? 1 : share < 0.7 ? 2 : share < 0.9 ? 3 : 4;
        if (question.asked == Asked::phrase) {
            for (const std::uint32_t rank : tongue.phrases[random.below(600)])
                question.words.push_back(tongue.word(rank));
        }
        while (question.asked != Asked::phrase && ranks.size() < count) {
            const std::uint32_t rank = spread_rank(random, 5980);
            const auto everyday = random.below(static_cast<std::uint32_t>(tongue.words.everyday.size()));
            ranks.insert(question.asked == Asked::expanded ? tongue.words.everyday[everyday]
                                                           : tongue.askable_near(tongue.after_stop_words(rank)));
        }
        for (const std::uint32_t rank : ranks) question.words.push_back(tongue.word(rank));
        question.country = countries[country.pick(random)];
        question.theme = themes[theme.pick(random)];
        made.push_back(std::move(question));
    }
    return made;
}

void generate(std::uint32_t records, const char* documents, const char* questions_file) {
    std::vector<Words> words;
    for (const char* language : languages) words.push_back(load_words(language));
    std::vector<std::vector<bool>> alone = unambiguous(words);
    std::vector<Tongue> tongues;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::fprintf(stderr, "%s: %zu words, %td of them may be asked\n", languages[i], words[i].by_rank.size(),
                     std::ranges::count(alone[i], true));
        tongues.emplace_back(std::move(words[i]), std::move(alone[i]), 2000 + i);
    }
    std::ofstream out{documents}, asked{questions_file};
    Writer writer{tongues};
    for (std::uint32_t id = 1; id <= records; ++id) out << to_line(writer.document(id));
    for (const Question& question : questions(tongues)) asked << to_line(question);
    if (!out.flush() || !asked.flush()) throw std::runtime_error("cannot write");
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "generate RECORDS DOCUMENTS QUESTIONS\n");
        return 2;
    }
    try {
        acervo::bench::generate(static_cast<std::uint32_t>(std::stoul(argv[1])), argv[2], argv[3]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "generate: %s\n", error.what());
        return 1;
    }
}
