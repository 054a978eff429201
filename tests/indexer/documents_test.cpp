// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/documents.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <numeric>

#include "corpus/analysis.h"
#include "corpus/text.h"
#include "indexer/fields.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

using Terms = std::map<std::string, Xapian::termcount>;
using Positions = std::vector<Xapian::termpos>;

Terms terms(const Xapian::Document& document) {
    Terms found;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        found[*term] = term.get_wdf();
    }
    return found;
}

Positions positions(const Xapian::Document& document, const std::string& wanted) {
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        if (*term == wanted) return {term.positionlist_begin(), term.positionlist_end()};
    }
    return {};
}

Documents make(const Record& record, const std::vector<Unit>& units = {}, const std::string& today = "2026-01-01",
               const Vocabulary& vocabulary = test::vocabulary()) {
    Stored stored;
    stored.record = record;
    stored.version = 3;
    stored.text = units.empty() ? 0 : 9;
    return DocumentMaker{vocabulary, today}.make(stored, units);
}

/// How often the record and each of its passages speak of the concept "waste"; 0: the term is absent.
std::vector<Xapian::termcount> mentions(const Record& record, const std::vector<Unit>& units = {}) {
    static const Vocabulary vocabulary = test::vocabulary_with(test::waste_thesaurus());
    const Documents made = make(record, units, "2026-01-01", vocabulary);
    std::vector<Xapian::termcount> counts;
    const auto count = [&](const Xapian::Document& document) {
        const Terms found = terms(document);
        const auto term = found.find(fields::concept_term("waste"));
        counts.push_back(term == found.end() ? 0 : term->second);
    };
    count(made.record);
    for (const Xapian::Document& passage : made.passages) count(passage);
    return counts;
}

}  // namespace

TEST_CASE("each word of a unit is a term of the passage and of the record in the unit's language") {
    const Documents made = make(test::record("one", "es", "x"), {test::unit(1, "Gestión de residuos", "es"),
                                                                 test::unit(2, "Gestão de resíduos", "pt-BR"),
                                                                 test::unit(3, "Waste management", "en")});
    REQUIRE(made.passages.size() == 3);
    const Terms record = terms(made.record);
    const auto [unit, word, language] = GENERATE(table<int, std::string, std::string>(
        {{0, "Gestión", "es"}, {0, "residuos", "es"}, {1, "Gestão", "pt"}, {1, "resíduos", "pt"}, {2, "Waste", "en"}}));
    CAPTURE(word);
    const Forms expected = forms(word, language);
    const Terms passage = terms(made.passages.at(static_cast<std::size_t>(unit)));
    const std::string stem = fields::with_language("X", language);
    CHECK(passage.contains(stem + expected.stem));
    CHECK(record.contains(stem + expected.stem));
    if (!expected.stem_accented.empty()) {
        CHECK(passage.contains(stem + expected.stem_accented));
        CHECK(record.contains(stem + expected.stem_accented));
    }
    CHECK(record.contains(fields::with_language("XW", language) + expected.folded));
    CHECK(record.contains(fields::with_language("XA", language) + expected.exact) ==
          (expected.exact != expected.folded));
}

TEST_CASE("terms count words, but flags and presences do not add up") {
    Record record = test::record("one", "en", "Water");
    record.creators = {{.name = "Water Smith"}, {.name = "Ana Smith"}};
    record.themes = {"amb.res"};
    const Terms found = terms(make(record, {test::unit(1, "water water café café waters", "en")}).record);
    CHECK(found.at("XEN" + forms("water", "en").stem) == 4);
    CHECK(found.at("XWENwater") == 3);
    CHECK(found.at("XTEN" + forms("water", "en").stem) == 1);
    CHECK(found.at("XTWENwater") == 1);
    CHECK(found.at("XAENcafé") == 1);
    CHECK(found.at("Asmith") == 1);
    CHECK(found.at("Ktheme:amb.res") == 0);
    CHECK(found.at("Ktheme:amb") == 0);
    CHECK(found.at("Q" + record.id) == 0);
}

TEST_CASE("the length of a passage is the number of its words") {
    const Documents made = make(test::record("one", "en"), {test::unit(1, "one two two three", "en")});
    const Terms found = terms(made.passages.at(0));
    CHECK(std::accumulate(found.begin(), found.end(), 0U,
                          [](auto sum, const auto& term) { return sum + term.second; }) == 4);
}

TEST_CASE("texts that call a concept by different names share its term") {
    using Counts = std::vector<Xapian::termcount>;
    CHECK(mentions(test::record("one", "es", "El manejo de desechos en Lima")) == Counts{1});
    CHECK(mentions(test::record("two", "en", "Waste Management")) == Counts{1});
    CHECK(mentions(test::record("three", "pt", "Gestao de residuos")) == Counts{1});
    CHECK(mentions(test::record("four", "es", "Desechos: su manejo")) == Counts{0});
}

TEST_CASE("concepts are counted in each text of a record, unit by unit in its own language") {
    using Counts = std::vector<Xapian::termcount>;
    Record record = test::record("one", "es", "gestión de residuos");
    record.abstract["pt"] = "gestão de resíduos, gestão de resíduos";
    record.keywords["es"] = {"manejo", "de desechos", "manejo de desechos"};
    record.practice.emplace();
    record.practice->lessons["en"] = "waste management";
    CHECK(mentions(record, {test::unit(1, "manejo de desechos; gestión de residuos"), test::unit(2, "waste management"),
                            test::unit(3, "waste management", "en")}) == Counts{8, 2, 0, 1});
    record.rights.access = "restricted";
    CHECK(mentions(record, {test::unit(1, "manejo de desechos")}) == Counts{5});
}

TEST_CASE("positions run on, with gaps that no phrase crosses") {
    Record record = test::record("one", "en", "first second");
    record.abstract["en"] = "third fourth";
    const Documents made = make(record, {test::unit(1, "fifth sixth", "en"), test::unit(2, "seventh", "en")});
    CHECK(positions(made.record, "XWENfirst") == Positions{1});
    CHECK(positions(made.record, "XWENsecond") == Positions{2});
    CHECK(positions(made.record, "XWENthird") == Positions{103});
    CHECK(positions(made.record, "XWENfourth") == Positions{104});
    CHECK(positions(made.record, "XWENfifth") == Positions{205});
    CHECK(positions(made.record, "XWENseventh") == Positions{307});
    CHECK(positions(made.record, "XTWENsecond") == Positions{2});
    CHECK(positions(made.record, "XEN" + forms("third", "en").stem).empty());
}

TEST_CASE("a text of unknown language is taken to be in the record's own") {
    Record record = test::record("one", "pt", "x");
    record.abstract["und"] = "cidades";
    const Terms found = terms(make(record, {test::unit(1, "orçamentos", ""), test::unit(2, "kirja", "fi")}).record);
    CHECK(found.contains("XWPTcidades"));
    CHECK(found.contains("XWPTorcamentos"));
    CHECK(found.contains("XWUNDkirja"));
}

TEST_CASE("names answer in both orders, and apart from the text") {
    Record record = test::record("one", "es", "x");
    record.creators = {{.name = "Núñez, Ana María"}};
    const Documents made = make(record);
    const std::string nunez = "A" + fold("Núñez");
    CHECK(positions(made.record, nunez) == Positions{1, 106});
    CHECK(positions(made.record, "Aana") == Positions{2, 104});
    CHECK_FALSE(terms(made.record).contains("XWESana"));
}

TEST_CASE("the text of a record that may not be shown is not indexed") {
    Record record = test::record("one", "es", "Título");
    record.abstract["es"] = "resumen";
    const std::vector<Unit> units = {test::unit(1, "secreto", "es")};
    SECTION("restricted") {
        record.rights.access = "restricted";
        const Documents made = make(record, units);
        CHECK(made.passages.empty());
        const Terms found = terms(made.record);
        CHECK_FALSE(found.contains("XWESsecreto"));
        CHECK(found.contains("XWESresumen"));
        CHECK(found.contains("Kaccess:restricted"));
        CHECK(nlohmann::json::parse(made.record.get_data())["text"] == 0);
    }
    SECTION("under embargo, until its last day") {
        record.rights = {.access = "embargo", .embargo_until = "2026-06-01"};
        const Terms before = terms(make(record, units, "2026-05-31").record);
        CHECK_FALSE(before.contains("XWESsecreto"));
        CHECK(before.contains("E2026-06-01"));
        const Documents after = make(record, units, "2026-06-01");
        CHECK(terms(after.record).contains("XWESsecreto"));
        CHECK_FALSE(terms(after.record).contains("E2026-06-01"));
        CHECK(nlohmann::json::parse(after.record.get_data())["text"] == 9);
    }
}

TEST_CASE("the texts of a practice are indexed in their languages") {
    Record record = test::record("one", "es", "x");
    Practice practice;
    practice.problem["es"] = "basurales";
    practice.lessons["pt"] = "aprendizado";
    practice.actors = {{.name = "Cooperativa"}};
    practice.transferability["conditions"] = {.value = 3, .why = {{"en", "affordable"}}};
    practice.adoptions = {{.place = {.name = "Rosario"}, .changed = {{"es", "ordenanza"}}}};
    record.practice = practice;
    const Terms found = terms(make(record).record);
    for (const char* term :
         {"XWESbasurales", "XWPTaprendizado", "XWEScooperativa", "XWENaffordable", "XWESrosario", "XWESordenanza"}) {
        CAPTURE(term);
        CHECK(found.contains(term));
    }
}

TEST_CASE("units without words make no passage") {
    const Documents made =
        make(test::record("one"), {test::unit(1, "  \n "), test::unit(2, "— * —"), test::unit(3, "palabra")});
    REQUIRE(made.passages.size() == 1);
    CHECK(made.passages[0].get_data() == record_id("test", "one") + ":3");
    CHECK(Xapian::sortable_unserialise(made.passages[0].get_value(fields::slot_number)) == 3);
}

TEST_CASE("a slide's title and notes belong to its passage, a repeated heading once") {
    Unit slide = test::unit(1, "Contenido", "es");
    slide.title = "Encabezado";
    slide.notes = "Notas";
    Unit section = test::unit(2, "Inicio y fin", "es");
    section.title = "Inicio";
    const Documents made = make(test::record("one", "es", "x"), {slide, section});
    const Terms found = terms(made.record);
    CHECK(found.at("XWESencabezado") == 1);
    CHECK(found.at("XWESnotas") == 1);
    CHECK(found.at("XWESinicio") == 1);
}

TEST_CASE("dates are kept so that they sort") {
    const auto [issued, expected] = GENERATE(table<std::string, std::string>({
        {"2024-08-26", "20240826"},
        {"2024-08", "20240800"},
        {"2024", "20240000"},
        {"2019/2023", "20190000"},
        {"2024-08/2024-09", "20240800"},
        {"2019-21", "20190000"},
        {"2024-08-26/2024-08-28", "20240826"},
        {"", ""},
    }));
    Record record = test::record("one");
    record.issued = issued;
    CAPTURE(issued);
    CHECK(make(record).record.get_value(fields::slot_date) == expected);
}

TEST_CASE("a long title is cut between characters") {
    std::string title;
    while (title.size() < 500) title += "añejo ";
    const std::string kept = make(test::record("one", "es", title)).record.get_value(fields::slot_title);
    CHECK(kept.size() <= 200);
    CHECK(kept.size() > 190);
    CHECK(is_utf8(kept));
}

TEST_CASE("a text without pages is analysed whole, wherever it is cut") {
    std::string text = "principio ";
    while (text.size() < 3'000'000) text += "agua ñandú ";
    text += "final";
    const Documents made = make(test::record("one", "es", "x"), {test::unit(1, text, "es")});
    const Terms found = terms(made.record);
    CHECK(made.words == words(text).size() + 2);  // and the title, twice
    CHECK(found.contains("XWESprincipio"));
    CHECK(found.contains("XWESfinal"));
}

TEST_CASE("a maker that has seen other records makes the same documents") {
    DocumentMaker used{test::vocabulary(), "2026-01-01"};
    std::mt19937 random{11};
    for (int i = 0; i < 200; ++i) {
        Stored stored;
        stored.record = test::random_record(random, "key-" + std::to_string(i));
        const std::vector<Unit> units = test::random_units(random);
        const Documents one = used.make(stored, units);
        const Documents other = DocumentMaker{test::vocabulary(), "2026-01-01"}.make(stored, units);
        REQUIRE(one.record.serialise() == other.record.serialise());
        REQUIRE(one.passages.size() == other.passages.size());
        for (std::size_t k = 0; k < one.passages.size(); ++k) {
            REQUIRE(one.passages[k].serialise() == other.passages[k].serialise());
        }
    }
}

}  // namespace acervo
