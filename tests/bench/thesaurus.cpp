// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the thesaurus costs: to load it, to know the words of a text, to walk on them.
//
//     bench_thesaurus [file.rdf or .ttl ...]        (none: the one we ship)
//
// The text is made of labels of the thesaurus between words that no label has, half of either, in Spanish.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "corpus/text.h"
#include "corpus/thesaurus.h"
#include "corpus/vocabulary.h"

namespace acervo {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

double megabytes() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) / 1024;
}

/// Median of the time that `step` takes.
template <typename Step>
double median(Step&& step) {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
        const auto start = Clock::now();
        step();
        times.push_back(milliseconds(start));
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

std::vector<std::string> sample_text(const Thesaurus& thesaurus, std::size_t count) {
    std::vector<std::string> labels;
    for (const auto& entry : thesaurus.concepts())
        for (const auto& label : thesaurus.labels(entry, "es")) labels.push_back(label);
    std::mt19937 random{7};
    std::vector<std::string> text;
    while (text.size() < count && !labels.empty()) {
        const auto& label = labels[random() % labels.size()];
        const auto found = words(label);
        for (const auto& word : found) text.emplace_back(word.text);
        for (std::size_t i = 0; i < found.size(); ++i) text.push_back("palabra" + std::string(random() % 26 + 1, 'x'));
    }
    return text;
}

/// 100,000 labels of two to four words.
void synthetic() {
    std::mt19937 random{11};
    std::vector<LabelTrie::Label> labels;
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        std::string text;
        for (auto n = 2 + random() % 3; n > 0; --n) {
            const auto word = random() % 30'000;
            text += (text.empty() ? "" : " ") + std::string{"termin"} + static_cast<char>('a' + word % 26) +
                    static_cast<char>('a' + word / 26 % 26) + static_cast<char>('a' + word / 676 % 26) + "dor";
        }
        labels.push_back({text, i});
    }
    const auto before = megabytes();
    const auto start = Clock::now();
    const LabelTrie trie{"es", labels};
    std::printf("100,000 labels: trie in %.0f ms, %.1f MB more at its peak\n", milliseconds(start),
                megabytes() - before);
}

void bench(const std::vector<std::filesystem::path>& files) {
    std::vector<Thesaurus::Part> parts;
    const auto load = [&] {
        parts.clear();
        for (const auto& file : files) parts.push_back({file.stem(), file, read_skos_file(file)});
    };
    const auto reading = median(load);
    const auto start = Clock::now();
    const Thesaurus thesaurus{parts};
    std::printf("%zu concepts: read in %.1f ms, tries in %.1f ms\n", thesaurus.concepts().size(), reading,
                milliseconds(start));

    const auto text = sample_text(thesaurus, 200'000);
    const auto count = static_cast<double>(text.size());
    std::size_t found = 0;
    const auto whole = median([&] { found = thesaurus.recognise(text, "es").size(); });
    const LabelTrie& trie = thesaurus.trie("es");
    std::vector<LabelTrie::Word> known;
    for (const auto& word : text) known.push_back(trie.word(word));
    std::vector<std::uint32_t> concepts;
    std::size_t walked = 0;
    const auto walking = median([&] {
        walked = 0;
        const std::span<const LabelTrie::Word> all{known};
        for (std::size_t at = 0; at < all.size();) {
            const auto length = trie.longest(all.subspan(at), concepts);
            walked += length > 0;
            at += length > 0 ? length : 1;
        }
    });
    std::printf("%.0f words, %zu labels found (%zu by walking): recognise %.0f ns a word, walking alone %.1f ns\n",
                count, found, walked, whole * 1e6 / count, walking * 1e6 / count);
}

}  // namespace
}  // namespace acervo

int main(int argc, char** argv) {
    try {
        std::vector<std::filesystem::path> files{argv + 1, argv + argc};
        if (files.empty()) files.push_back(acervo::share_folder() / "thesaurus/local-government.rdf");
        acervo::bench(files);
        acervo::synthetic();
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
