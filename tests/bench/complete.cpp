// SPDX-License-Identifier: GPL-3.0-or-later
//
// What completion costs on the index of a data folder: reading the names, memory, and answers to what people type,
// letter by letter, of the names that the index has:
//
//     bench_complete DATA
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "corpus/text.h"
#include "indexer/fields.h"
#include "search/complete.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
    using namespace acervo;
    if (count < 2) return std::fputs("bench_complete DATA\n", stderr), 2;
    const auto generation = fields::current_generation(arguments[1]);
    if (!generation) return std::fputs("there is no index\n", stderr), 1;
    const Xapian::Database records{(*generation / "records").string()};
    const auto vocabulary = Vocabulary::load(share_folder());

    auto start = Clock::now();
    auto names = names_of(records, vocabulary);
    std::printf("%zu names of %u records read in %.0f ms\n", names.size(), records.get_doccount(),
                milliseconds_since(start));
    std::mt19937 random{5};
    std::vector<std::string> chosen;
    for (int i = 0; i < 300; ++i) chosen.push_back(names[random() % names.size()].text);
    start = Clock::now();
    const Completer completer{std::move(names)};
    std::printf("%zu different ones made ready in %.0f ms, %zu bytes\n", completer.size(), milliseconds_since(start),
                completer.bytes());

    // One to six letters of the first word, then of the first two words.
    std::vector<std::vector<double>> times(8);
    for (const auto& name : chosen) {
        const auto folded = fold(name);
        const auto found = words(folded);
        std::vector<std::pair<std::size_t, std::string>> typed;
        for (std::size_t letters = 1; letters <= 6 && !found.empty(); ++letters)
            typed.emplace_back(letters, found[0].text.substr(0, letters));
        if (found.size() > 1) {
            typed.emplace_back(0,
                               std::string{found[0].text.substr(0, 1)} + " " + std::string{found[1].text.substr(0, 1)});
            typed.emplace_back(7,
                               std::string{found[0].text.substr(0, 4)} + " " + std::string{found[1].text.substr(0, 3)});
        }
        for (const auto& [kind, text] : typed) {
            start = Clock::now();
            complete(completer, {records, vocabulary, "es"}, text, 8);
            times[kind].push_back(milliseconds_since(start));
        }
    }
    for (std::size_t kind = 0; kind < times.size(); ++kind) {
        auto& list = times[kind];
        if (list.empty()) continue;
        std::ranges::sort(list);
        const auto what = kind == 0   ? std::string{"one letter of two words"}
                          : kind == 7 ? std::string{"four and three letters"}
                                      : std::to_string(kind) + " letters";
        std::printf("%-24s median %.3f ms  p95 %.3f ms  most %.3f ms\n", what.c_str(), list[list.size() / 2],
                    list[list.size() * 95 / 100], list.back());
    }
}
