// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>

#include "indexer/indexer.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;

TEST_CASE("Searches go on while a writer commits") {
    Library library;
    for (int i = 0; i < 40; ++i) library.put_text("r" + std::to_string(i), "es", "agua número " + std::to_string(i));
    library.index();
    auto& shared = library.shared();
    std::atomic<bool> done = false;
    std::atomic<int> searches = 0, least = 1'000'000;
    std::mutex mutex;
    std::vector<std::string> problems;
    const auto complain = [&](const std::string& what) {
        const std::lock_guard lock{mutex};
        problems.push_back(what);
    };
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 4; ++reader) {
        readers.emplace_back([&, reader] {
            try {
                Searcher searcher{shared};
                std::int64_t revision = 0;
                while (!done) {
                    const auto results = searcher.search({.text = reader % 2 == 0 ? "agua" : "",
                                                          .language = "es",
                                                          .sort = reader == 3 ? Sort::title : Sort::relevance,
                                                          .page_size = 10,
                                                          .facets = {"*"}});
                    if (results.total < 40) complain("only " + std::to_string(results.total) + " records");
                    if (results.revision < revision) complain("the index went back");
                    std::int64_t reports = 0;
                    for (const auto& value : results.facets.at("kind").values) reports += value.count;
                    if (reports != results.total) complain("facets and total are of different states");
                    revision = results.revision;
                    ++searches;
                }
            } catch (const std::exception& error) {
                complain(error.what());
            }
        });
    }
    for (int round = 0; round < 12; ++round) {
        library.put_text("new" + std::to_string(round), "es", "agua nueva " + std::to_string(round));
        update_index(library.folder(), vocabulary(), {.rebuild = round % 5 == 4, .jobs = 1});
    }
    // Each reader still has to see the last state.
    const auto before = searches.load();
    while (searches < before + 20 && problems.empty()) std::this_thread::yield();
    done = true;
    for (auto& reader : readers) reader.join();
    CHECK(problems.empty());
    for (const auto& problem : problems) UNSCOPED_INFO(problem);
    CHECK(library.search("agua").total == 52);
}
