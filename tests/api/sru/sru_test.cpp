// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/sru/sru.h"

#include <catch2/catch.hpp>

#include "api/sru/cql_query.h"
#include "api/sru/diagnostic.h"
#include "corpus/xml.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;

namespace {

int refused(const std::string& cql) {
    try {
        sru::asked_by(sru::parse_cql(cql));
        return 0;
    } catch (const sru::Diagnostic& diagnostic) {
        return diagnostic.number;
    }
}

std::string asked(const std::string& cql) {
    return sru::asked_by(sru::parse_cql(cql)).query.text;
}

struct Found {
    int status = 0;
    std::string records, diagnostic, first;
    std::string body;
};

Found ask(const std::string& parameters) {
    const auto answer = get(port(), "/sru?" + parameters);
    const auto document = xml::parse(answer.body);
    const auto root = xml::root(document);
    Found found{.status = answer.status, .body = answer.body};
    found.records = xml::text(xml::at(root, "numberOfRecords"));
    const auto uri = xml::text(xml::at(root, "diagnostics/diagnostic/uri"));
    found.diagnostic = uri.substr(uri.rfind('/') + 1);
    found.first = xml::text(xml::at(root, "records/record/recordData"));
    return found;
}

std::string search(const std::string& query, const std::string& rest = {}) {
    return "version=1.2&operation=searchRetrieve&query=" + url_encode(query) + rest;
}

}  // namespace

TEST_CASE("CQL becomes our query language") {
    const auto [cql, text] = GENERATE(table<const char*, const char*>({
        {"presupuesto", "presupuesto"},
        {"agua and río", "agua AND río"},
        {"\"agua río\"", "agua AND río"},
        {"cql.anywhere any \"agua río\"", "agua río"},
        {"cql.anywhere adj \"agua río\"", "\"agua río\""},
        {"a or b or c", "a b c"},
        {"dc.title = urbanismo", "title:urbanismo"},
        {"title any \"agua río\"", "title:agua title:río"},
        {"dc.title == \"agua río\"", "title:\"agua río\""},
        {"creator = \"Pérez\"", "author:Pérez"},
        {"dc.date within \"2015 2020\"", "year:2015..2020"},
        {"dc.date >= 2015", "year:2015.."},
        {"dc.date < 2015", "year:..2014"},
        {"gest*", "gest*"},
        {"cql.allRecords=1", ""},
        {"cql.allRecords=1 and agua", "agua"},
        {"agua not río", "agua -río"},
        {"a prox/distance<=3/unit=word b", "a NEAR/2 b"},
        {"> x = \"info:srw/cql-context-set/1/dc-v1.1\" x.title = agua", "title:agua"},
        // What is a value or a word in CQL is never syntax of ours.
        {"dc.subject = \"x\\\" OR kind:\\\"practice\"", "theme:\"x OR kind: practice\""},
        {"dc.subject = \"x“ OR kind:“practice\"", "theme:\"x OR kind: practice\""},
        {"dc.subject = \"agua\\*\"", "theme:agua"},
        {"agua and \"OR\" and río", "agua AND or AND río"},
        {"cql.anywhere any \"agua NEAR río\"", "agua near río"},
    }));
    INFO(cql);
    // Written otherwise it may be, asked for is the same.
    CHECK(parse_query(asked(cql)) == parse_query(text));
}

TEST_CASE("what CQL cannot ask for here is refused by the number of its reason") {
    const auto [cql, number] = GENERATE(table<const char*, int>({
        {"", 10},
        {"a and", 10},
        {"a b", 10},
        {"(a", 13},
        {"a)", 13},
        {"\"a", 14},
        {"\"\"", 27},
        {"x.title = a", 15},
        {"> x = \"info:nothing\" x.title = a", 15},
        {"dc.publisher = a", 16},
        {"title foo a", 19},
        {"title =/fuzzy a", 20},
        {"title < a", 22},
        {"a?b", 28},
        {"ab*", 29},
        {"a*b", 49},
        {"^a", 31},
        {"dc.date = soon", 36},
        {"dc.date within 2015", 36},
        {"a and/x b", 46},
        {"a prox/unit=sentence b", 42},
        {"a prox/distance>3 b", 40},
        {"a prox/ordered b", 43},
        {"a sortby dc.subject", 82},
        {"rec.identifier = a and b", 18},
    }));
    INFO(cql);
    CHECK(refused(cql) == number);
    CHECK(refused(std::string(5000, 'a')) == 12);
    std::string many = "a";
    for (int i = 0; i < 100; ++i) many += " and a";
    CHECK(refused(many) == 38);
    CHECK(refused(std::string(100, '(') + "a" + std::string(100, ')')) == 13);
}

TEST_CASE("a query that is written out is read as the same one") {
    for (const auto* cql :
         {"a and (b or c) not d", "dc.title any/relevant \"x y\" sortby dc.date/sort.descending title",
          "> dc = \"info:srw/cql-context-set/1/dc-v1.1\" \"a \\\" b\" prox/distance<=3 c"}) {
        const auto query = sru::parse_cql(cql);
        const auto again = sru::parse_cql(sru::to_string(query));
        CHECK(again.tree == query.tree);
        CHECK(again.sort == query.sort);
        CHECK(again.prefixes == query.prefixes);
    }
}

TEST_CASE("SRU answers searches, page by page, in each schema") {
    const auto all = ask(search("dc.title = urbanismo", "&maximumRecords=7"));
    CHECK(all.status == 200);
    CHECK(all.records == std::to_string(papers));
    CHECK(all.diagnostic.empty());
    CHECK(all.body.find("<nextRecordPosition>8</nextRecordPosition>") != std::string::npos);
    const auto last = ask(search("dc.title = urbanismo", "&startRecord=30"));
    CHECK(last.body.find("<recordPosition>30</recordPosition>") != std::string::npos);
    CHECK(last.body.find("nextRecordPosition") == std::string::npos);
    for (const std::string schema : {"dc", "marcxml", "mods", "info:srw/schema/1/mods-v3.7"}) {
        const auto one = ask(search("rec.identifier = " + ids().practice, "&recordSchema=" + url_encode(schema)));
        CAPTURE(schema);
        CHECK(one.records == "1");
        CHECK(one.first.find("Presupuesto participativo en los barrios") != std::string::npos);
    }
    const auto packed = ask(search("rec.identifier = " + ids().practice, "&recordPacking=string"));
    CHECK(packed.body.find("&lt;dc:title") != std::string::npos);
    CHECK(ask(search("rec.identifier = " + ids().withdrawn)).records == "0");
}

TEST_CASE("SRU says by the book what it cannot answer") {
    const auto [parameters, number] = GENERATE(table<std::string, const char*>({
        {"operation=searchRetrieve&query=a", "7"},
        {"operation=searchRetrieve&version=1.2", "7"},
        {"operation=nothing&version=1.2", "4"},
        {"operation=explain&version=9", "5"},
        {search("a", "&x=1"), "8"},
        {search("a", "&maximumRecords=x"), "6"},
        {search("a", "&maximumRecords=1&maximumRecords=2"), "6"},
        {search("a", "&recordSchema=nothing"), "66"},
        {search("a", "&recordPacking=nothing"), "71"},
        {search("a", "&stylesheet=x"), "110"},
        {search("dc.title = urbanismo", "&startRecord=31"), "61"},
        {search("urb* and (", ""), "10"},
        {"operation=scan&version=1.2", "7"},
        {"operation=scan&version=1.2&scanClause=dc.title=a", "16"},
        {"operation=scan&version=1.2&scanClause=dc.type=a&maximumTerms=1000", "121"},
        {"operation=scan&version=1.2&scanClause=dc.type=a&maximumTerms=3&responsePosition=9", "120"},
    }));
    INFO(parameters);
    const auto answer = ask(parameters);
    CHECK(answer.status == 200);
    CHECK(answer.diagnostic == number);
}

TEST_CASE("scanning an index shows its terms in order, with the records that each has") {
    const auto answer = get(port(), "/sru?version=1.2&operation=scan&scanClause=dc.creator%3Da&maximumTerms=50");
    const auto document = xml::parse(answer.body);
    std::vector<std::string> names;
    for (const auto* term : xml::all(xml::root(document), "term")) {
        names.push_back(xml::text(xml::at(term, "value")));
        const auto found = ask(search("dc.creator all \"" + names.back() + "\""));
        CHECK(std::stoi(found.records + "0") >= std::stoi(xml::text(xml::at(term, "numberOfRecords")) + "0"));
    }
    CHECK(std::ranges::find(names, "Pérez, Ana") != names.end());
    const auto years = get(port(), "/sru?version=1.2&operation=scan&scanClause=dc.date%3D2003&maximumTerms=2").body;
    CHECK(years.find("<value>2003</value><numberOfRecords>3</numberOfRecords>") != std::string::npos);
}

TEST_CASE("SRU explains itself") {
    for (const auto* parameters : {"", "?operation=explain&version=1.2"}) {
        const auto body = get(port(), std::string{"/sru"} + parameters).body;
        CHECK(body.find("<name set=\"dc\">creator</name>") != std::string::npos);
        CHECK(body.find("info:srw/schema/1/marcxml-v1.1") != std::string::npos);
        CHECK(body.find("diagnostic") == std::string::npos);
        CHECK_NOTHROW(xml::parse(body));
    }
}
