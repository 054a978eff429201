// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "corpus/text.h"
#include "search/field_names.h"
#include "search/grammar.h"
#include "search/query.h"

using namespace acervo;

namespace {

/// What was typed with the parts at fault in brackets and what they are: "ag [ab*](short-wildcard)".
std::string told(const std::string& typed) {
    auto text = clean(typed);
    auto notices = notices_of(typed);
    std::ranges::reverse(notices);
    for (const auto& notice : notices) {
        const auto& at = notice.position;
        text.insert(at.byte + at.bytes, "](" + notice.code + ")");
        text.insert(at.byte, "[");
    }
    return text;
}

}  // namespace

TEST_CASE("What looks like syntax and is none is told with its place") {
    const auto [typed, expected] = GENERATE(table<std::string, std::string>({
        // Everything that is understood, or is only text, is not worth a word.
        {"", ""},
        {"agua", "agua"},
        {"¿Qué es el agua?", "¿Qué es el agua?"},
        {"gestión de residuos", "gestión de residuos"},
        {"\"plan de agua\"", "\"plan de agua\""},
        {"“plan de agua”", "“plan de agua”"},
        {"«plan»", "«plan»"},
        {"agua AND suelo", "agua AND suelo"},
        {"agua Y suelo", "agua Y suelo"},
        {"água E solo", "água E solo"},
        {"agua OR suelo", "agua OR suelo"},
        {"agua NOT lluvia", "agua NOT lluvia"},
        {"agua OR NOT lluvia", "agua OR NOT lluvia"},
        {"agua AND NOT lluvia", "agua AND NOT lluvia"},
        {"NOT lluvia", "NOT lluvia"},
        {"-lluvia", "-lluvia"},
        {"+agua -lluvia", "+agua -lluvia"},
        {"NO violencia", "NO violencia"},
        {"vitamina E", "vitamina E"},
        {"plan Y", "plan Y"},
        {"GESTIÓN DE RESIDUOS Y AGUA", "GESTIÓN DE RESIDUOS Y AGUA"},
        {"(agua suelo) AND aire", "(agua suelo) AND aire"},
        {"((agua))", "((agua))"},
        {"agua NEAR/3 potable", "agua NEAR/3 potable"},
        {"municip*", "municip*"},
        {"municip*, plan", "municip*, plan"},
        {"título:agua", "título:agua"},
        {"title:\"plan de agua\"", "title:\"plan de agua\""},
        {"lugar:Curitiba", "lugar:Curitiba"},
        {"año:2015..2020", "año:2015..2020"},
        {"year:2015..", "year:2015.."},
        {"http://example.org/a?b=c", "http://example.org/a?b=c"},
        {"https://example.org", "https://example.org"},
        {"doi:10.1590/abc", "doi:10.1590/abc"},
        {"isbn:978-84-123", "isbn:978-84-123"},
        {"urn:isbn:9788412", "urn:isbn:9788412"},
        {"mailto:a@b.org", "mailto:a@b.org"},
        {"a las 12:30", "a las 12:30"},
        {"3:1", "3:1"},
        {":::", ":::"},
        {"Ciudades: memoria y futuro", "Ciudades: memoria y futuro"},
        {"COVID-19 13.709", "COVID-19 13.709"},
        {"C++ a-b", "C++ a-b"},
        {"- a", "- a"},
        {"a -", "a -"},
        {"--a", "--a"},
        {"l'aigua", "l'aigua"},
        {"and or not", "and or not"},
        {"\"\"", "\"\""},
        {"()", "()"},
        // Quotes
        {"\"plan de agua", "[\"](unclosed-quote)plan de agua"},
        {"plan\" de agua", "plan[\"](unclosed-quote) de agua"},
        {"“plan de agua", "[“](unclosed-quote)plan de agua"},
        {"\"a\" \"b", "\"a\" [\"](unclosed-quote)b"},
        {"\"", "[\"](unclosed-quote)"},
        {"ñandú «años", "ñandú [«](unclosed-quote)años"},
        {"title:\"open", "title:[\"](unclosed-quote)open"},
        {"\"a\"\"", "\"a\"[\"](unclosed-quote)"},
        // Parentheses
        {"(agua", "[(](unclosed-parenthesis)agua"},
        {"agua)", "agua[)](unopened-parenthesis)"},
        {"(a (b) c", "[(](unclosed-parenthesis)a (b) c"},
        {"(a (b c)", "[(](unclosed-parenthesis)a (b c)"},
        {"((a", "[(](unclosed-parenthesis)[(](unclosed-parenthesis)a"},
        {"a) b) c", "a[)](unopened-parenthesis) b[)](unopened-parenthesis) c"},
        {")(", "[)](unopened-parenthesis)[(](unclosed-parenthesis)"},
        {"a (", "a [(](unclosed-parenthesis)"},
        {"-(a", "-[(](unclosed-parenthesis)a"},
        // Operators
        {"AND", "[AND](operator-as-text)"},
        {"OR agua", "[OR](operator-as-text) agua"},
        {"agua AND", "agua [AND](operator-as-text)"},
        {"agua OR", "agua [OR](operator-as-text)"},
        {"NOT", "[NOT](operator-as-text)"},
        {"agua NOT", "agua [NOT](operator-as-text)"},
        {"a AND OR b", "a [AND](operator-as-text) OR b"},
        {"NOT NOT a", "[NOT](operator-as-text) NOT a"},
        {"a AND ()", "a [AND](operator-as-text) ()"},
        {"NEAR/3", "[NEAR/3](operator-as-text)"},
        {"a NEAR", "a [NEAR](operator-as-text)"},
        {"NEAR a", "[NEAR](operator-as-text) a"},
        {"\"a b\" NEAR/2 c", "\"a b\" [NEAR/2](operator-as-text) c"},
        {"a NEAR/x b", "a NEAR/x b"},
        {"(AND)", "([AND](operator-as-text))"},
        // Fields
        {"autoor:Freire", "[autoor:](unknown-field)Freire"},
        {"foo:\"a b\"", "[foo:](unknown-field)\"a b\""},
        {"agua temma:amb.res suelo", "agua [temma:](unknown-field)amb.res suelo"},
        {"Año2:2015", "Año2:2015"},
        {"títol:agua", "[títol:](unknown-field)agua"},
        {"-foo:bar", "-[foo:](unknown-field)bar"},
        {"title:", "[title:](empty-value)"},
        {"tema: agua", "[tema:](empty-value) agua"},
        {"autor:\"\"", "[autor:\"\"](empty-value)"},
        {"autor:\"!!\" x", "[autor:\"!!\"](empty-value) x"},
        {"autor:?", "[autor:?](empty-value)"},
        {"año:", "[año:](empty-value)"},
        {"año:abc", "[año:abc](bad-years)"},
        {"year:20155", "[year:20155](bad-years)"},
        {"year:..", "[year:..](bad-years)"},
        {"year:2015..x", "[year:2015..x](bad-years)"},
        {"ano:\"hace mucho\"", "[ano:\"hace mucho\"](bad-years)"},
        // Wildcards
        {"ab*", "[ab*](short-wildcard)"},
        {"ñá*", "[ñá*](short-wildcard)"},
        {"a* b* abc*", "[a*](short-wildcard) [b*](short-wildcard) abc*"},
        {"plan-ab*", "plan-[ab*](short-wildcard)"},
        {"*", "[*](stray-wildcard)"},
        {"*agua", "[*](stray-wildcard)agua"},
        {"par*cipa", "par[*](stray-wildcard)cipa"},
        {"agua-*", "agua-[*](stray-wildcard)"},
        {"agua * suelo", "agua [*](stray-wildcard) suelo"},
        {"abc**", "abc*[*](stray-wildcard)"},
        // Several
        {"(\"a AND", "[(](unclosed-parenthesis)[\"](unclosed-quote)a [AND](operator-as-text)"},
        {"x:y año:z", "x:y [año:z](bad-years)"},
        {"\xff (agua", "\xEF\xBF\xBD [(](unclosed-parenthesis)agua"},
    }));
    INFO(typed);
    CHECK(told(typed) == expected);
}

TEST_CASE("A limit names the part that is beyond it") {
    const auto position = [](const std::string& typed) {
        try {
            parse_query(typed);
        } catch (const QueryError& error) {
            CHECK(error.problem() == Problem::bad_input);
            return error.position();
        }
        FAIL("no limit: " << typed.substr(0, 60));
        return Position{};
    };
    std::string many = "año:2015 \"uno dos\" ñandú";  // four words
    for (int i = 0; i < 60; ++i) many += " w";
    CHECK_NOTHROW(parse_query(many));
    const auto size = many.size();
    CHECK(position(many + " zzé zz") ==
          Position{.byte = size + 1, .bytes = 7, .character = size - 2 + 1 - 1, .characters = 6});
    std::string eñes;
    for (std::size_t i = 0; i < max_query_bytes / 2 + 5; ++i) eñes += "ñ";
    CHECK(position(eñes) ==
          Position{.byte = max_query_bytes, .bytes = 10, .character = max_query_bytes / 2, .characters = 5});
    CHECK(position("x" + eñes).byte == max_query_bytes - 1);
    std::string deep = "é ";
    for (int i = 0; i < 9; ++i) deep += "-(x ";
    const auto inner = deep.size() - 3;
    for (int i = 0; i < 9; ++i) deep += ")";
    CHECK(position(deep) == Position{.byte = inner, .bytes = 4, .character = inner - 1, .characters = 4});
}

TEST_CASE("A wildcard is found where it was typed") {
    CHECK(position_of_wildcard("añ PARTICI* x", "partici") ==
          Position{.byte = 4, .bytes = 8, .character = 3, .characters = 8});
    CHECK(position_of_wildcard("título:agu*", "agu") ==
          Position{.byte = 0, .bytes = 12, .character = 0, .characters = 11});
    CHECK(position_of_wildcard("agua", "xyz") == Position{.byte = 0, .bytes = 4, .character = 0, .characters = 4});
}

namespace {

/// A sentence of the grammar.
class Speaker {
public:
    explicit Speaker(unsigned seed) : random_(seed) {}

    std::string any(int depth) { return list(depth, &Speaker::all, {" OR ", " O ", " OU "}); }

private:
    bool once_in(unsigned n) { return random_() % n == 0; }
    template <typename List>
    std::string one_of(const List& list) {
        return std::string{std::data(list)[random_() % std::size(list)]};
    }
    using Part = std::string (Speaker::*)(int);
    std::string list(int depth, Part part, const std::vector<std::string>& between) {
        std::string result = (this->*part)(depth);
        while (once_in(4)) {
            const auto joint = one_of(between);
            result += joint + (this->*part)(depth);
        }
        return result;
    }
    std::string all(int depth) {
        std::string result = once_in(9) ? "NOT " : "";
        return result + list(depth, &Speaker::group, {" AND ", " Y ", " E ", " NOT ", " NÃO ", " AND NOT "});
    }
    std::string group(int depth) { return list(depth, &Speaker::item, {" "}); }
    std::string item(int depth) { return (once_in(8) ? once_in(2) ? "+" : "-" : "") + atom(depth); }
    std::string atom(int depth) {
        switch (random_() % (depth < 3 ? 7 : 6)) {
            case 0:
                return word() + " NEAR/3 " + word();
            case 1:
                return "\"" + word() + " " + word() + "\"";
            case 2:
                return "municip*";
            case 3:
                return one_of(std::vector<std::string>{"año:2015", "year:2015..", "ano:..2020", "año:2015..2020"});
            case 4: {
                const auto names = field_names();
                const std::string name = names[random_() % names.size()].first;
                return field_named(name) == "year" ? word() : name + ":" + (once_in(2) ? word() : "\"" + word() + "\"");
            }
            case 6:
                return "(" + any(depth + 1) + ")";
            default:
                return word();
        }
    }
    std::string word() { return one_of(std::vector<std::string>{"agua", "Ñandú", "orçamento", "13.709", "plan"}); }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("Whatever the grammar says is read as syntax") {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const auto typed = Speaker{seed}.any(0);
        CAPTURE(typed);
        std::vector<QueryNotice> notices;
        try {
            notices = notices_of(typed);
        } catch (const QueryError& error) {
            REQUIRE((error.code() == "too-many-terms" || error.code() == "too-deep"));
        }
        REQUIRE(notices.empty());
    }
}

TEST_CASE("The grammar that is printed names every field and operator") {
    const auto grammar = query_grammar();
    for (const auto& [name, canonical] : field_names()) {
        CAPTURE(name);
        CHECK(grammar.find("\"" + std::string{name} + "\"") != std::string::npos);
        CHECK(field_named(name) == canonical);
    }
    for (const std::string name : {"AND", "OR", "NOT", "Y", "E", "O", "OU", "NO", "NÃO", "NAO", "NEAR"})
        CHECK(grammar.find("\"" + name + "\"") != std::string::npos);
}
