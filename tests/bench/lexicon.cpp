// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a lexicon costs: loading, memory, and the three kinds of questions, on the index of a data folder:
//
//     bench_lexicon DATA [LANGUAGE]
//
// Questions are words of the lexicon itself, every one with a letter changed, so that they are as common as the words
// of the collection are.
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "indexer/fields.h"
#include "search/lexicon.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void measure(const char* what, const std::vector<std::string>& words,
             const std::function<std::size_t(const std::string&)>& ask) {
    std::vector<double> times;
    std::size_t found = 0;
    for (const auto& word : words) {
        const auto start = Clock::now();
        found += ask(word);
        times.push_back(milliseconds_since(start));
    }
    std::ranges::sort(times);
    std::printf("%-22s median %.3f ms  p95 %.3f ms  most %.3f ms  (%.1f found)\n", what, times[times.size() / 2],
                times[times.size() * 95 / 100], times.back(),
                static_cast<double>(found) / static_cast<double>(words.size()));
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return std::fputs("bench_lexicon DATA [LANGUAGE]\n", stderr), 2;
    const auto generation = acervo::fields::current_generation(arguments[1]);
    if (!generation) return std::fputs("there is no index\n", stderr), 1;
    const Xapian::Database records{(*generation / "records").string()};
    const std::string language = count > 2 ? arguments[2] : "es";

    auto start = Clock::now();
    const acervo::Lexicon lexicon{records, language};
    std::printf("%zu words of %s loaded in %.0f ms\n", lexicon.size(), language.c_str(), milliseconds_since(start));
    start = Clock::now();
    const auto bytes = lexicon.bytes();
    std::printf("made comparable in %.0f ms, %zu bytes in all\n", milliseconds_since(start), bytes);

    std::vector<std::string> words;
    const auto all = lexicon.beginning_with("", lexicon.size());
    for (std::size_t i = 0; i < all.size(); i += std::max<std::size_t>(1, all.size() / 2000)) {
        std::string word{all[i].word};
        if (word.size() < 4 || !lexicon.is_compared(word, all[i].frequency)) continue;
        word[word.size() / 2] = word[word.size() / 2] == 'x' ? 'y' : 'x';
        words.push_back(std::move(word));
    }
    if (words.empty()) return std::fputs("too few words\n", stderr), 1;
    measure("frequency", words, [&](const auto& word) { return lexicon.frequency(word); });
    measure("beginning_with 3", words,
            [&](const auto& word) { return lexicon.beginning_with(word.substr(0, 3), 100).size(); });
    measure("alike .7", words, [&](const auto& word) { return lexicon.alike(word, .7, 3).size(); });
    measure("alike .5", words, [&](const auto& word) { return lexicon.alike(word, .5, 10).size(); });
    measure("near 1", words, [&](const auto& word) { return lexicon.near(word, 1, 8).size(); });
    measure("near 2", words, [&](const auto& word) { return lexicon.near(word, 2, 8).size(); });
}
