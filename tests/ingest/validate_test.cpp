// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/validate.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>

#include "corpus/record_json.h"
#include "ingest/describe.h"
#include "ingest/edtf.h"
#include "ingest/languages.h"
#include "ingest/messages.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

const Validator& validator() {
    static const Validator one(test::vocabulary());
    return one;
}

Record record_with(const std::string& members) {
    nlohmann::json json = nlohmann::json::parse(R"({"source_key":"k","kind":"paper","title":{"es":"Título"}})");
    json.merge_patch(nlohmann::json::parse(members));
    return record_from_json(json);
}

}  // namespace

TEST_CASE("a record in order breaks no rule") {
    const Record record =
        record_with(R"({"theme":["amb","amb.agu"],"axis":"ecological","sdg":["11","11.3","13.b"],"country":["BR","ZZ"],
        "level":"local","issued":"2019/2023","url":"https://example.org/a?b=1","language":["es","pt-BR"],"rights":{"access":"embargo",
        "embargo_until":"2030-01-01","licence":"CC-BY-4.0"},"stage":"running","evidence_level":3,"page_start":3,"page_end":3})");
    for (const auto& finding : validator().violations(record))
        UNSCOPED_INFO(finding.rule + " " + finding.field + " " + finding.value);
    CHECK(validator().violations(record).empty());
}

TEST_CASE("each broken rule is named with its field and its value") {
    const auto [members, rule, field, value] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {R"({"source_key":null})", "required", "source_key", ""},
        {R"({"kind":null})", "required", "kind", ""},
        {R"({"title":null})", "required", "title", ""},
        {R"({"kind":"papr"})", "vocabulary", "kind", "papr"},
        {R"({"theme":["amb","agua"]})", "vocabulary", "theme", "agua"},
        {R"({"axis":"ecologico"})", "vocabulary", "axis", "ecologico"},
        {R"({"sdg":"18"})", "vocabulary", "sdg", "18"},
        {R"({"sdg":"11.x"})", "vocabulary", "sdg", "11.x"},
        {R"({"country":"Brasil"})", "vocabulary", "country", "BRASIL"},
        {R"({"place":{"name":"X","country":"QQ"}})", "vocabulary", "place.country", "QQ"},
        {R"({"level":"village"})", "vocabulary", "government_level", "village"},
        {R"({"stage":"dreamt"})", "vocabulary", "stage", "dreamt"},
        {R"({"rights":{"access":"secret"}})", "vocabulary", "rights.access", "secret"},
        {R"({"event":"no-such-event"})", "vocabulary", "event", "no-such-event"},
        {R"({"issued":"26/08/2024"})", "date", "issued", "26/08/2024"},
        {R"({"rights":{"embargo_until":"2024"}})", "date", "rights.embargo_until", "2024"},
        {R"({"rights":{"access":"embargo"}})", "required", "rights.embargo_until", ""},
        {R"({"last_confirmed":"yesterday"})", "date", "last_confirmed", "yesterday"},
        {"{\"url\":\"javascript:alert(1)\"}", "url", "url", "javascript:alert(1)"},
        {R"({"source":{"url":"www.example.org"}})", "url", "source.url", "www.example.org"},
        {R"({"evidence_level":6})", "range", "evidence_level", "6"},
        {R"({"place":{"name":"X","lat":91}})", "range", "place.lat", "91"},
        {R"({"page_start":9,"page_end":3})", "range", "page_end", "3"},
        {R"({"parts":[{"title":"x","start":5,"end":2}]})", "range", "parts.end", "2"},
        {R"({"doi":"11.1000/1"})", "identifier", "doi", "11.1000/1"},
        {R"({"isbn":"978-0-306-40615-8"})", "identifier", "isbn", "978-0-306-40615-8"},
        {R"({"issn":"2049-3631"})", "identifier", "issn", "2049-3631"},
        {R"({"handle":"no handle"})", "identifier", "handle", "no handle"},
        {R"({"creators":[{"name":"Ana","orcid":"0000-0002-1825-0098"}]})", "identifier", "creators.orcid",
         "0000-0002-1825-0098"},
        {R"({"creators":[{"name":"UN","ror":"02mhbdp95"}]})", "identifier", "creators.ror", "02mhbdp95"},
        {R"({"place":{"name":"X","geonames":"Lisboa"}})", "identifier", "place.geonames", "Lisboa"},
        {R"({"place":{"name":"X","wikidata":"597"}})", "identifier", "place.wikidata", "597"},
        {R"({"place":{"name":"X","lat":9.5}})", "required", "place.lon", ""},
        {R"({"cost":{"setup":1,"currency":"EURO"}})", "vocabulary", "cost.currency", "EURO"},
        {R"({"cost":{"setup":1,"basis":"guess"}})", "vocabulary", "cost.basis", "guess"},
        {R"({"funding":[{"source":"a","share":0.8},{"source":"b","share":0.5}]})", "range", "funding.share", "1.3"},
        {R"({"start":"2020","end":"2019"})", "range", "end", "2019"},
        {R"({"results":[{"name":"x","baseline_date":"2021-05","date":"2020"}]})", "range", "results.date", "2020"},
        {R"({"awards":[{"name":"x","year":20}]})", "range", "awards.year", "20"},
        {R"({"issued":"2023/2019"})", "date", "issued", "2023/2019"},
        {R"({"issued":"2023-02-30"})", "date", "issued", "2023-02-30"},
    }));
    CAPTURE(members);
    const auto found = validator().violations(record_with(members));
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().rule == rule);
    CHECK(found.front().field == field);
    CHECK(found.front().value == value);
}

TEST_CASE("an unknown code brings the nearest valid ones, by code and by label") {
    const auto [scheme, written, code] = GENERATE(table<std::string, std::string, std::string>({
        {"kind", "practise", "practice"},
        {"theme", "Agua y saneamiento", "amb.agu"},
        {"theme", "AMB", "amb"},
        {"theme", "saneamento", "amb.agu"},
        {"country", "Brasil", "BR"},
        {"country", "Brazil", "BR"},
        {"axis", "transicion ecologica", "ecological"},
        {"stage", "runing", "running"},
    }));
    CAPTURE(scheme, written);
    const auto near = validator().nearest_codes(scheme, written);
    REQUIRE_FALSE(near.empty());
    CHECK(near.front() == code);
    CHECK(near.size() <= 3);
    CHECK(validator().nearest_codes(scheme, "qwertyuiop zxcvbnm").empty());
}

TEST_CASE("members outside the model are noticed, with the name that was meant") {
    const auto found =
        validator().notices(record_with(R"({"tittle":"x","abstrct":"y","issued":"2024","creators":[{"name":"Ana"}]})"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "unknown-field");
    CHECK(found[0].field == "abstrct, tittle");
    CHECK(found[0].hint == "abstract, title");
}

TEST_CASE("of a record with mistakes without number some are named") {
    Record record = record_with("{}");
    record.themes.assign(50'000, "no-such-theme");
    record.creators.assign(50'000, Agent{.name = "", .orcid = "0000"});
    for (int i = 0; i < 5'000; ++i) record.extra.emplace("unknown" + std::to_string(i), "1");
    const auto found = validator().violations(record);
    CHECK(found.size() == 100);
    CHECK(found.front().field == "creators.name");
    const auto notices = validator().notices(record);
    CHECK(std::ranges::all_of(notices, [](const Finding& finding) { return finding.field.size() < 4'000; }));
}

TEST_CASE("what deserves a word is said of a record that breaks no rule") {
    const std::string spanish =
        "La gestión de los residuos de la ciudad depende de que las vecinas y los vecinos separen lo que tiran, y de "
        "que el "
        "ayuntamiento recoja cada cosa el día que dijo que la recogería, sin excepción.";
    const auto [members, rule, field, value] = GENERATE_COPY(table<std::string, std::string, std::string, std::string>({
        {R"({"issued":""})", "incomplete", "issued", ""},
        {R"({"creators":[]})", "incomplete", "creators", ""},
        {R"({"abstract":{"pt":")" + spanish + "\"}}", "language-differs", "abstract", "pt"},
        {R"({"abstract":{"es":")" + spanish + "\"}}", "", "", ""},
        {R"({"abstract":{"gl":")" + spanish + "\"}}", "", "", ""},
        {R"({"issued":"2924"})", "unlikely-date", "issued", "2924"},
        {R"({"issued":"0224"})", "unlikely-date", "issued", "0224"},
        {R"({"rights":{"embargo_until":"2030-01-01"}})", "embargo-unused", "rights.embargo_until", "2030-01-01"},
        {R"({"creators":[{"name":"Ana <ana.garcia@example.org>"}]})", "personal-address", "creators.name",
         "ana.garcia@example.org"},
        {R"({"creators":[{"name":"Ana","affiliation":"prensa@example.org"}]})", "", "", ""},
    }));
    CAPTURE(members);
    nlohmann::json merged = nlohmann::json::parse(R"({"issued":"2024","creators":[{"name":"Ana"}]})");
    merged.merge_patch(nlohmann::json::parse(members));
    const Record record = record_with(merged.dump());
    CHECK(validator().violations(record).empty());
    const auto found = validator().notices(record);
    REQUIRE(found.size() == (rule.empty() ? 0 : 1));
    if (rule.empty()) return;
    CHECK(found[0].rule == rule);
    CHECK(found[0].field == field);
    CHECK(found[0].value == value);
    CHECK(severity(rule) == Severity::warning);
}

TEST_CASE("a practice without its story is told what it lacks, in one sentence") {
    const auto found =
        validator().notices(record_with(R"({"kind":"practice","stage":"running","lessons":{"es":"Una"}})"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "incomplete");
    CHECK(found[0].field == "abstract, country, problem, solution, actors, start, results, evidence_level, conditions");
    CHECK(message(found[0], "m.csv", 7).at("es").find("problem") != std::string::npos);
}

TEST_CASE("empty texts of a map are named with their languages") {
    Record record = record_with(R"({"issued":"2024","creators":[{"name":"Ana"}]})");
    record.abstract["pt"] = " \n";
    const auto found = validator().notices(record);
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule == "empty-text");
    CHECK(found[0].field == "abstract.pt");
}

TEST_CASE("a wrong check digit and an unknown currency bring what was meant") {
    const auto hint = [](const std::string& members) {
        return validator().violations(record_with(members)).at(0).hint;
    };
    CHECK(hint(R"({"isbn":"978-0-306-40615-8"})") == "9780306406157");
    CHECK(hint(R"({"cost":{"setup":1,"currency":"euros"}})").starts_with("EUR"));
    // Catalogues have several in one field, with a word about each.
    CHECK(
        validator().violations(record_with(R"j({"isbn":"978-0-306-40615-7 (papel); 0-306-40615-2 (PDF)"})j")).empty());
    CHECK_FALSE(validator().violations(record_with(R"({"isbn":"978-0-306-40615-7; 5"})")).empty());
}

TEST_CASE("embedded metadata is cleaned instead of rejected") {
    Record embedded = record_with(
        R"({"issued":"D:2019","url":"javascript:x","country":["BR","Narnia"],"kind":"thing","event":"nowhere",
        "rights":{"access":"restricted","licence":"CC-BY-4.0"},"creators":[{"name":"Ana","country":"Narnia"}]})");
    validator().sanitize(embedded);
    CHECK(embedded.issued.empty());
    CHECK(embedded.url.empty());
    CHECK(embedded.kind.empty());
    CHECK(embedded.event.id.empty());
    CHECK(embedded.countries == std::vector<std::string>{"BR"});
    CHECK(embedded.rights.access == "open");
    CHECK(embedded.rights.licence == "CC-BY-4.0");
    CHECK(embedded.creators.at(0).country.empty());
    embedded.kind = "paper";
    CHECK(validator().violations(embedded).empty());
}

TEST_CASE("dates are EDTF of levels 0 and 1") {
    const auto [text, valid] = GENERATE(table<std::string, bool>({
        {"2024", true},
        {"2024-08", true},
        {"2024-08-26", true},
        {"2019/2023", true},
        {"2024-02-29", true},
        {"2019-05/..", true},
        {"../2020", true},
        {"2024?", true},
        {"2024-08~", true},
        {"2024-21", true},
        {"202X", true},
        {"2024-XX", true},
        {"2024-08-XX", true},
        {"1984-06-02%", true},
        {"-0044", true},
        {"0000", true},
        {"20XX", true},
        {"2024-XX-XX", true},
        {"Y17000", true},
        {"Y-170000002", true},
        {"2024-24", true},
        {"1984~/2004-06", true},
        {"1984-06-02?/2004-08-08~", true},
        {"1985-04-12/", true},
        {"/1985-04-12", true},
        {"1985/..", true},
        {"2024-08-26T10:00:00", true},
        {"2024-08-26T10:00:00Z", true},
        {"2024-08-26T24:00:00-03:00", true},
        {"2024-08-26T25:00:00Z", false},
        {"2024-08-26T10:00:00+15:00", false},
        {"2024-02-30T10:00:00Z", false},
        {"2023/2019", false},
        {"2024-05/2024-04", false},
        {"/", false},
        {"/..", false},
        {"2019/2020/2021", false},
        {"2XXX", false},
        {"XXXX", false},
        {"2024-1X", false},
        {"2024-XX-15", false},
        {"2024-21-05", false},
        {"2024-25", false},
        {"202X-05", false},
        {"-0000", false},
        {"Y2024", false},
        {"Y017000", false},
        {"2024-08-26?~", false},
        {"2024-08-261", false},
        {"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA4", false},
        {"", false},
        {"24", false},
        {"2024-13", false},
        {"2023-02-29", false},
        {"2024-04-31", false},
        {"2024/08/26", false},
        {"26-08-2024", false},
        {"../..", false},
        {"2024-8-6", false},
        {"2024-08-26T10:00", false},
        {"next year", false},
        {"2024-08-26 ", false},
        {"20X4", false},
        {"2024-00", false},
        {"2024-08-00", false},
    }));
    CAPTURE(text);
    CHECK(is_edtf(text) == valid);
    if (is_iso_day(text)) CHECK(text.size() == 10);
}

TEST_CASE("every rule that the program names has sentences in three languages, with the item and the remedy") {
    // The rules are those that stand as literals in the sources.
    std::vector<std::string> rules;
    const std::regex literal(R"re(\{"([a-z]+(?:-[a-z]+)*)", *(?:""|"file"|"source_key"|"[a-z]+\.[a-z]+"|field),)re");
    for (const char* const name :
         {"apply", "discover", "manifest", "prepare", "revert", "tree", "validate", "scan", "validation/check",
          "validation/warnings", "validation/practice", "duplicates/decide"}) {
        const std::string source = test::read(std::string(SOURCE_DIR "/ingest/") + name + ".cpp");
        for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end; ++at)
            rules.push_back((*at)[1]);
    }
    REQUIRE(rules.size() > 15);
    for (const char* const rule : {"encrypted", "malformed",  "empty",          "unsupported-format", "crashed",
                                   "timeout",   "memory",     "output",         "unsafe-path",        "ratio",
                                   "nested",    "twin",       "special-file",   "too-large",          "no-text-layer",
                                   "truncated", "same-work",  "near-duplicate", "same-identifier",    "attached-to",
                                   "malware",   "not-scanned"}) {
        rules.emplace_back(rule);
    }
    for (const auto& rule : rules) {
        CAPTURE(rule);
        CHECK(is_rule(rule));
        const auto text = message({rule, "theme", "V4LUE", "H1NT"}, "x/y.pdf", 12);
        for (const char* const language : {"es", "pt", "en"}) {
            CAPTURE(language);
            REQUIRE(text.count(language) == 1);
            CHECK(text.at(language).find("x/y.pdf") != std::string::npos);
            CHECK(text.at(language).find("12") != std::string::npos);
            CHECK(text.at(language).find_first_of("{}[]") == std::string::npos);
            CHECK(text.at(language).back() == '.');
        }
    }
}

TEST_CASE("a message leaves out what is not known and keeps hostile values in place") {
    CHECK(message({"vocabulary", "theme", "agua", "amb.agu"}, "m.jsonl", 3).at("en") ==
          "In line 3 of “m.jsonl”, “agua” is not a valid code for “theme”: use a code of the vocabulary; the nearest "
          "are amb.agu.");
    CHECK(message({"vocabulary", "theme", "{hint}[", ""}, "m.jsonl", 3).at("en") ==
          "In line 3 of “m.jsonl”, “{hint}[” is not a valid code for “theme”: use a code of the vocabulary.");
    CHECK(message({"required", "title", "", ""}, "a.csv", 2).at("pt") ==
          "Na linha 2 de “a.csv” falta o campo obrigatório “title”: preencha-o.");
    CHECK(message({"never-heard-of", "", "v", ""}, "a", 0).at("es") == "«a»: never-heard-of «v». Revise el elemento.");
}
