// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query.h"

#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "corpus/error.h"
#include "corpus/text.h"
#include "search/field_names.h"

using namespace acervo;

namespace {

/// The tree on one line: (any a b), (all a (without b c)).
std::string tree(const Node& node) {
    const auto words = [&](const char* between) {
        std::string result;
        for (const auto& word : node.words) result += (result.empty() ? "" : between) + word;
        return result;
    };
    const auto nested = [&](const char* name) {
        std::string result = std::string{"("} + name;
        for (const auto& child : node.children) result += " " + tree(child);
        return result + ")";
    };
    switch (node.kind) {
        case Node::Kind::word:
            return words(" ");
        case Node::Kind::phrase:
            return "\"" + words(" ") + "\"";
        case Node::Kind::near:
            return "<" + words(" ") + ">" + std::to_string(node.distance);
        case Node::Kind::prefix:
            return words(" ") + "*";
        case Node::Kind::field:
            return node.field + "=" + node.value;
        case Node::Kind::year:
            return "year=" + (node.range.from ? std::to_string(*node.range.from) : "") + ".." +
                   (node.range.to ? std::to_string(*node.range.to) : "");
        case Node::Kind::all:
            return nested("all");
        case Node::Kind::any:
            return nested("any");
        case Node::Kind::without:
            return nested("without");
        case Node::Kind::prefer:
            return nested("prefer");
    }
    return "?";
}

std::string code_of(const std::function<void()>& step) {
    try {
        step();
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::bad_input);
        CHECK_FALSE(error.hint().empty());
        return error.code();
    }
    return "none";
}

}  // namespace

TEST_CASE("What is typed is read as a tree") {
    const auto [typed, expected] = GENERATE(table<std::string, std::string>({
        {"", "(all)"},
        {"   ", "(all)"},
        {"agua", "agua"},
        {"gestión de residuos", "(any gestión de residuos)"},
        {"agua OR suelo", "(any agua suelo)"},
        {"agua AND suelo", "(all agua suelo)"},
        {"presupuesto participativo AND Recife", "(all (any presupuesto participativo) Recife)"},
        {"a OR b AND c", "(any a (all b c))"},
        {"agua NOT lluvia", "(without agua lluvia)"},
        {"agua AND NOT lluvia AND suelo", "(without (all agua suelo) lluvia)"},
        {"agua OR NOT lluvia", "(any agua (without (all) lluvia))"},
        {"agua AND (NOT lluvia)", "(all agua (without (all) lluvia))"},
        {"NOT lluvia", "(without (all) lluvia)"},
        {"-lluvia", "(without (all) lluvia)"},
        {"agua -lluvia", "(without agua lluvia)"},
        {"+agua", "agua"},
        {"+agua suelo aire", "(prefer agua suelo aire)"},
        {"+agua +suelo aire", "(prefer (all agua suelo) aire)"},
        {"agua Y suelo", "(all agua suelo)"},
        {"agua e solo", "(any agua e solo)"},
        {"água E solo", "(all água solo)"},
        {"agua O suelo", "(any agua suelo)"},
        {"água OU solo", "(any água solo)"},
        {"agua NO lluvia", "(without agua lluvia)"},
        {"água NÃO chuva", "(without água chuva)"},
        {"NO violencia", "(any no violencia)"},
        {"GESTIÓN DE RESIDUOS Y AGUA", "(any GESTIÓN DE RESIDUOS y AGUA)"},
        {"OTAN AND ONU", "(all OTAN ONU)"},
        {"(agua suelo) AND aire", "(all (any agua suelo) aire)"},
        {"((agua))", "agua"},
        {"\"plan de agua\"", "\"plan de agua\""},
        {"\"plan\"", "\"plan\""},
        {"“plan de agua”", "\"plan de agua\""},
        {"«plan» x", "(any \"plan\" x)"},
        {"agua NEAR/3 potable", "<agua potable>3"},
        {"agua NEAR potable", "<agua potable>10"},
        {"a NEAR/2 b NEAR/7 c", "<a b c>7"},
        {"agua NEAR/9999 potable", "<agua potable>100"},
        {"municip*", "municip*"},
        {"plan municip*, norte", "(any plan municip* norte)"},
        {"título:agua", "title=agua"},
        {"TITULO:\"plan de agua\"", "title=plan de agua"},
        {"año:2015..2020", "year=2015..2020"},
        {"ano:2015", "year=2015..2015"},
        {"year:2015..", "year=2015.."},
        {"year:..2015", "year=..2015"},
        {"year:2020..2015", "year=2015..2020"},
        {"year:2015-2020", "year=2015..2020"},
        {"agua tema:amb.res", "(all agua theme=amb.res)"},
        {"agua tema:amb tema:mov país:BR", "(all agua (any theme=amb theme=mov) country=BR)"},
        {"agua -tema:amb", "(without agua theme=amb)"},
        {"agua OR tema:amb", "(any agua theme=amb)"},
        {"+tema:amb agua", "(all agua theme=amb)"},
        {"COVID-19 13.709", "(any COVID-19 13.709)"},
        {"l'aigua", "(any l aigua)"},
    }));
    INFO(typed);
    CHECK(tree(parse_query(typed)) == expected);
}

TEST_CASE("What cannot be read as syntax is searched for as text") {
    const auto [typed, expected] = GENERATE(table<std::string, std::string>({
        {"AND", "and"},
        {"ab AND", "(any ab and)"},
        {"OR OR", "(any or or)"},
        {"NOT", "not"},
        {"NOT NOT", "(any not not)"},
        {"NOT NOT a", "(without not a)"},
        {"a AND OR b", "(any a and b)"},
        {"NEAR/3", "(any near 3)"},
        {"a NEAR/3", "(any a near 3)"},
        {"a NEAR/x b", "(any a near x b)"},
        {"\"abc def", "(any abc def)"},
        {"abc\" def", "(any abc def)"},
        {"\"\"", "(all)"},
        {"(abc", "abc"},
        {"abc)", "abc"},
        {"a) b) c", "(any a b c)"},
        {")(", "(all)"},
        {"()", "(all)"},
        {"a AND ()", "(any a and)"},
        {"year:abc..def", "(any year abc def)"},
        {"year:..", "year"},
        {"year:20155", "(any year 20155)"},
        {"foo:bar", "(any foo bar)"},
        {"title:", "title"},
        {"title:\"open", "(any title open)"},
        {"title:\"!!\"", "title"},
        {"theme:", "theme"},
        {":::", "(all)"},
        {"- a", "a"},
        {"a -", "a"},
        {"--a", "a"},
        {"+-a", "a"},
        {"*", "(all)"},
        {"a*b", "(any a b)"},
        {"C++ a-b", "(any C a b)"},
        {"http://example.org/x?y=1", "(any http example org x y 1)"},
        {std::string("ab\0cd", 5), "abcd"},
        {"\xff\xfe", "(all)"},
        {"a \xc3( b", "(any a b)"},
        {"e\xcc\x81tico", "ético"},
        {"-\"\" b", "(without (all) b)"},
    }));
    INFO(typed);
    CHECK(tree(parse_query(typed)) == expected);
}

TEST_CASE("A query over a limit is an error that tells which") {
    const auto many = [](const std::string& part, int times) {
        std::string result;
        for (int i = 0; i < times; ++i) result += part;
        return result;
    };
    const auto [typed, code] = GENERATE_COPY(table<std::string, std::string>({
        {std::string(1U << 20U, 'a'), "query-too-long"},
        {std::string(max_query_bytes + 1, ' '), "query-too-long"},
        {std::string(max_query_bytes, ' '), "none"},
        {many("(", 1 << 20), "query-too-long"},
        {many("(", 2000), "too-deep"},
        {many("(", 2000) + "a", "too-deep"},
        {many("(", 20) + "a" + many(")", 20), "none"},
        {many("-(x ", 7) + "a" + many(")", 7), "none"},
        {many("-(x ", 9) + "a" + many(")", 9), "too-deep"},
        {many("w ", 64), "none"},
        {many("w ", 65), "too-many-terms"},
        {"\"" + many("w ", 65) + "\"", "too-many-terms"},
        {"title:\"" + many("w ", 65) + "\"", "too-many-terms"},
        {many("a NEAR/3 ", 64) + "b", "too-many-terms"},
        {"a*", "none"},
        {"ñá*", "none"},
        {"ñáb*", "none"},
    }));
    INFO(typed.substr(0, 60));
    CHECK(code_of([&, text = typed] { parse_query(text); }) == code);
}

TEST_CASE("Fields have names in Spanish, Portuguese and English, with and without accents") {
    const auto [typed, canonical] = GENERATE(table<std::string, std::string>({
        {"título", "title"},     {"titulo", "title"},    {"title", "title"}, {"autor", "author"},
        {"author", "author"},    {"tema", "theme"},      {"theme", "theme"}, {"país", "country"},
        {"pais", "country"},     {"country", "country"}, {"año", "year"},    {"ano", "year"},
        {"year", "year"},        {"tipo", "kind"},       {"kind", "kind"},   {"idioma", "doclang"},
        {"language", "doclang"}, {"evento", "event"},    {"event", "event"}, {"serie", "series"},
        {"série", "series"},     {"series", "series"},   {"eje", "axis"},    {"eixo", "axis"},
        {"axis", "axis"},        {"ODS", "sdg"},         {"sdg", "sdg"},     {"nivel", "level"},
        {"nível", "level"},      {"level", "level"},     {"nada", ""},       {"", ""},
    }));
    CHECK(field_named(typed) == canonical);
}

TEST_CASE("What is printed reads back as the same query, whatever was typed") {
    const std::vector<std::string> pieces = {
        "agua",
        "Ñandú",
        "y",
        "Y",
        "E",
        "O",
        "NO",
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "NEAR",
        "(",
        ")",
        "\"",
        "+",
        "-",
        "*",
        "municip*",
        ":",
        "tema:",
        "título:",
        "año:2015..2020",
        "year:..",
        "tema:amb.res",
        "país:BR",
        "tema:\"a b\"",
        "x:y",
        "\"plan de\"",
        ",",
        ".",
        "..",
        "’",
        "«",
        "\xff",
        std::string(1, '\0'),
        "13.709",
        "COVID-19",
        "l'aigua",
        "東京都",
        "ประเทศไทย",
        "e\xcc\x81",
        "\xcc\x81",
        "_",
        "/",
        "2015-2020",
    };
    std::mt19937 random{20261122};
    int trees = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string typed;
        for (auto count = random() % 16; count > 0; --count) {
            typed += pieces[random() % pieces.size()];
            if (random() % 3 != 0) typed += ' ';
        }
        Node node;
        try {
            node = parse_query(typed);
        } catch (const Error& error) {
            REQUIRE_FALSE(error.code().empty());
            continue;
        }
        const auto printed = to_string(node);
        if (parse_query(printed) != node) FAIL(typed << "\n" << printed << "\n" << tree(node));
        trees += node.children.size() > 1 ? 1 : 0;
    }
    CHECK(trees > 10'000);
}
