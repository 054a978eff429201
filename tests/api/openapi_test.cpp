// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/openapi.h"

#include <catch2/catch.hpp>
#include <set>

#include "api/http.h"
#include "tests/api/house.h"
#include "tests/api/schema.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

const json& document() {
    static const json told = get_json("/api/v1/openapi.json");
    return told;
}

std::string text_of(const json& example) {
    if (example.is_array()) return text_of(example.at(0));
    return example.is_string() ? example.get<std::string>() : example.dump();
}

/// The address of an operation with its path filled in and what it requires.
std::string address(const std::string& path, const json& operation) {
    std::string target = path, query;
    for (const auto& parameter : operation["parameters"]) {
        const auto name = parameter["name"].get<std::string>();
        const auto value = text_of(parameter.value("example", json("")));
        if (parameter["in"] == "path") {
            target.replace(target.find("{" + name + "}"), name.size() + 2, value);
        } else if (parameter.value("required", false)) {
            query += (query.empty() ? "?" : "&") + name + "=" + url_encode(value);
        }
    }
    return target + query;
}

void check_answer(const std::string& target, const json& operation) {
    INFO(target);
    const auto answer = get(port(), target);
    REQUIRE(answer.status == 200);
    const auto& content = operation["responses"]["200"]["content"];
    if (!content.contains("application/json")) {
        CHECK_FALSE(answer.body.empty());
        return;
    }
    CHECK(answer.header("content-type") == "application/json");
    const auto schema = content["application/json"]["schema"];
    // A record has as many members as the metadata model; the document names those that matter most.
    const bool strict =
        schema["$ref"] != "#/components/schemas/Record" && schema["$ref"] != "#/components/schemas/OpenApi";
    const auto wrong = misfits(json::parse(answer.body), schema, document(), strict);
    for (const auto& what : wrong) UNSCOPED_INFO(what);
    CHECK(wrong.empty());
}

}  // namespace

TEST_CASE("every route of the interface is described, once, and nothing else") {
    std::set<std::string> described, operations;
    for (const auto& [path, item] : document()["paths"].items()) {
        for (const auto& [method, operation] : item.items()) {
            described.insert(method + " " + path);
            CHECK(operations.insert(operation["operationId"]).second);
        }
    }
    std::set<std::string> routed;
    for (const auto& route : api_routes()) {
        routed.insert((route.method == "GET" ? "get " : "post ") + route.pattern);
        CHECK_FALSE(route.summary.empty());
        for (const auto& parameter : route.parameters) CHECK_FALSE(parameter.description.empty());
    }
    CHECK(described == routed);
    CHECK(document()["openapi"] == "3.1.0");
}

TEST_CASE("every schema that is named exists, and every schema is named") {
    std::set<std::string> named;
    const std::function<void(const json&)> walk = [&](const json& part) {
        if (part.is_object() && part.contains("$ref")) {
            const auto pointer = part["$ref"].get<std::string>().substr(1);
            CHECK(document().contains(json::json_pointer{pointer}));
            named.insert(pointer.substr(pointer.rfind('/') + 1));
        }
        if (part.is_structured())
            for (const auto& member : part) walk(member);
    };
    walk(document());
    for (const auto& [name, schema] : document()["components"]["schemas"].items()) {
        CAPTURE(name);
        CHECK(named.contains(name));
    }
}

TEST_CASE("every operation answers as described, with each of its examples") {
    for (const auto& [path, item] : document()["paths"].items()) {
        // What takes a token, or takes something in, has tests of its own.
        if (!item.contains("get") || item["get"].contains("security")) continue;
        const auto& operation = item["get"];
        const auto target = address(path, operation);
        check_answer(target, operation);
        for (const auto& parameter : operation["parameters"]) {
            if (parameter["in"] != "query" || !parameter.contains("example") || parameter.value("required", false))
                continue;
            const auto separator = target.find('?') == std::string::npos ? "?" : "&";
            check_answer(target + separator + parameter["name"].get<std::string>() + "=" +
                             url_encode(text_of(parameter["example"])),
                         operation);
        }
    }
}

TEST_CASE("full answers fit their schemas too") {
    const auto& search = document()["paths"]["/api/v1/search"]["get"];
    for (const std::string query :
         {"q=presupuesto&facets=*&explain=1&page_size=100", "q=urbanismo&theme=urb&not.country=MX&year=2001..&facets=*",
          "q=peligro", "q=reservado", "q=nadadenada&facets=*", "q=autoor:x+(ab*"})
        check_answer("/api/v1/search?" + query, search);
    const auto& suggest = document()["paths"]["/api/v1/suggest"]["get"];
    for (const std::string query : {"q=a&limit=20", "q=pre", "q=mexico", "q=urb&lang=pt", "q=%22"})
        check_answer("/api/v1/suggest?" + query, suggest);
    const auto& event = document()["paths"]["/api/v1/events/{id}"]["get"];
    for (const auto& each : vocabulary().events()) check_answer("/api/v1/events/" + each.id, event);
    const auto& scheme = document()["paths"]["/api/v1/vocabularies/{scheme}"]["get"];
    for (const auto& name : vocabulary().schemes()) check_answer("/api/v1/vocabularies/" + name, scheme);
}

TEST_CASE("problems fit the schema of problems") {
    const json schema = {{"$ref", "#/components/schemas/Problem"}};
    for (const std::string target : {"/api/v1/search?x=1", "/api/v1/nothing", "/api/v1/search?sort=x",
                                     "/api/v1/search?q=-(x+-(x+-(x+-(x+-(x+-(x+-(x+-(x+-(x+a"}) {
        const auto wrong = misfits(json::parse(get(port(), target).body), schema, document(), true);
        CAPTURE(target, wrong);
        CHECK(wrong.empty());
    }
    CHECK(
        misfits(json::parse(get(port(), "/api/v1/records/" + ids().withdrawn).body), schema, document(), true).empty());
}

TEST_CASE("the checker of schemas sees what is wrong") {
    const json schema = {
        {"type", "object"},
        {"required", {"a"}},
        {"properties",
         {{"a", {{"type", "integer"}, {"minimum", 1}}}, {"b", {{"type", "array"}, {"items", {{"enum", {"x"}}}}}}}}};
    CHECK(misfits({{"a", 1}, {"b", {"x"}}}, schema, {}, true).empty());
    for (const json& value : {json{{"b", json::array()}}, json{{"a", "1"}}, json{{"a", 0}},
                              json{{"a", 1}, {"b", {"y"}}}, json{{"a", 1}, {"c", 2}}, json::array(), json{}})
        CHECK_FALSE(misfits(value, schema, {}, true).empty());
}
