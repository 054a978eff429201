// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "corpus/error.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;

TEST_CASE("Whatever is typed is answered or refused for a stated limit") {
    Library library;
    for (int i = 0; i < 50; ++i)
        library.put_text("r" + std::to_string(i), i % 2 == 0 ? "es" : "pt",
                         "agua potable de la ciudad número " + std::to_string(i) + " y el año 2020");
    library.index();
    const auto many = [](const std::string& part, int times) {
        std::string result;
        for (int i = 0; i < times; ++i) result += part;
        return result;
    };
    const std::vector<std::pair<std::string, std::string>> table{
        {"AND", "none"},
        {"ab AND", "none"},
        {"NOT NOT", "none"},
        {"year:abc..def", "none"},
        {"año:9999..0", "none"},
        {"a*", "none"},
        {"*", "none"},
        {std::string(1U << 20U, 'x'), "query-too-long"},
        {std::string(2000, 'x'), "none"},
        {many("de ", 64), "none"},
        {many("agua ", 64), "none"},
        {many("agua NEAR/100 ", 63) + "agua", "none"},
        {"\"" + many("de la ", 32) + "\"", "none"},
        {many("\"agua potable\" ", 32), "none"},
        {many("(", 8) + "agua" + many(")", 8), "none"},
        {many("(", 1'000'000), "query-too-long"},
        {many("-agua ", 64), "none"},
        {many("tema:amb ", 64), "none"},
        {"título:\"" + many("agua ", 60) + "\"", "none"},
        {std::string("agua\0potable", 12), "none"},
        {"\xff\xfe agua \xc3", "none"},
        {"tema:\"" + std::string(1500, 'x') + "\"", "none"},
        {"autor:\"" + std::string(1500, 'x') + "\"", "none"},
        {"\"" + std::string(1500, 'x') + "\"", "none"},
        {"agua' OR '1'='1", "none"},
        {"Kkind:paper XESagua Qabc", "none"},
        {"https://doi.org/" + std::string(300, '1'), "none"},
    };
    for (const auto& one : table) {
        const auto& text = one.first;
        INFO(text.substr(0, 60));
        CHECK(error_code([&] { library.search(text); }) == one.second);
        CHECK(error_code([&] { library.searcher().search_inside(library.id("r1"), text, "es", 3); }) == one.second);
        CHECK(error_code([&] { library.searcher().mark("agua potable", "es", {.text = text}); }) == one.second);
    }
}

TEST_CASE("Without an index the error names the remedy") {
    Library library;
    try {
        library.search("agua");
        FAIL("there is no index");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::not_found);
        CHECK(error.code() == "no-index");
        CHECK(error.hint().find("acervo index") != std::string::npos);
    }
}
