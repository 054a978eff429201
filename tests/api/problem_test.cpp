// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "api/http.h"
#include "api/log.h"

using namespace acervo;
using nlohmann::json;

TEST_CASE("every problem is told in three languages, all different") {
    std::ifstream file{std::string{SOURCE_DIR} + "/api/web/i18n/problems.json"};
    const auto problems = json::parse(file);
    REQUIRE(problems.size() > 20);
    for (const auto& [code, entry] : problems.items()) {
        CAPTURE(code);
        std::set<std::string> told;
        for (const char* language : {"es", "pt", "en"}) {
            const auto text = describe(Error{Error{Problem::broken, "x"}.with_code(code)}, language);
            CHECK(text.code == code);
            CHECK(text.status == entry.at("status").get<int>());
            CHECK_FALSE(text.title.empty());
            CHECK(text.detail.find('{') == std::string::npos);
            told.insert(text.detail);
        }
        if (code != "bad-input") CHECK(told.size() == 3);
    }
}

TEST_CASE("an error without a code of its own is told by who must react") {
    const auto [kind, status] = GENERATE(table<Problem, int>({
        {Problem::not_found, 404},
        {Problem::bad_input, 400},
        {Problem::too_large, 413},
        {Problem::busy, 503},
        {Problem::broken, 500},
        {Problem::unsupported, 501},
    }));
    CHECK(describe(Error{kind, "x"}, "es").status == status);
}

TEST_CASE("what is wrong inside is nobody's business outside") {
    const auto response = problem({}, Error{Problem::broken, "/srv/data/catalogue.db: disk I/O error"});
    CHECK(response.status == 500);
    CHECK(response.body.find("catalogue") == std::string::npos);
}

TEST_CASE("a problem document names type, status, instance and parameter") {
    Request request;
    request.path = "/api/v1/search/ñ";
    request.headers["accept-language"] = "pt";
    const auto response = problem(request, RequestError{"unknown-parameter", "themee", "x", {"theme"}});
    CHECK(response.content_type == "application/problem+json");
    CHECK(response.headers.at("Content-Language") == "pt");
    const auto document = json::parse(response.body);
    CHECK(document["type"] == "/problems/unknown-parameter");
    CHECK(document["status"] == 400);
    CHECK(document["instance"] == "/api/v1/search/%C3%B1");
    CHECK(document["errors"][0]["parameter"] == "themee");
    CHECK(document["errors"][0]["allowed"] == json::array({"theme"}));
    CHECK(document["detail"].get<std::string>().find("theme") != std::string::npos);
}

TEST_CASE("who must wait is told how long, who used the wrong method which is right") {
    CHECK(problem({}, Error{Problem::busy, "x"}).headers.contains("Retry-After"));
    CHECK(problem({}, Error{Error{Problem::bad_input, "x"}.with_code("method-not-allowed")}).headers.at("Allow") ==
          "GET, HEAD");
}

TEST_CASE("a line of the log stays one line") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"/records/ñ", "/records/ñ"},
        {"a\r\nb\tc", "a\\x0d\\x0ab\\x09c"},
        {"\x1b[2J", "\\x1b[2J"},
        {"\xc2\x9b"
         "2J",
         "\\x9b2J"},
        {"\xff", "\\xff"},
    }));
    CHECK(one_line(text) == expected);
    CHECK(one_line(std::string(10000, 'a')).size() < 600);
}
