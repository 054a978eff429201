// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/skos.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "corpus/error.h"
#include "scratch.h"

using namespace acervo;

namespace {

using Ids = std::vector<std::string>;

std::string document(const std::string& content) {
    return R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:xl="http://www.w3.org/2008/05/skos-xl#"
      xmlns:dc="http://purl.org/dc/terms/">)" +
           content + "</rdf:RDF>";
}

std::string a_concept(const std::string& name, const std::string& content = {}) {
    return "<skos:Concept rdf:about='http://x.org/" + name + "'><skos:prefLabel xml:lang='es'>" + name +
           "</skos:prefLabel>" + content + "</skos:Concept>\n";
}

std::string related(const std::string& property, const std::string& to) {
    return "<skos:" + property + " rdf:resource='http://x.org/" + to + "'/>";
}

Skos read(const std::string& content) {
    return read_skos(document(content));
}

/// A thesaurus as read_skos() completes it.
Skos random_skos(std::mt19937& random) {
    const auto upto = [&](unsigned most) { return std::uniform_int_distribution<unsigned>{0, most}(random); };
    const auto text = [&] {
        static const std::vector<std::string> pieces{"residuos", "água & luz", "<b>", "\"comillas\"",
                                                     "it's",     "ñ",          "日本"};
        return pieces[upto(6)] + " " + std::to_string(upto(1'000'000));
    };
    const std::vector<std::string> tags{"es", "pt", "pt-PT", "en", "und"};
    Skos skos;
    if (upto(3) > 0) skos.uri = "http://x.org/scheme?a=1&b=2";
    if (upto(1) == 1) skos.title = {{"es", text()}, {"pt-PT", text()}};
    skos.licence = upto(1) == 1 ? "https://creativecommons.org/licenses/by/4.0/" : "";
    if (skos.uri.empty()) skos.title = {{"en", text()}};
    const auto count = 1 + upto(12);
    for (unsigned i = 0; i < count; ++i) {
        ThesaurusConcept entry;
        const auto name = "c" + std::to_string(i);
        if (upto(5) > 0) entry.uri = "http://x.org/" + name;
        entry.id = upto(1) == 1 ? "no " + std::to_string(i) + " & más" : name;
        entry.scheme = skos.uri;
        for (const auto& tag : tags) {
            if (entry.preferred.empty() || upto(1) == 1) entry.preferred[tag] = text() + tag;
            for (auto n = upto(3); n > 2; --n) entry.alternatives[tag].push_back(text() + "a" + std::to_string(n));
            for (auto n = upto(4); n > 3; --n) entry.hidden[tag].push_back(text() + "h" + std::to_string(n));
            if (upto(4) == 0) entry.definition[tag] = text();
        }
        if (upto(2) == 0) entry.matches["closeMatch"] = {"http://y.org/?q=" + name + "&r", "urn:acervo:theme:amb.res"};
        if (upto(2) == 0) entry.matches["narrowMatch"] = {"urn:acervo:theme:gov"};
        if (entry.matches.contains("closeMatch")) entry.themes = {"amb.res"};
        skos.concepts.push_back(entry);
    }
    std::vector<std::set<unsigned>> broader(count), narrower(count), others(count);
    for (unsigned i = 1; i < count; ++i) {
        for (auto n = upto(2); n > 0; --n) {
            const auto above = upto(i - 1), other = upto(i - 1);
            broader[i].insert(above);
            narrower[above].insert(i);
            others[i].insert(other);
            others[other].insert(i);
        }
    }
    for (unsigned i = 0; i < count; ++i) {
        for (const auto at : broader[i]) skos.concepts[i].broader.push_back(skos.concepts[at].id);
        for (const auto at : narrower[i]) skos.concepts[i].narrower.push_back(skos.concepts[at].id);
        for (const auto at : others[i]) skos.concepts[i].related.push_back(skos.concepts[at].id);
    }
    return skos;
}

}  // namespace

TEST_CASE("a concept's labels, notes, matches and themes are read") {
    const auto skos = read(R"(
      <skos:ConceptScheme rdf:about="http://x.org/s"><dc:title xml:lang="es">Tesauro</dc:title>
        <dc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/></skos:ConceptScheme>
      <skos:Concept rdf:about="http://x.org/waste">
        <skos:prefLabel xml:lang="ES">Gestión de
          residuos</skos:prefLabel>
        <skos:prefLabel xml:lang="pt-br">Gestão de resíduos</skos:prefLabel>
        <skos:altLabel xml:lang="es">manejo de desechos</skos:altLabel>
        <skos:altLabel xml:lang="es">manejo de desechos</skos:altLabel>
        <skos:hiddenLabel xml:lang="es">gestion de reciduos</skos:hiddenLabel>
        <skos:altLabel>rs</skos:altLabel>
        <skos:scopeNote xml:lang="es">nota</skos:scopeNote><skos:definition xml:lang="es">definición</skos:definition>
        <skos:scopeNote xml:lang="en">note</skos:scopeNote>
        <skos:inScheme rdf:resource="http://x.org/s"/>
        <skos:broadMatch rdf:resource="urn:acervo:theme:amb.res"/>
        <skos:exactMatch rdf:resource="http://eurovoc.europa.eu/1158"/>
        <skos:relatedMatch rdf:resource="urn:acervo:theme:gov"/>
      </skos:Concept>)");
    CHECK(skos.uri == "http://x.org/s");
    CHECK(skos.title.at("es") == "Tesauro");
    CHECK(skos.licence == "https://creativecommons.org/licenses/by/4.0/");
    REQUIRE(skos.concepts.size() == 1);
    const auto& entry = skos.concepts[0];
    CHECK(entry.id == "waste");
    CHECK(entry.scheme == "http://x.org/s");
    CHECK(entry.preferred ==
          std::map<std::string, std::string>{{"es", "Gestión de residuos"}, {"pt-BR", "Gestão de resíduos"}});
    CHECK(entry.alternatives == std::map<std::string, Ids>{{"es", {"manejo de desechos"}}, {"und", {"rs"}}});
    CHECK(entry.hidden.at("es") == Ids{"gestion de reciduos"});
    CHECK(entry.definition == std::map<std::string, std::string>{{"es", "definición"}, {"en", "note"}});
    CHECK(entry.themes == Ids{"amb.res"});
    CHECK(entry.matches.at("exactMatch") == Ids{"http://eurovoc.europa.eu/1158"});
    CHECK(entry.label("pt-PT") == "Gestão de resíduos");
    CHECK(entry.label("en") == "Gestión de residuos");
}

TEST_CASE("SKOS is found in every way of writing it") {
    const auto [what, content] = GENERATE(table<std::string, std::string>({
        {"description with a type",
         R"(<rdf:Description rdf:about="http://x.org/a"><skos:prefLabel xml:lang="es">agua</skos:prefLabel>
            <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/></rdf:Description>)"},
        {"no type at all",
         R"(<rdf:Description rdf:about="http://x.org/a"><skos:prefLabel xml:lang="es">agua</skos:prefLabel></rdf:Description>)"},
        {"label as an attribute", R"(<skos:Concept rdf:about="http://x.org/a" xml:lang="es" skos:prefLabel="agua"/>)"},
        {"statements apart",
         R"(<rdf:Description rdf:about="http://x.org/a"><skos:prefLabel xml:lang="es">agua</skos:prefLabel></rdf:Description>
            <skos:Concept rdf:about="http://x.org/a"/>)"},
        {"SKOS-XL, nested",
         R"(<skos:Concept rdf:about="http://x.org/a"><xl:prefLabel><xl:Label rdf:about="http://x.org/l">
            <xl:literalForm xml:lang="es">agua</xl:literalForm></xl:Label></xl:prefLabel></skos:Concept>)"},
        {"SKOS-XL, by name",
         R"(<skos:Concept rdf:about="http://x.org/a"><xl:prefLabel rdf:nodeID="l"/></skos:Concept>
            <xl:Label rdf:nodeID="l"><xl:literalForm xml:lang="es">agua</xl:literalForm></xl:Label>)"},
    }));
    CAPTURE(what);
    const auto skos = read(content);
    REQUIRE(skos.concepts.size() == 1);
    CHECK(skos.concepts[0].id == "a");
    CHECK(skos.concepts[0].preferred == std::map<std::string, std::string>{{"es", "agua"}});
}

TEST_CASE("collections and schemes are no concepts") {
    const auto skos =
        read(a_concept("a") +
             R"(<skos:Collection rdf:about="http://x.org/c"><skos:prefLabel>c</skos:prefLabel></skos:Collection>
           <skos:ConceptScheme rdf:about="http://x.org/s"><skos:prefLabel xml:lang="en">s</skos:prefLabel>
             <skos:hasTopConcept rdf:resource="http://x.org/a"/></skos:ConceptScheme>)");
    REQUIRE(skos.concepts.size() == 1);
    CHECK(skos.concepts[0].scheme == "http://x.org/s");
    CHECK(skos.title.at("en") == "s");
}

TEST_CASE("one direction of a relation is enough") {
    const auto skos =
        read(a_concept("a", related("narrower", "b")) + a_concept("b") +
             a_concept("c", related("broader", "a") + related("related", "b")) +
             a_concept("d", "<skos:broader>" + a_concept("e", related("broader", "a")) + "</skos:broader>"));
    std::map<std::string, const ThesaurusConcept*> by_id;
    for (const auto& entry : skos.concepts) by_id[entry.id] = &entry;
    REQUIRE(by_id.size() == 5);
    CHECK(by_id["a"]->narrower == Ids{"b", "c", "e"});
    CHECK(by_id["b"]->broader == Ids{"a"});
    CHECK(by_id["b"]->related == Ids{"c"});
    CHECK(by_id["c"]->related == Ids{"b"});
    CHECK(by_id["d"]->broader == Ids{"e"});
}

TEST_CASE("every concept of a file has an id of its own") {
    const auto skos = read(
        "<skos:Concept rdf:about='http://x.org/a/1'><skos:prefLabel>x</skos:prefLabel></skos:Concept>"
        "<skos:Concept rdf:about='http://x.org/b/1'><skos:prefLabel>x</skos:prefLabel></skos:Concept>"
        "<skos:Concept rdf:about='http://x.org/c/'><skos:notation>18</skos:notation>"
        "<skos:prefLabel>x</skos:prefLabel></skos:Concept>"
        "<skos:Concept rdf:about='urn:d:7#'><skos:notation>18</skos:notation>"
        "<skos:prefLabel>x</skos:prefLabel></skos:Concept>"
        "<skos:Concept><skos:prefLabel>sin nombre</skos:prefLabel></skos:Concept>");
    Ids ids;
    for (const auto& entry : skos.concepts) ids.push_back(entry.id);
    CHECK(ids == Ids{"1", "http://x.org/b/1", "18", "7", "sin nombre"});
    CHECK(read_skos(write_skos(skos)) == skos);
}

TEST_CASE("what can be mended is mended, and told with its line") {
    const auto [content, told] = GENERATE(table<std::string, std::string>({
        {a_concept("a", "\n<skos:prefLabel xml:lang='es'>otra</skos:prefLabel>"), "second preferred"},
        {"\n<skos:Concept rdf:about='a'><skos:altLabel xml:lang='es'>a</skos:altLabel></skos:Concept>", "no preferred"},
        {a_concept("a") + "\n<skos:Concept rdf:about='b'/>", "no label"},
        {a_concept("a", "\n" + related("broader", "nada")), "no concept of the file"},
        {a_concept("a", "\n" + related("related", "a")), "itself"},
        {a_concept("a", "\n<skos:altLabel xml:lang='español'>x</skos:altLabel>"), "no language tag"},
    }));
    std::vector<SkosRemark> remarks;
    const auto skos = read_skos(document(content), &remarks);
    CHECK(skos.concepts.size() == 1);
    REQUIRE(remarks.size() == 1);
    CAPTURE(remarks[0].text);
    CHECK(remarks[0].text.find(told) != std::string::npos);
    CHECK(remarks[0].line >= 4);
    CHECK_FALSE(remarks[0].concept_id.empty());
}

TEST_CASE("what cannot be read as a thesaurus is refused with place and remedy") {
    const auto [bytes, told] = GENERATE(table<std::string, std::string>({
        {document(""), "no skos:Concept"},
        {document("<skos:Concept rdf:about='a'/>"), "no skos:Concept"},
        {document(a_concept("a", related("broader", "a") + related("broader", "b")) +
                  a_concept("b", related("broader", "c")) + a_concept("c", related("broader", "a"))),
         "line 5: concept \"c\""},
        {"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + document(a_concept("&e;")),
         "entities"},
        {document("<skos:Concept>"), "line 3"},
        {"%PDF-1.4", ""},
        {"", ""},
    }));
    CAPTURE(bytes);
    try {
        read_skos(bytes);
        FAIL("it was read");
    } catch (const Error& error) {
        CAPTURE(error.what());
        CHECK(error.problem() == Problem::bad_input);
        CHECK(std::string{error.what()}.find(told) != std::string::npos);
    }
}

TEST_CASE("a long chain of broader concepts is no trouble") {
    std::string content;
    for (int i = 0; i < 20'000; ++i) {
        const auto next = std::to_string(i + 1);
        content += a_concept("c" + std::to_string(i), i < 19'999 ? related("broader", "c" + next) : "");
    }
    CHECK(read(content).concepts.size() == 20'000);
}

TEST_CASE("what is written reads back as the same thesaurus") {
    std::mt19937 random{20261124};
    for (int i = 0; i < 300; ++i) {
        const auto skos = random_skos(random);
        const auto written = write_skos(skos);
        CAPTURE(written);
        std::vector<SkosRemark> remarks;
        REQUIRE(read_skos(written, &remarks) == skos);
        CHECK(remarks.empty());
    }
}

TEST_CASE("an error names the file") {
    const Scratch scratch;
    scratch.write("bad.rdf", "<a>");
    const auto [name, told] = GENERATE(table<std::string, std::string>({{"bad.rdf", "bad.rdf"}, {"no.rdf", "no.rdf"}}));
    try {
        read_skos_file(scratch / name);
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(std::string{error.what()}.find(told) != std::string::npos);
    }
}
