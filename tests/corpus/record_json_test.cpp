// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record_json.h"

#include "corpus/error.h"
#include "tests/corpus/filled_record.h"

#include <catch2/catch.hpp>

#include <utility>

using namespace acervo;
using nlohmann::json;

namespace {

/// Converts to whatever a member of an aggregate is.
struct Anything {
    template <typename Type>
    operator Type() const {  // NOLINT: never called
        return Type();
    }
};

/// Number of members of an aggregate: with how many values it can be initialized.
template <typename Aggregate, typename... Values>
constexpr int members() {
    if constexpr (requires { Aggregate{Values()..., Anything()}; }) {
        return members<Aggregate, Values..., Anything>();
    } else {
        return sizeof...(Values);
    }
}

template <typename Struct>
int listed_fields() {
    Struct value;
    Filler filler(1);
    each_field(filler, value);
    return filler.fields;
}

Record read(const char* text) {
    return record_from_json(json::parse(text));
}

}  // namespace

TEST_CASE("the list of fields names every member of every part of a record") {
    CHECK(listed_fields<Agent>() == members<Agent>());
    CHECK(listed_fields<Place>() == members<Place>());
    CHECK(listed_fields<EventRef>() == members<EventRef>());
    CHECK(listed_fields<Rights>() == members<Rights>());
    CHECK(listed_fields<FileRef>() == members<FileRef>());
    CHECK(listed_fields<Relation>() == members<Relation>());
    CHECK(listed_fields<Source>() == members<Source>());
    CHECK(listed_fields<Part>() == members<Part>());
    CHECK(listed_fields<Indicator>() == members<Indicator>());
    CHECK(listed_fields<Actor>() == members<Actor>());
    CHECK(listed_fields<Cost>() == members<Cost>());
    CHECK(listed_fields<Funding>() == members<Funding>());
    CHECK(listed_fields<Rating>() == members<Rating>());
    CHECK(listed_fields<Adoption>() == members<Adoption>());
    CHECK(listed_fields<Milestone>() == members<Milestone>());
    CHECK(listed_fields<Award>() == members<Award>());
    CHECK(listed_fields<Practice>() == members<Practice>());
    CHECK(listed_fields<Unit>() == members<Unit>());
    CHECK(listed_fields<Record>() == members<Record>() - 2);  // practice and extra are not fields but come between them
    CHECK(members<Record>() > 30);
}

TEST_CASE("a record with every member filled comes back equal from its JSON, and from the text of it") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        const Record record = filled_record(seed);
        const json written = to_json(record);
        const Record again = record_from_json(json::parse(dump(written)));
        INFO(dump(written));
        INFO(dump(to_json(again)));
        REQUIRE(again == record);
        REQUIRE(dump(to_json(again)) == dump(written));
    }
}

TEST_CASE("a record without a practice comes back without one") {
    Record record = filled_record(7);
    record.kind = "paper";
    record.practice.reset();
    record.extra.erase("cost.quarterly");
    CHECK(record_from_json(to_json(record)) == record);
    CHECK(record_from_json(to_json(Record())) == Record());
}

TEST_CASE("JSON names follow the metadata model") {
    const Record record = filled_record(3);
    const json written = to_json(record);
    for (const char* name : {"id",
                             "collection",
                             "source_key",
                             "kind",
                             "title",
                             "abstract",
                             "language",
                             "creators",
                             "contributors",
                             "publisher",
                             "issued",
                             "theme",
                             "axis",
                             "sdg",
                             "keywords",
                             "country",
                             "place",
                             "government_level",
                             "population_band",
                             "event",
                             "rights",
                             "files",
                             "relations",
                             "source",
                             "status",
                             "note",
                             "doi",
                             "handle",
                             "isbn",
                             "issn",
                             "url",
                             "volume",
                             "series",
                             "page_start",
                             "page_end",
                             "parts",
                             "machine",
                             "problem",
                             "objectives",
                             "solution",
                             "process",
                             "milestones",
                             "actors",
                             "beneficiaries",
                             "participation",
                             "legal_basis",
                             "competence",
                             "cost",
                             "funding",
                             "staff_fte",
                             "capabilities",
                             "start",
                             "end",
                             "stage",
                             "results",
                             "evidence_level",
                             "sustainability",
                             "lessons",
                             "what_failed",
                             "conditions",
                             "transferability",
                             "adoptions",
                             "awards",
                             "contact",
                             "validation",
                             "last_confirmed"}) {
        INFO(name);
        CHECK(written.contains(name));
    }
    CHECK(written.at("theme") == json(record.themes));
    CHECK(written.at("rights").at("licence") == record.rights.licence);
    CHECK(written.at("cost").at("setup") == *record.practice->cost->setup);
    CHECK(written.at("cost").at("yearly") == *record.practice->cost->yearly);
    CHECK(written.at("start") == record.practice->start);
    CHECK(written.at("place").at(0).at("lat") == *record.places[0].lat);
    CHECK(written.at("event").at("axis") == record.event.axis);
    CHECK_FALSE(written.contains("practice"));
    CHECK(to_json(Record()) == json::parse(R"({"rights":{"access":"open"},"status":"submitted"})"));
}

TEST_CASE("what people write is read as what they mean") {
    // the second is the first in its own words
    const auto [written, meant] = GENERATE(table<const char*, const char*>({
        {R"({"title":"Agua"})", R"({"title":{"und":"Agua"}})"},
        {R"({"title":"Agua","language":"es"})", R"({"title":{"es":"Agua"},"language":["es"]})"},
        {R"({"title":"Agua","lang":"ES"})", R"({"title":{"es":"Agua"},"language":["es"]})"},
        {R"({"title":"Água","language":["pt_br"]})", R"({"title":{"pt-BR":"Água"},"language":["pt-BR"]})"},
        {R"({"title":"Agua","language":["es","pt"]})", R"({"title":{"und":"Agua"},"language":["es","pt"]})"},
        {R"({"title_es":"Agua","title_pt-BR":"Água"})", R"({"title":{"es":"Agua","pt-BR":"Água"}})"},
        {R"({"title":"Agua","title_pt":"Água","language":"es"})",
         R"({"title":{"es":"Agua","pt":"Água"},"language":["es"]})"},
        {R"({"title":{"es":"  Agua "},"title_en":""})", R"({"title":{"es":"Agua"}})"},
        {R"({"keywords_es":["agua","río"],"keywords_pt":"rio"})", R"({"keywords":{"es":["agua","río"],"pt":["rio"]}})"},
        {R"({"keywords":["agua","río"],"language":"es"})", R"({"keywords":{"es":["agua","río"]},"language":["es"]})"},
        {R"({"objectives":["uno","dos"],"language":"es"})", R"({"objectives":{"es":"uno\ndos"},"language":["es"]})"},
        {R"({"authors":"García, Ana"})", R"({"creators":[{"name":"García, Ana"}]})"},
        {R"({"authors":["Ana",{"name":"Bo","country":"br"}]})",
         R"({"creators":[{"name":"Ana"},{"name":"Bo","country":"BR"}]})"},
        {R"({"date":"2024-08"})", R"({"issued":"2024-08"})"},
        {R"({"year":2024})", R"({"issued":"2024"})"},
        {R"({"issued":"","year":"2024"})", R"({"issued":"2024"})"},
        {R"({"themes":"amb.agu"})", R"({"theme":["amb.agu"]})"},
        {R"({"axes":["social"]})", R"({"axis":["social"]})"},
        {R"({"sdgs":[6,11.3,"13"]})", R"({"sdg":["6","11.3","13"]})"},
        {R"({"countries":["br","Es"]})", R"({"country":["BR","ES"]})"},
        {R"({"places":"Recife"})", R"({"place":[{"name":"Recife"}]})"},
        {R"({"place.name":"Recife","place.country":"br","place.lat":"-8.05"})",
         R"({"place":[{"name":"Recife","country":"BR","lat":-8.05}]})"},
        {R"({"place":"Recife","place.country":"br"})", R"({"place":[{"name":"Recife","country":"BR"}]})"},
        {R"({"level":"local"})", R"({"government_level":"local"})"},
        {R"({"population":"p4"})", R"({"population_band":"p4"})"},
        {R"({"population":60000})", R"({"population_band":"p4","population":60000})"},
        {R"({"population":"60000","place":"Oeiras"})",
         R"({"population_band":"p4","place":[{"name":"Oeiras","population":60000}]})"},
        {R"({"place":{"name":"Oeiras","population":60000}})",
         R"({"population_band":"p4","place":[{"name":"Oeiras","population":60000}]})"},
        {R"({"event":"clad-2024"})", R"({"event":{"id":"clad-2024"}})"},
        {R"({"event":"clad-2024","event.axis":"3"})", R"({"event":{"id":"clad-2024","axis":"3"}})"},
        {R"({"rights":"CC-BY-4.0"})", R"({"rights":{"licence":"CC-BY-4.0"}})"},
        {R"({"rights":"restricted"})", R"({"rights":{"access":"restricted"}})"},
        {R"({"rights.license":"CC0-1.0","rights.access":"Open"})",
         R"({"rights":{"licence":"CC0-1.0","access":"open"}})"},
        {R"({"source":"https://example.org/1"})", R"({"source":{"url":"https://example.org/1"}})"},
        {R"({"source":"Ayuntamiento"})", R"({"source":{"name":"Ayuntamiento"}})"},
        {R"({"relations":"https://example.org/1"})", R"({"relations":[{"target":"https://example.org/1"}]})"},
        {R"({"kind":"Practice","summary":"Qué es"})", R"({"kind":"practice","abstract":{"und":"Qué es"}})"},
        {R"({"cost.setup":"12000","cost.currency":"eur","cost.note_es":"aprox."})",
         R"({"cost":{"setup":12000,"currency":"EUR","note":{"es":"aprox."}}})"},
        {R"({"cost":{"setup":1},"cost.yearly":2})", R"({"cost":{"setup":1,"yearly":2}})"},
        {R"({"results":"Bajó","language":"es"})", R"({"results_note":{"es":"Bajó"},"language":["es"]})"},
        {R"({"results":{"es":"Bajó","pt":"Baixou"}})", R"({"results_note":{"es":"Bajó","pt":"Baixou"}})"},
        {R"({"results_es":"Bajó"})", R"({"results_note":{"es":"Bajó"}})"},
        {R"({"results":{"name":"CO2","value":"3.5"}})", R"({"results":[{"name":{"und":"CO2"},"value":3.5}]})"},
        {R"({"transferability":{"evidence":3}})", R"({"transferability":{"evidence":{"value":3}}})"},
        {R"({"transferability.evidence":"3","transferability.evidence.why_es":"hay datos"})",
         R"({"transferability":{"evidence":{"value":3,"why":{"es":"hay datos"}}}})"},
        {R"({"evidence_level":"2","staff_fte":"1.5","beneficiaries_number":"1200"})",
         R"({"evidence_level":2,"staff_fte":1.5,"beneficiaries_number":1200})"},
        {R"({"evidence_level":2.0})", R"({"evidence_level":2})"},
        {R"({"isbn":9788400000000,"volume":3})", R"({"isbn":"9788400000000","volume":"3"})"},
        {R"({"files":[{"sha256":"AB","mime":"application/pdf","lang":"es"}]})",
         R"({"files":[{"sha256":"ab","media_type":"application/pdf","language":"es"}]})"},
        {R"({"parts":[{"title":"Actas","lang":"pt","start":"3","end":9}],"language":"es"})",
         R"({"parts":[{"title":{"pt":"Actas"},"language":"pt","start":3,"end":9}],"language":["es"]})"},
        {R"({"creators":[{"name":"CLAD","organization":"sí"}]})",
         R"({"creators":[{"name":"CLAD","organization":true}]})"},
        {R"({"title":null,"creators":[null,""],"cost":null,"theme":[""],"evidence_level":""})", "{}"},
        {R"({"place.name":"","place.lat":" ","cost.setup":"","transferability.evidence":"","creators":[{}],"event.id":""})",
         "{}"},
        {R"({"file":"a.pdf","text":["x"],"units":[1]})", "{}"},
        {R"({"dc:audience":["x"],"place.mayor":"y","title_of_work":"z","note_url":"u","title_pt_BR":"t"})",
         R"({"title_of_work":"z","note_url":"u","title":{"pt-BR":"t"},"place.mayor":"y","dc:audience":["x"]})"},
    }));
    INFO(written);
    const Record record = read(written);
    INFO(dump(to_json(record)));
    CHECK(record == read(meant));
    CHECK(record == record_from_json(to_json(record)));
    // and the meaning is stated in the names that are written
    json expected = json::parse(meant);
    const json stated = to_json(record);
    for (const auto& [name, value] : expected.items()) {
        if (name == "rights") continue;
        INFO(name);
        CHECK(stated.value(name, json()) == value);
    }
}

TEST_CASE("a wrong value is named by its path") {
    const auto [written, message] = GENERATE(table<const char*, std::string>({
        {R"({"cost.setup":"12 personas"})", R"(cost.setup: expected a number, got "12 personas")"},
        {R"({"cost":{"setup":"1.234,50"}})", R"(cost.setup: expected a number, got "1.234,50")"},
        {R"({"cost":{"setup":"inf"}})", R"(cost.setup: expected a number, got "inf")"},
        {R"({"cost":"mucho"})", R"(cost: expected an object, got "mucho")"},
        {R"({"evidence_level":2.5})", R"(evidence_level: expected a whole number, got 2.5)"},
        {R"({"evidence_level":99999999999})", R"(evidence_level: expected a number in range, got 99999999999)"},
        {R"({"evidence_level":"99999999999"})", R"(evidence_level: expected a whole number, got "99999999999")"},
        {R"({"evidence_level":1e300})", R"(evidence_level: expected a whole number, got 1e+300)"},
        {R"({"files":[{"sha256":"ab","bytes":-1}]})", R"(files[0].bytes: expected a number in range, got -1)"},
        {R"({"creators":[{"name":"a"},{"name":{"x":1}}]})", R"(creators[1].name: expected a text, got {"x":1})"},
        {R"({"creators":[{"organization":"quizá"}]})",
         R"(creators[0].organization: expected true or false, got "quizá")"},
        {R"({"title":{"es":{"x":1}}})", R"(title.es: expected a text, got {"x":1})"},
        {R"({"title":{"in Spanish":"x"}})",
         R"(title: expected texts by language tag (es, pt, en, ...), got {"in Spanish":"x"})"},
        {R"({"title":true})", R"(title: expected a text, got true)"},
        {R"({"title_es":true})", R"(title_es: expected a text, got true)"},
        {R"({"theme":[["amb","soc"]]})", R"(theme[0]: expected a text, got ["amb","soc"])"},
        {R"({"kind":["a","b"]})", R"(kind: expected a text, got ["a","b"])"},
        {R"({"place":[["Recife"]]})", R"(place[0]: expected an object, got ["Recife"])"},
        {R"({"transferability":3})", R"(transferability: expected an object of ratings, got 3)"},
        {R"({"population":-5})", R"(population: expected a number of inhabitants or a band, p1 to p6, got -5)"},
        {R"({"population":"muchos"})", R"(population: expected a number, got "muchos")"},
        {R"([1])", R"(record: expected an object)"},
    }));
    INFO(written);
    std::string said;
    try {
        read(written);
    } catch (const Error& error) {
        said = error.what();
        CHECK(error.problem() == Problem::bad_input);
        CHECK(error.code() == "type");
    }
    CHECK(said == message);
}

TEST_CASE("hostile JSON is refused or made harmless") {
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    for (const char* member : {"anything", "title", "creators", "text", "cost.setup"}) {
        const json nested = json::parse("{\"" + std::string(member) + "\":" + deep + "}");
        CHECK_THROWS_AS(record_from_json(nested), Error);
        CHECK_THROWS_AS(unit_from_json(nested), Error);
    }

    const Record record =
        record_from_json(json{{"title", "a\x80\x01z"}, {"b\xff", "\xff"}, {"a.b.c.d.e.f", 1}, {".", 2}, {"cost.", 3}});
    CHECK(record.title.at("und") == "a\uFFFDz");
    CHECK(record.extra.at("b\uFFFD") == "\"\uFFFD\"");
    CHECK(record.extra.size() == 4);
    CHECK(record_from_json(json::parse(dump(to_json(record)))) == record);

    const std::string huge(100'000, 'x');
    try {
        record_from_json(json{{"evidence_level", huge}});
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).size() < 200);
    }
}

TEST_CASE("columns of lists are told from columns of one value") {
    for (const char* column : {"theme", "themes", "country", "creators", "authors", "keywords", "keywords_es",
                               "keywords_pt-BR", "place", "language", "sdg", "beneficiaries", "awards", "machine"}) {
        INFO(column);
        CHECK(takes_list(column));
    }
    for (const char* column : {"title", "title_es", "cost.setup", "event", "rights", "results", "place.name", "issued",
                               "nonsense", "", "theme_es", "keywords_of", "_es", "files", "parts", "abstract_pt"}) {
        INFO(column);
        CHECK_FALSE(takes_list(column));
    }
}

TEST_CASE("a unit comes back equal from its JSON") {
    for (unsigned seed = 1; seed <= 50; ++seed) {
        Unit filled;
        Filler filler(seed);
        each_field(filler, filled);
        REQUIRE(unit_from_json(json::parse(dump(to_json(filled)))) == filled);
    }
    const Unit unit{3, UnitKind::slide, "iii", "pt-BR", "Água", "Linha\noutra", "notas"};
    CHECK(unit_from_json(to_json(unit)) == unit);
    CHECK(unit_from_json(
              json::parse(R"({"n":"3","kind":"Slide","label":"iii","lang":"PT_br","title":"Água","text":"Linha\noutra",
                                         "notes":"notas"})")) == unit);
    CHECK(unit_from_json("solo texto").text == "solo texto");
    CHECK(unit_from_json(to_json(Unit())) == Unit());
    CHECK_THROWS_AS(unit_from_json(json{{"kind", "chapter"}}), Error);
    CHECK_THROWS_AS(unit_from_json(12), Error);
}
