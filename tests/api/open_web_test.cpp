// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "corpus/skos.h"
#include "corpus/xml.h"
#include "ingest/csv.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;

namespace {

std::string page() {
    return "/records/" + ids().practice;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++found;
    return found;
}

std::string text_of(const std::string& target, const std::map<std::string, std::string>& headers = {}) {
    const auto answer = get(port(), target, headers);
    CAPTURE(target);
    REQUIRE(answer.status == 200);
    return answer.body;
}

}  // namespace

TEST_CASE("a record is given out in each format by the suffix of its address, and by what is accepted") {
    const auto [suffix, type, mark] = GENERATE(table<std::string, std::string, std::string>({
        {"bib", "application/x-bibtex", "@"},
        {"ris", "application/x-research-info-systems", "TY  - "},
        {"csl.json", "application/vnd.citationstyles.csl+json", "\"container-title\""},
        {"jsonld", "application/ld+json", "\"@context\""},
        {"marc.xml", "application/marcxml+xml", "<leader>"},
        {"mods.xml", "application/mods+xml", "<mods "},
        {"xml", "application/xml", "<oai_dc:dc"},
    }));
    CAPTURE(suffix);
    const auto by_suffix = get(port(), page() + "." + suffix);
    const auto by_accept = get(port(), page(), {{"Accept", type}});
    for (const auto& answer : {by_suffix, by_accept}) {
        CHECK(answer.status == 200);
        CHECK(answer.header("content-type").starts_with(type));
        CHECK(answer.header("vary").find("Accept") != std::string::npos);
        CHECK(answer.header("link").find("rel=\"describes\"") != std::string::npos);
        if (suffix != "csl.json") CHECK(answer.body.find(mark) != std::string::npos);
    }
    CHECK(by_suffix.body == by_accept.body);
    CHECK(get(port(), "/records/" + ids().withdrawn + "." + suffix).status == 410);
    CHECK(get(port(), "/records/nothing." + suffix).status == 404);
}

TEST_CASE("the page of a record tells other people's software what it is") {
    const auto answer = get(port(), page() + "?lang=es", {{"Accept", "text/html"}});
    REQUIRE(answer.status == 200);
    CHECK(answer.header("link").find("rel=\"cite-as\"") != std::string::npos);
    CHECK(answer.header("link").find("/linkset.json>; rel=\"linkset\"") != std::string::npos);
    const auto begin = answer.body.find("<script type=\"application/ld+json\">") + 35;
    const auto told = json::parse(answer.body.substr(begin, answer.body.find("</script>", begin) - begin));
    CHECK(told["@type"] == "CreativeWork");
    CHECK(told["name"] == "Presupuesto participativo en los barrios");
    CHECK(told["author"][0]["familyName"] == "Pérez");
    CHECK(told["author"][1]["@type"] == "Organization");
    CHECK(answer.body.find("<meta name=\"citation_author\" content=\"Pérez, Ana\">") != std::string::npos);
    CHECK(answer.body.find("name=\"citation_pdf_url\"") != std::string::npos);
    CHECK(answer.body.find("href=\"" + page() + ".bib\"") != std::string::npos);
    const auto abnt = text_of(page() + "?lang=pt&style=abnt", {{"Accept", "text/html"}});
    CHECK(abnt.find("PÉREZ, Ana") != std::string::npos);
    CHECK(get(port(), page() + "?style=nothing", {{"Accept", "text/html"}}).status == 400);
    // What is not open has no address of its text.
    const auto closed = text_of("/records/" + ids().restricted, {{"Accept", "text/html"}});
    CHECK(closed.find("/files/") == std::string::npos);
}

TEST_CASE("markup in a record stays text in what stands in the head of its page") {
    const auto body = text_of("/records/" + ids().hostile, {{"Accept", "text/html"}});
    CHECK(body.find("<script>alert") == std::string::npos);
    CHECK(body.find("<img src=x") == std::string::npos);
}

TEST_CASE("the links of a record are there as a set, in JSON and as text") {
    const auto set = get_json(page() + "/linkset.json");
    CHECK(set["linkset"][0]["describedby"].size() >= 6);
    CHECK(set["linkset"][0]["item"].size() == 2);
    CHECK(text_of(page() + "/linkset").find("rel=\"collection\"") != std::string::npos);
}

TEST_CASE("references of a selection and of a whole result are one file") {
    CHECK(count(text_of("/records.bib?id=" + ids().practice + "&id=" + ids().hostile + "&id=" + ids().practice), "@") ==
          2);
    CHECK(get(port(), "/records.bib").status == 400);
    const auto some = get(port(), "/records.bib?id=" + ids().practice + "&id=nothing&id=" + ids().withdrawn);
    CHECK(some.header("x-total-count") == "1");
    CHECK(count(text_of("/search.ris?q=urbanismo"), "TY  - ") == papers);
    CHECK(json::parse(text_of("/search.csl.json?q=urbanismo")).size() == papers);
    CHECK(json::parse(text_of("/search.csl.json?q=nadadenada")).empty());
    CHECK(count(text_of("/search.marc.xml?q=urbanismo&country=MX"), "<record ") == papers / 2);
    CHECK_NOTHROW(xml::parse(text_of("/search.mods.xml?q=urbanismo")));
    CHECK(get(port(), "/search.bib?nothing=1").status == 400);
}

TEST_CASE("a whole result is given out as a table and line by line, without what was withdrawn") {
    const auto lines = text_of("/search.jsonl");
    std::set<std::string> known;
    std::istringstream in{lines};
    for (std::string line; std::getline(in, line);) known.insert(json::parse(line)["id"].get<std::string>());
    CHECK(known.size() == shown);
    CHECK_FALSE(known.contains(ids().withdrawn));

    std::istringstream table{text_of("/search.csv?lang=pt")};
    CsvReader reader{table};
    CsvRecord row;
    std::size_t rows = 0;
    while (reader.next(row)) {
        CHECK(row.wrong.empty());
        CHECK(row.fields.size() == 24);
        ++rows;
    }
    CHECK(rows == known.size() + 1);
}

TEST_CASE("a search is a feed with the numbers of OpenSearch and links from page to page") {
    std::string target = "/search.atom?q=urbanismo&count=8";
    std::set<std::string> entries;
    for (int pages = 1; !target.empty(); ++pages) {
        REQUIRE(pages < 6);
        const auto document = xml::parse(text_of(target));
        const auto root = xml::root(document);
        CHECK(xml::text(xml::at(root, "totalResults")) == std::to_string(papers));
        CHECK(xml::text(xml::at(root, "itemsPerPage")) == "8");
        for (const auto* entry : xml::children(root, "entry")) entries.insert(xml::text(xml::at(entry, "id")));
        target.clear();
        for (const auto* link : xml::children(root, "link"))
            if (xml::attribute(link, "rel") == "next") {
                const auto address = xml::attribute(link, "href");
                target = address.substr(address.find("/search.atom"));
            }
    }
    CHECK(entries.size() == papers);
    CHECK(count(text_of("/search.atom?count=all"), "<entry>") == shown);
    CHECK(get(port(), "/search.atom?start=0").status == 400);
    CHECK(count(text_of("/search.atom?q=urbanismo&start=1000"), "<entry>") == 0);
}

TEST_CASE("search engines find every record, and nothing that was withdrawn") {
    const auto index = text_of("/sitemap.xml");
    CHECK(index.find("/sitemaps/0.xml</loc>") != std::string::npos);
    CHECK(text_of("/robots.txt").find("/sitemap.xml") != std::string::npos);
    const auto map = text_of("/sitemaps/0.xml");
    CHECK(count(map, "<url>") == shown);
    CHECK(map.find(ids().practice) != std::string::npos);
    CHECK(map.find(ids().withdrawn) == std::string::npos);
    CHECK(text_of("/sitemaps/events.xml").find("/events/clad-2024</loc>") != std::string::npos);
    for (const auto* name : {"1", "-1", "x", "99999999999999999999"})
        CHECK(get(port(), std::string{"/sitemaps/"} + name + ".xml").status == 404);
}

TEST_CASE("browsers are told how to search here") {
    const auto document = xml::parse(text_of("/opensearch.xml"));
    CHECK(xml::children(xml::root(document), "Url").size() == 3);
    auto named = options();
    named.site.name = "Repositorio Perú y Bolivia";  // its 16th byte is the first of two
    Server server{named, vocabulary()};
    const auto name =
        xml::text(xml::at(xml::root(xml::parse(get(server.port(), "/opensearch.xml").body)), "ShortName"));
    CHECK(name == "Repositorio…");
    CHECK(text_of("/", {{"Accept", "text/html"}}).find("opensearchdescription+xml") != std::string::npos);
}

TEST_CASE("every vocabulary is given out as SKOS that we read ourselves") {
    for (const auto& name : vocabulary().schemes()) {
        const auto& scheme = vocabulary().scheme(name);
        if (scheme.concepts.empty()) continue;
        CAPTURE(name);
        const auto skos = read_skos(text_of("/vocabularies/" + name + ".rdf"));
        CHECK(skos.concepts.size() == scheme.concepts.size());
        CHECK(skos.concepts.front().preferred.contains("pt"));
    }
    CHECK(get(port(), "/vocabularies/theme").status == 303);
    CHECK(get(port(), "/vocabularies/theme/abi").status == 303);
    CHECK(get(port(), "/vocabularies/theme/nothing").status == 404);
    CHECK(get(port(), "/vocabularies/nothing.rdf").status == 404);
}

TEST_CASE("a record and a part are cited in each style") {
    for (const std::string style : {"apa", "chicago", "abnt", "iso690", "vancouver"}) {
        const auto record = get_json("/api/v1" + page() + "/citation?style=" + style + "&lang=pt");
        CHECK(record["style"] == style);
        CHECK_FALSE(record["text"].get<std::string>().empty());
        CHECK(get_json("/api/v1" + page() + "/parts/1/citation?style=" + style)["html"].get<std::string>().find(
                  "&lt;del&gt;") != std::string::npos);
    }
    CHECK(get(port(), "/api/v1" + page() + "/citation?style=x").status == 400);
    CHECK(get(port(), "/api/v1" + page() + "/parts/2/citation").status == 404);
}
