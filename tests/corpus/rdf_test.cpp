// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/rdf.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "corpus/error.h"

using namespace acervo;

namespace {

/// "subject predicate object" of each statement; the address space "e:" is left out.
std::vector<std::string> statements(std::string_view bytes) {
    const auto show = [](const rdf::Term& term) {
        if (term.kind == rdf::Term::Kind::blank) return "_:" + term.text;
        if (term.kind == rdf::Term::Kind::address) return term.text;
        return '"' + term.text + '"' + (term.language.empty() ? "" : "@" + term.language);
    };
    std::vector<std::string> result;
    rdf::read(bytes, [&](const rdf::Statement& one) {
        auto predicate = one.predicate;
        if (predicate.starts_with(rdf::syntax)) predicate = "rdf:" + predicate.substr(rdf::syntax.size());
        result.push_back(show(one.subject) + " " + predicate + " " + show(one.object));
    });
    return result;
}

std::string document(const std::string& content) {
    return "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='e:' xmlns:e='e:'>" + content +
           "</r:RDF>";
}

}  // namespace

TEST_CASE("RDF/XML is read in every way it may be written") {
    using Lines = std::vector<std::string>;
    const auto [what, content, expected] = GENERATE(table<std::string, std::string, Lines>({
        {"typed node", "<T r:about='a'><p>x</p></T>", {"a rdf:type e:T", "a e:p \"x\""}},
        {"description", "<r:Description r:about='a'><r:type r:resource='e:T'/></r:Description>", {"a rdf:type e:T"}},
        {"language is inherited",
         "<r:Description r:about='a' xml:lang='pt'><p>x</p><p xml:lang='es'>y</p></r:Description>",
         {"a e:p \"x\"@pt", "a e:p \"y\"@es"}},
        {"nested node",
         "<r:Description r:about='a'><p><T r:about='b'><q>x</q></T></p></r:Description>",
         {"b rdf:type e:T", "b e:q \"x\"", "a e:p b"}},
        {"node without a name",
         "<r:Description r:about='a'><p><T/></p></r:Description>",
         {"_:#1 rdf:type e:T", "a e:p _:#1"}},
        {"node with a name of the file's",
         "<r:Description r:about='a'><p r:nodeID='n'/></r:Description><T r:nodeID='n'/>",
         {"a e:p _:n", "_:n rdf:type e:T"}},
        {"properties as attributes",
         "<r:Description r:about='a' e:p='x' r:type='e:T'/>",
         {"a e:p \"x\"", "a rdf:type e:T"}},
        {"object with attributes",
         "<r:Description r:about='a'><p r:resource='b' e:q='x'/></r:Description>",
         {"b e:q \"x\"", "a e:p b"}},
        {"blank object with attributes",
         "<r:Description r:about='a'><p e:q='x'/></r:Description>",
         {"_:#1 e:q \"x\"", "a e:p _:#1"}},
        {"parseType Resource",
         "<r:Description r:about='a'><p r:parseType='Resource'><q>x</q></p></r:Description>",
         {"_:#1 e:q \"x\"", "a e:p _:#1"}},
        {"parseType Literal",
         "<r:Description r:about='a'><p r:parseType='Literal'>x <b>y</b></p></r:Description>",
         {"a e:p \"x y\""}},
        {"parseType Collection",
         "<r:Description r:about='a'><p r:parseType='Collection'><T r:about='b'/></p></r:Description>",
         {"b rdf:type e:T", "_:#1 rdf:first b", "_:#1 rdf:rest http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
          "a e:p _:#1"}},
        {"list items",
         "<r:Bag r:about='a'><r:li>x</r:li><r:li>y</r:li></r:Bag>",
         {"a rdf:type http://www.w3.org/1999/02/22-rdf-syntax-ns#Bag", "a rdf:_1 \"x\"", "a rdf:_2 \"y\""}},
        {"base",
         "<r:Description xml:base='http://x.org/d/' r:about='a'><p r:resource='#b'/></r:Description>",
         {"http://x.org/d/a e:p http://x.org/d/#b"}},
        {"ID", "<T xml:base='http://x.org/d' r:ID='a'/>", {"http://x.org/d#a rdf:type e:T"}},
        {"datatype", "<r:Description r:about='a'><p r:datatype='e:int'>1</p></r:Description>", {"a e:p \"1\""}},
        {"empty text", "<r:Description r:about='a'><p/></r:Description>", {"a e:p \"\""}},
        {"nothing", "", {}},
    }));
    CAPTURE(what);
    CHECK(statements(document(content)) == expected);
}

TEST_CASE("Turtle and N-Triples are read in every way they may be written") {
    using Lines = std::vector<std::string>;
    const auto [what, content, expected] = GENERATE(table<std::string, std::string, Lines>({
        {"N-Triples",
         R"(<e:a> <e:p> "x\n\u00F1 \"y\""@pt-BR .)"
         "\n<e:a> <e:p> _:b.1 .",
         {"e:a e:p \"x\nñ \"y\"\"@pt-BR", "e:a e:p _:b.1"}},
        {"prefixes", "@prefix e: <e:>.PREFIX : <f:>\n:a e:p :b.c .", {"f:a e:p f:b.c"}},
        {"lists of properties and objects",
         "@prefix e: <e:> . e:a a e:T ; e:p 'x' , \"y\"@es;; e:q <e:b>; .",
         {"e:a rdf:type e:T", "e:a e:p \"x\"", "e:a e:p \"y\"@es", "e:a e:q e:b"}},
        {"base", "@base <http://x.org/d> . <#a> <p> <> .", {"http://x.org/d#a http://x.org/p http://x.org/d"}},
        {"long texts",
         "<e:a> <e:p> \"\"\"x\n\"y\" \"\"\"\"@es, '''it's''' .",
         {"e:a e:p \"x\n\"y\" \"\"@es", "e:a e:p \"it's\""}},
        {"numbers and truth",
         "<e:a> <e:p> 1, -2.5, .5, true, false.",
         {"e:a e:p \"1\"", "e:a e:p \"-2.5\"", "e:a e:p \".5\"", "e:a e:p \"true\"", "e:a e:p \"false\""}},
        {"datatypes",
         "@prefix x: <e:> . <e:a> <e:p> \"1\"^^x:int, \"2\"^^<e:int> .",
         {"e:a e:p \"1\"", "e:a e:p \"2\""}},
        {"comments", "# one\n<e:a> # two\n<e:p> \"#\" . # three", {"e:a e:p \"#\""}},
        {"nodes in brackets",
         "<e:a> <e:p> [ <e:q> \"x\" ; <e:r> [] ] . [ <e:q> \"y\" ] .",
         {"_:#1 e:q \"x\"", "_:#1 e:r _:#2", "e:a e:p _:#1", "_:#3 e:q \"y\""}},
        {"collection",
         "<e:a> <e:p> ( <e:b> ), () .",
         {"_:#1 rdf:first e:b", "_:#1 rdf:rest http://www.w3.org/1999/02/22-rdf-syntax-ns#nil", "e:a e:p _:#1",
          "e:a e:p http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"}},
        {"escaped names", "@prefix e: <e:> . e:a\\,b e:p e:c .", {"e:a,b e:p e:c"}},
        {"byte-order mark", "\xEF\xBB\xBF<e:a> <e:p> <e:b> .", {"e:a e:p e:b"}},
    }));
    CAPTURE(what);
    CHECK(statements(content) == expected);
}

TEST_CASE("what is no Turtle is refused with its line") {
    const auto content =
        GENERATE(as<std::string>{}, "\n<e:a> <e:p> <e:b>", "\n<e:a> <e:p> .", "\n<e:a> .", "\ne:a <e:p> <e:b> .",
                 "\n<e:a> <e:p> \"x .\n\" .", "\n<e:a> <e:p> '''x .", "\n<e:a> <e:p> \"\\uD800\" .",
                 "\n<e:a> <e:p> \"\\q\" .", "\n<e:a> <e:p> \"\\", "\n<e:a <e:p> <e:b> .", "\n@prefix e <e:> .",
                 "\n@nada e: <e:> .", "\n%PDF-1.4", "\n<e:a> <e:p> ( . )", "\n<e:a> <e:p> [ <e:q> ( .",
                 "\n<e:a> <e:p> " + std::string(100'000, '['), "\n<e:a> <e:p> \"\\U00110000\" .");
    try {
        statements(content);
        FAIL("it was read");
    } catch (const Error& error) {
        CAPTURE(content.substr(0, 100), error.what());
        CHECK(error.problem() == Problem::bad_input);
        CHECK(std::string{error.what()}.find("line 2") != std::string::npos);
    }
}

TEST_CASE("a node may stand without rdf:RDF around it") {
    CHECK(statements("<T xmlns='e:' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='a'/>") ==
          std::vector<std::string>{"a rdf:type e:T"});
}

TEST_CASE("what is no RDF/XML is refused with its line") {
    const auto [content, line] = GENERATE(table<std::string, std::string>({
        {"\n<r:Description r:about='a'>\n<p><T/><T/></p></r:Description>", "line 3"},
        {"\n<T>", "line 2"},
    }));
    try {
        statements(document(content));
        FAIL("it was read");
    } catch (const Error& error) {
        CAPTURE(error.what());
        CHECK(error.problem() == Problem::bad_input);
        CHECK(std::string{error.what()}.find(line) != std::string::npos);
    }
}
