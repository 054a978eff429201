// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/describe.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "ingest/languages.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

constexpr auto spanish =
    "La participación ciudadana en los presupuestos municipales permite que los vecinos decidan en qué se gasta una "
    "parte del dinero "
    "público, y obliga al ayuntamiento a explicar con claridad sus cuentas cada año.";
constexpr auto portuguese =
    "A participação cidadã nos orçamentos municipais permite que os moradores decidam em que se gasta uma parte do "
    "dinheiro público, e "
    "obriga a prefeitura a explicar com clareza as suas contas a cada ano.";
constexpr auto english =
    "Citizen participation in municipal budgets lets the neighbours decide how a part of the public money is spent, "
    "and it makes the "
    "town hall explain its accounts clearly every year to everybody who asks.";

const Validator& validator() {
    static const Validator one(test::vocabulary());
    return one;
}

Unit page(int number, const std::string& text, const std::string& language = "") {
    Unit unit;
    unit.number = number;
    unit.text = text;
    unit.language = language;
    return unit;
}

bool guessed(const Record& record, const std::string& field) {
    return std::ranges::count(record.machine, field) == 1;
}

Described of_file(Extracted extracted, Record given = {}, const std::string& name = "doc.pdf") {
    given.collection = "local";
    given.source_key = name;
    Draft draft;
    draft.given = std::move(given);
    draft.media_type = extracted.media_type;
    draft.name = name;
    draft.extracted = &extracted;
    return describe(draft, validator());
}

}  // namespace

TEST_CASE("a file's name becomes a title") {
    const auto [name, title] = GENERATE(table<std::string, std::string>({
        {"guia_de_datos-abiertos.pdf", "Guia de datos-abiertos"},
        {"plan-de-accion.pdf", "Plan de accion"},
        {"acta-2019-05-12.pdf", "Acta 2019-05-12"},
        {"sub/Informe%20final.docx", "Informe final"},
        {"informe", "Informe"},
        {"árbol.pdf", "árbol"},
        {"v1.2 notas largas.final version", "V1.2 notas largas.final version"},
    }));
    CHECK(title_from_name(name) == title);
}

TEST_CASE("the first line that reads like a title is one") {
    const auto [text, title] = GENERATE(table<std::string, std::string>({
        {"12\n\nwww.example.org\nGestión del agua en los municipios\nAna Pérez", "Gestión del agua en los municipios"},
        {"ana@example.org\n2019", ""},
        {"Agua\n", ""},
        {"Tabla de contenidos\nPlan de aguas de Rosario", "Plan de aguas de Rosario"},
        {"", ""},
    }));
    CHECK(title_from_text(text) == title);
}

TEST_CASE("titles that a program put there are known") {
    CHECK(is_title_of_a_program("Microsoft Word - tesis final"));
    CHECK(is_title_of_a_program("Presentación de PowerPoint"));
    CHECK(is_title_of_a_program("plan.indd"));
    CHECK(is_title_of_a_program("1234"));
    CHECK_FALSE(is_title_of_a_program("Plan de acción"));
    CHECK_FALSE(is_title_of_a_program("Gestão da água"));
}

TEST_CASE("what a person gave stays, what the file says comes next, the rest is guessed and marked") {
    Extracted extracted;
    extracted.media_type = "application/pdf";
    extracted.units = {page(1, std::string("Presupuesto participativo en ciudades medianas\n") + spanish),
                       page(2, spanish)};
    extracted.described.title = {{"und", "Microsoft Word - pp.doc"}};
    extracted.described.creators = {{.name = "Autor del programa"}};
    extracted.described.issued = "2018-03-02";
    Record given;
    given.creators = {{.name = "Ana Pérez"}};
    const auto [record, units] = of_file(extracted, given);
    CHECK(record.title == LangMap{{"es", "Presupuesto participativo en ciudades medianas"}});
    CHECK(guessed(record, "title"));
    REQUIRE(record.creators.size() == 1);
    CHECK(record.creators[0].name == "Ana Pérez");
    CHECK(record.issued == "2018-03-02");
    CHECK(guessed(record, "issued"));
    CHECK(record.languages == std::vector<std::string>{"es"});
    CHECK(guessed(record, "language"));
    CHECK(record.kind == "other");
    CHECK(guessed(record, "kind"));
    CHECK(units.at(1).language == "es");
}

TEST_CASE("a heading is a title unless every document has it") {
    Extracted extracted;
    extracted.media_type = "text/markdown";
    extracted.units = {page(1, spanish, "es"), page(2, spanish, "es")};
    extracted.units[0].title = "Índice";
    extracted.units[1].title = "Salud";
    CHECK(of_file(extracted).record.title == LangMap{{"es", "Salud"}});
    extracted.units[1].title = "Resumen";
    CHECK(of_file(extracted, {}, "plan_de_aguas.md").record.title == LangMap{{"es", "Plan de aguas"}});
}

TEST_CASE("a title that a person gave is never replaced nor marked") {
    Extracted extracted;
    extracted.media_type = "application/pdf";
    extracted.units = {page(1, spanish)};
    extracted.described.title = {{"es", "Otro"}};
    Record given;
    given.title = {{"es", "Mío"}};
    given.kind = "report";
    given.languages = {"es"};
    const auto described = of_file(extracted, given);
    CHECK(described.record.title == LangMap{{"es", "Mío"}});
    CHECK(described.record.kind == "report");
    CHECK(described.record.machine.empty());
}

TEST_CASE("kinds follow the format, the batch and the parts") {
    const auto [media_type, batch_kind, parts, kind] = GENERATE(table<std::string, std::string, int, std::string>({
        {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "", 0, "presentation"},
        {"application/vnd.oasis.opendocument.presentation", "", 0, "presentation"},
        {"application/jats+xml", "", 0, "paper"},
        {"application/tei+xml", "", 0, "paper"},
        {"application/pdf", "", 0, "other"},
        {"application/pdf", "", 2, "proceedings"},
        {"application/pdf", "", 1, "other"},
        {"application/pdf", "guide", 2, "guide"},
    }));
    CAPTURE(media_type, batch_kind, parts);
    Extracted extracted;
    extracted.media_type = media_type;
    for (int i = 1; i <= parts; ++i) extracted.parts.push_back({.title = {{"und", "Parte"}}, .start = i, .end = i});
    Draft draft;
    draft.media_type = media_type;
    draft.name = "x";
    draft.kind = batch_kind;
    draft.extracted = &extracted;
    const Record record = describe(draft, validator()).record;
    CHECK(record.kind == kind);
    CHECK(guessed(record, "kind") == batch_kind.empty());
    CHECK(record.parts.size() == (parts >= 2 ? static_cast<std::size_t>(parts) : 0));
}

TEST_CASE("the countries of the authors are a guess at the country") {
    Extracted extracted;
    extracted.media_type = "application/jats+xml";
    extracted.described.title = {{"en", "Water"}};
    extracted.described.creators = {
        {.name = "A", .country = "BR"}, {.name = "B", .country = "BR"}, {.name = "C", .country = "AR"}};
    const auto described = of_file(extracted);
    CHECK(described.record.countries == std::vector<std::string>{"BR", "AR"});
    CHECK(guessed(described.record, "country"));
}

TEST_CASE("units are in the language they read as; short ones in that of their document") {
    std::vector<Unit> units{page(1, spanish), page(2, "Gracias"), page(3, portuguese),   page(4, english),
                            page(5, spanish), page(6, spanish),   page(7, english, "gl")};
    guess_languages(units, {});
    std::vector<std::string> languages;
    for (const auto& unit : units) languages.push_back(unit.language);
    CHECK(languages == std::vector<std::string>{"es", "es", "pt", "en", "es", "es", "gl"});
    CHECK(languages_of(units) == std::vector<std::string>{"es", "pt", "en", "gl"});
}

TEST_CASE("a language that is wrongly declared gives way to what the text reads as") {
    std::vector<Unit> units{page(1, portuguese), page(2, portuguese), page(3, "Obrigado")};
    guess_languages(units, {"en-US"});
    CHECK(units[0].language == "pt");
    CHECK(units[2].language == "pt");
    units = {page(1, portuguese), page(2, "Obrigado")};
    guess_languages(units, {"pt-BR"});
    CHECK(units[0].language == "pt-BR");
    CHECK(units[1].language == "pt-BR");
}

TEST_CASE("the language of a title is that of its record when it is too short to tell") {
    LangMap title{{"und", "Agua"}};
    name_language(title, "es");
    CHECK(title == LangMap{{"es", "Agua"}});
    title = {{"und", "xyzzy"}};
    name_language(title, "");
    CHECK(title == LangMap{{"und", "xyzzy"}});
    title = {{"en", "Water"}};
    name_language(title, "es");
    CHECK(title == LangMap{{"en", "Water"}});
}

TEST_CASE("the event's axis says what a record is about, unless somebody said so") {
    const EventAxis* axis = nullptr;
    const Event* event = nullptr;
    for (const auto& one : test::vocabulary().events()) {
        for (const auto& other : one.axes) {
            if (!other.themes.empty()) event = &one, axis = &other;
        }
    }
    REQUIRE(axis);
    Draft draft;
    draft.given.event = {.id = event->id, .axis = axis->code};
    Record record = describe(draft, validator()).record;
    CHECK(record.themes == axis->themes);
    CHECK(record.axes == axis->axes);
    CHECK(guessed(record, "theme"));
    draft.given.themes = {"mov"};
    record = describe(draft, validator()).record;
    CHECK(record.themes == std::vector<std::string>{"mov"});
    CHECK_FALSE(guessed(record, "theme"));
}

TEST_CASE("the event of the batch is that of records that name none") {
    Draft draft;
    draft.event = test::vocabulary().events().front().id;
    CHECK(describe(draft, validator()).record.event.id == draft.event);
    draft.given.event.id = "other";
    CHECK(describe(draft, validator()).record.event.id == "other");
}

TEST_CASE("the population of the first place gives the band") {
    Draft draft;
    draft.given.places = {{.name = "X", .population = 60000}};
    CHECK(describe(draft, validator()).record.population_band == population_band(60000));
    draft.given.population_band = "p1";
    CHECK(describe(draft, validator()).record.population_band == "p1");
}
