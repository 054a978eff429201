// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <random>

#include "api/http.h"
#include "api/uri.h"

using namespace acervo;

namespace {

Request asking(const std::string& query_string) {
    Request request;
    request.parameters = decoded_parameters(query_string).value();
    return request;
}

Query random_query(std::mt19937& random) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const std::vector<std::string> texts = {"",        "agua", "\"orçamento participativo\" -lixo", "100 % & más + ñ=1",
                                            "a/b?c#d", "日本"};
    Query query;
    query.text = texts[static_cast<std::size_t>(below(6))];
    query.language = std::vector<std::string>{"es", "pt", "en"}[static_cast<std::size_t>(below(3))];
    query.query_language = std::vector<std::string>{"", "auto", "pt"}[static_cast<std::size_t>(below(3))];
    query.across_languages = below(2) == 0;
    query.explain = below(2) == 0;
    for (const auto& facet : facet_names()) {
        if (facet == "year" || below(3) != 0) continue;
        auto& selection = query.filters[facet];
        selection.any = {"x.y", "none", "á&b"};
        selection.any.resize(static_cast<std::size_t>(below(4)));
        if (selection.any.empty() || below(2)) selection.none = {"z"};
    }
    if (below(2)) {
        query.year.emplace();
        if (below(2)) query.year->from = 900 + below(1200);
        if (below(2) || !query.year->from) query.year->to = query.year->from.value_or(2000) + below(5);
    }
    query.sort = std::vector<Sort>{Sort::relevance, Sort::date, Sort::date_descending,
                                   Sort::title}[static_cast<std::size_t>(below(4))];
    query.page_size = 1 + below(100);
    query.passages = below(6);
    if (below(2)) query.cursor = "AbC_-.~+/=";
    if (below(2)) query.facets = {"theme", "country", "year"};
    if (below(5) == 0) query.facets = {"*"};
    return query;
}

}  // namespace

TEST_CASE("a query that is written as a query string reads as the same query") {
    std::mt19937 random{42};
    for (int i = 0; i < 2000; ++i) {
        const auto query = random_query(random);
        const auto text = to_query_string(query);
        CAPTURE(text);
        REQUIRE(query_from(asking(text)) == query);
        REQUIRE(to_query_string(query_from(asking(text))) == text);
    }
}

TEST_CASE("what is left out has its usual value") {
    const auto query = query_from(asking(""));
    CHECK(query.text.empty());
    CHECK(query.language == "es");
    CHECK(query.page_size == 20);
    CHECK(query.across_languages);
    CHECK(query.facets.empty());
    CHECK(to_query_string(Query{}).empty());
}

TEST_CASE("the blank fields of a form say nothing") {
    const auto query = query_from(asking("q=agua&theme=&country=&year=&sort=&page_size=&cursor=&ql=&xl=&facets="));
    Query expected;
    expected.text = "agua";
    expected.language = "es";
    CHECK(query == expected);
}

TEST_CASE("a repeated filter is an alternative, not. excludes") {
    const auto query = query_from(asking("theme=abi&theme=cli&theme=abi&not.theme=mov&country=BR&not.kind=paper"));
    CHECK(query.filters.at("theme") == Selection{{"abi", "cli"}, {"mov"}});
    CHECK(query.filters.at("country") == Selection{{"BR"}, {}});
    CHECK(query.filters.at("kind") == Selection{{}, {"paper"}});
}

TEST_CASE("a range of years may be open at one end") {
    const auto [text, from, to] = GENERATE(table<std::string, std::optional<int>, std::optional<int>>({
        {"2015", 2015, 2015},
        {"2015..2020", 2015, 2020},
        {"2015..", 2015, std::nullopt},
        {"..2020", std::nullopt, 2020},
        {"2015..2015", 2015, 2015},
    }));
    CAPTURE(text);
    CHECK(query_from(asking("year=" + text)).year == YearRange{from, to});
}

TEST_CASE("a wrong value is an error that names the parameter and what it may be") {
    const auto [text, parameter] = GENERATE(table<std::string, std::string>({
        {"year=15", "year"},
        {"year=2020..2015", "year"},
        {"year=..", "year"},
        {"year=2015-2020", "year"},
        {"year=20155", "year"},
        {"year=+201", "year"},
        {"year=2015...2020", "year"},
        {"sort=best", "sort"},
        {"page_size=0", "page_size"},
        {"page_size=101", "page_size"},
        {"page_size=1e1", "page_size"},
        {"page_size=99999999999", "page_size"},
        {"passages=6", "passages"},
        {"passages=-1", "passages"},
        {"xl=maybe", "xl"},
        {"explain=yes", "explain"},
        {"lang=de", "lang"},
        {"ql=klingon", "ql"},
        {"facets=themes", "facets"},
        {"facets=theme,nothing", "facets"},
    }));
    CAPTURE(text);
    try {
        query_from(asking(text));
        FAIL("accepted");
    } catch (const RequestError& error) {
        CHECK(error.code() == "bad-parameter");
        CHECK(error.parameter() == parameter);
        CHECK_FALSE(error.allowed().empty());
        CHECK(describe(error, "en").status == 400);
        CHECK(describe(error, "en").detail.find(error.allowed().front()) != std::string::npos);
    }
}

TEST_CASE("the language of the answer is the parameter, else what Accept-Language prefers, else Spanish") {
    const auto [parameter, header, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"", "", "es"},
        {"pt", "en", "pt"},
        {"de", "en", "en"},
        {"", "pt-BR,pt;q=0.9,en;q=0.8", "pt"},
        {"", "en;q=0.5, pt;q=0.7", "pt"},
        {"", "de, fr;q=0.9, en;q=0.1", "en"},
        {"", "de", "es"},
        {"", "gl, pt;q=0.9", "es"},
        {"", "ca", "es"},
        {"", "es;q=0, pt;q=0.1", "pt"},
        {"", "PT-pt", "pt"},
        {"", ";;q=,,=;q=x, en", "en"},
        {"", "*", "es"},
    }));
    CAPTURE(parameter, header);
    Request request;
    if (!parameter.empty()) request.parameters = {{"lang", parameter}};
    request.headers["accept-language"] = header;
    CHECK(answer_language(request) == expected);
}

TEST_CASE("a browser is told from a program by what it accepts") {
    const auto [header, expected] = GENERATE(table<std::string, bool>({
        {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true},
        {"", false},
        {"*/*", false},
        {"application/json", false},
        {"application/json;q=0.5, text/html;q=0.4", false},
        {"application/json;q=0.4, text/html;q=0.5", true},
        {"text/html;q=0", false},
    }));
    CAPTURE(header);
    Request request;
    request.headers["accept"] = header;
    CHECK(prefers_html(request) == expected);
}
