// SPDX-License-Identifier: GPL-3.0-or-later
//
// A collected bibliography as documents: `xz -dc records.jsonl.xz | convert RECORDS DOCUMENTS QUESTIONS`.
//
// A line is an object with "title", "abstract", "year" and "venue". Texts are left with their words of the letters a to
// z alone, so that every engine sees the same words. Countries, themes and axes, which a bibliography has not, are
// drawn.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/words.h"

namespace acervo::bench {

namespace {

constexpr std::size_t paragraph_words = 60;
constexpr int questions_wanted = 125;

std::vector<std::string> plain_words(const std::string& text) {
    std::vector<std::string> plain;
    for (const Word& word : words(text)) {
        std::string lowered = lower(word.text);
        if (std::ranges::all_of(lowered, [](char letter) { return letter >= 'a' && letter <= 'z'; })) {
            plain.push_back(std::move(lowered));
        }
    }
    return plain;
}

class Converter {
public:
    Document document(const nlohmann::json& row, std::uint32_t id) {
        Document made{.id = id, .language = "en"};
        const std::string year = row.value("year", "2000");
        made.year = std::atoi(year.c_str());
        made.event = row.value("venue", "none") + '-' + year;
        made.country = countries[country_.pick(random_)];
        made.themes.push_back(std::string{themes[theme_.pick(random_)]} + '.' + std::to_string(1 + random_.below(6)));
        made.axes.emplace_back(axes[random_.below(axes.size())]);
        const std::vector<std::string> title = plain_words(row.value("title", "")), text = plain_words(text_of(row));
        made.title = join(title, " ");
        count(title);
        for (std::size_t at = 0; at == 0 || at < text.size(); at += paragraph_words) {
            const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
            const auto length = std::min(paragraph_words, text.size() - at);
            const std::vector<std::string> paragraph{begin, begin + static_cast<std::ptrdiff_t>(length)};
            count(paragraph);
            made.paragraphs.push_back(join(paragraph, " "));
        }
        return made;
    }

    std::vector<Question> questions() {
        const std::vector<std::string> terms = most_frequent(askable()), phrases = most_frequent(pairs_);
        std::vector<Question> made;
        for (int i = 0; i < questions_wanted; ++i) {
            Question question{.language = "en"};
            question.asked = i % 5 == 4 ? Asked::phrase : Asked::terms;
            if (question.asked == Asked::phrase) {
                question.words = split(phrases.at(random_.below(600)), ' ');
            } else {
                const double share = random_.unit();
                const std::size_t count = share < 0.3 ? 1 : share < 0.7 ? 2 : share < 0.9 ? 3 : 4;
                const auto ranks = static_cast<std::uint32_t>(std::min<std::size_t>(terms.size(), 3000));
                std::set<std::string> chosen;
                while (chosen.size() < count) chosen.insert(terms[spread_rank(random_, ranks)]);
                question.words.assign(chosen.begin(), chosen.end());
            }
            question.country = countries[country_.pick(random_)];
            question.theme = themes[theme_.pick(random_)];
            made.push_back(std::move(question));
        }
        return made;
    }

private:
    using Counts = std::unordered_map<std::string, int>;

    static std::string text_of(const nlohmann::json& row) {
        const auto found = row.find("abstract");
        return found != row.end() && found->is_string() ? found->get<std::string>() : std::string{};
    }

    void count(const std::vector<std::string>& text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            ++words_[text[i]];
            if (i > 0 && !is_stop_word(text[i], "en") && !is_stop_word(text[i - 1], "en")) {
                ++pairs_[text[i - 1] + ' ' + text[i]];
            }
        }
    }

    /// The words that find the same documents with stems and without.
    Counts askable() const {
        std::unordered_map<std::string, int> owners;
        for (const auto& [word, times] : words_) ++owners[forms(word, "en").stem];
        Counts alone;
        for (const auto& [word, times] : words_) {
            if (owners[forms(word, "en").stem] == 1 && !is_stop_word(word, "en")) alone[word] = times;
        }
        return alone;
    }

    static std::vector<std::string> most_frequent(const Counts& counts) {
        std::vector<std::pair<int, std::string>> sorted;
        for (const auto& [text, times] : counts) sorted.emplace_back(-times, text);
        std::ranges::sort(sorted);
        std::vector<std::string> result;
        for (auto& [times, text] : sorted) result.push_back(std::move(text));
        return result;
    }

    Random random_{7};
    Zipf country_{countries.size(), 0.8, 1}, theme_{themes.size(), 0.6, 1};
    Counts words_, pairs_;
};

void convert(std::uint32_t records, const char* documents, const char* questions_file) {
    std::ofstream out{documents}, asked{questions_file};
    Converter converter;
    std::string line;
    for (std::uint32_t id = 1; id <= records && std::getline(std::cin, line); ++id) {
        out << to_line(converter.document(nlohmann::json::parse(line), id));
    }
    for (const Question& question : converter.questions()) asked << to_line(question);
    if (!out.flush() || !asked.flush()) throw std::runtime_error("cannot write");
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "convert RECORDS DOCUMENTS QUESTIONS\n");
        return 2;
    }
    try {
        acervo::bench::convert(static_cast<std::uint32_t>(std::stoul(argv[1])), argv[2], argv[3]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "convert: %s\n", error.what());
        return 1;
    }
}
