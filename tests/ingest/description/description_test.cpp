// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/description.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "corpus/text.h"
#include "ingest/description/events.h"
#include "ingest/description/phrases.h"
#include "tests/corpus/namesakes.h"
#include "tests/ingest/support.h"

namespace acervo {
namespace {

const Description& description() {
    static const test::Folder folder;
    static const Description made = [] {
        test::build_namesakes(folder.path());
        return Description{test::vocabulary(), folder.path()};
    }();
    return made;
}

Record record(const std::string& language, const std::string& title, const std::string& abstract = {}) {
    Record made;
    made.collection = "test";
    made.source_key = "one";
    made.kind = "other";
    made.machine = {"kind"};
    made.title = {{language, title}};
    if (!abstract.empty()) made.abstract = {{language, abstract}};
    made.languages = {language};
    return made;
}

/// The likeliest value of a field; empty: nothing is said.
FieldSuggestion first(const std::vector<FieldSuggestion>& all, const std::string& field) {
    const auto at = std::ranges::find(all, field, &FieldSuggestion::field);
    return at == all.end() ? FieldSuggestion{} : *at;
}

FieldSuggestion said(const std::string& language, const std::string& text, const std::string& field) {
    return first(description().suggest(record(language, "", text), {}), field);
}

TEST_CASE("places: namesakes are told apart by what else the text says") {
    struct Row {
        const char *language, *text, *country, *geonames;
    };
    for (const auto& row : std::vector<Row>{
             // a country or division behind the name
             {"es", "La experiencia de Córdoba, Argentina, en compras públicas.", "AR", "3860259"},
             {"es", "La experiencia de Córdoba (España) en compras públicas.", "ES", "2519240"},
             {"es", "Un caso en Córdoba, Veracruz.", "MX", "3530240"},
             {"pt", "O caso de Mérida (Venezuela) e a sua universidade.", "VE", "3632308"},
             {"es", "El caso de Mérida, Yucatán, y su centro histórico.", "MX", "3523349"},
             {"en", "The case of Cartagena, Spain, and its port.", "ES", "2520058"},
             {"en", "A visit to León, Nicaragua, in 2019.", "NI", "3618030"},
             // demonyms and institutions
             {"es", "El Ayuntamiento de Mérida y la Junta de Extremadura; los municipios extremeños y españoles.", "ES",
              "2513917"},
             {"es", "La ciudad mexicana de Guadalajara inauguró el programa; el municipio mexicano invirtió.", "MX",
              "4005539"},
             {"es", "La Diputación Provincial apoya a Guadalajara; la provincia española pierde población.", "ES",
              "3121070"},
             {"en", "Valencia has a Venezuelan industrial park; Venezuelan firms moved to Valencia.", "VE", "3625549"},
             {"pt", "A cidade espanhola de Valência? Em Valencia, o governo espanhol e os municípios da Espanha.", "ES",
              "2509954"},
             {"es", "En Granada, los nicaragüenses celebran; el gobierno de Nicaragua invirtió en Granada.", "NI",
              "3619136"},
             // other places
             {"es", "Entre Valparaíso y Santiago circulan trenes; desde Santiago se llega a Valparaíso y a Chile.",
              "CL", "3871336"},
             {"es", "En Cartagena: de Medellín a Cartagena y de Cartagena a Bogotá.", "CO", "3687238"},
             {"es", "En Córdoba: de Almería a Córdoba y de Córdoba a Sevilla, en Andalucía.", "ES", "2519240"},
             // population, when nothing else speaks
             {"es", "Un estudio sobre León.", "MX", "3998655"},
             {"pt", "Um estudo sobre a cidade de Curitiba.", "BR", "3464975"},
             {"en", "A study of Lisbon and Porto.", "PT", "2267057"},
             {"pt", "A Prefeitura Municipal de Santiago, no Rio Grande do Sul, Brasil.", "BR", "3449741"},
             {"es", "En San José de Mayo, Uruguay, la Intendencia de San José.", "UY", "3440639"},
             {"es", "San José, capital de Costa Rica: los costarricenses y su cantón central de San José.", "CR",
              "3621849"},
         }) {
        INFO(row.text);
        const auto all = description().suggest(record(row.language, "", row.text), {});
        CHECK(first(all, "country").value == row.country);
        bool among = false;
        for (const auto& each : all) {
            if (each.field != "place") continue;
            among |= nlohmann::json::parse(each.value).value("geonames", "") == row.geonames;
        }
        CHECK(among);
    }
}

TEST_CASE("places: people, common words and languages are none") {
    for (const auto* text :
         {"Valencia Pérez y Santiago Gómez escribieron el prólogo.", "Traducido del español y del portugués.",
          "la paz y la granada; el puerto y el rosario de la aurora", "THE REPORT OF THE YEAR",
          "Derecho a la salud: los vecinos y sus efectos, sus obligaciones y sus plazos.",
          "Consulta de Protección. Ley de Residuos."}) {
        INFO(text);
        const auto place = said("es", text, "place");
        CHECK(place.confidence < 0.5);
        CHECK(said("es", text, "country").confidence < 0.5);
    }
}

TEST_CASE("countries: by name in any language, demonym, address, currency, affiliation") {
    struct Row {
        const char *language, *text, *country;
    };
    for (const auto& row : std::vector<Row>{{"en", "Waste management in Paraguay and its cities.", "PY"},
                                            {"pt", "Os municípios uruguaios e o governo do Uruguai.", "UY"},
                                            {"es", "Los municipios hondureños y sus alcaldes.", "HN"},
                                            {"fr", "Les villes du Brésil et leurs budgets.", "BR"},
                                            {"ca", "Les ciutats d'Espanya.", "ES"},
                                            {"pt", "Custou R$ 2 milhões; ver https://www.ibge.gov.br/dados.", "BR"},
                                            {"es", "Consulte www.gob.pe y escriba a alguien@muni.gob.pe.", "PE"}}) {
        INFO(row.text);
        CHECK(said(row.language, row.text, "country").value == row.country);
    }
    auto with_author = record("en", "A paper about nothing in particular");
    with_author.creators = {{.name = "A. Author", .affiliation = "Universidad de la República, Uruguay"}};
    const auto country = first(description().suggest(with_author, {}), "country");
    CHECK(country.value == "UY");
    REQUIRE_FALSE(country.because.empty());
    CHECK(country.because.front().find("Universidad") != std::string::npos);
}

TEST_CASE("topics: theme, axis and goal in six languages, with the words that caused them") {
    struct Row {
        const char *language, *text, *theme, *axis, *sdg;
    };
    for (const auto& row : std::vector<Row>{
             {"es", "Manejo de residuos sólidos y reciclaje: la recolección de basura en el municipio", "amb",
              "ecological", "12"},
             {"pt", "Gestão de resíduos sólidos e coleta seletiva: reciclagem com catadores", "amb", "ecological",
              "12"},
             {"en", "Solid waste management and recycling in small towns", "amb", "ecological", "12"},
             {"ca", "Gestió de residus: recollida selectiva i reciclatge als barris", "amb", "ecological", "12"},
             {"gl", "Xestión de residuos e reciclaxe: a recollida selectiva", "amb", "ecological", "12"},
             {"fr", "Gestion des déchets et recyclage : le tri sélectif", "amb", "ecological", "12"},
             {"es", "Presupuesto participativo: vecinas y vecinos deciden en asambleas", "abi", "social", "16"},
             {"pt", "Inteligência artificial e governo digital: serviços digitais", "dig", "digital-economic", "9"},
             {"ca", "Carrils bici, transport públic i mobilitat sostenible", "mov", "ecological", "11"},
             {"en", "Gender equality and care work: women and violence against women", "soc", "social", "5"},
             {"pt", "Segurança pública, guarda municipal e prevenção da violência", "seg", "social", "16"},
         }) {
        INFO(row.text);
        const auto all = description().suggest(record(row.language, row.text), {});
        const auto theme = first(all, "theme");
        CHECK(theme.value.substr(0, 3) == row.theme);
        CHECK(first(all, "axis").value == row.axis);
        CHECK(first(all, "sdg").value == row.sdg);
        REQUIRE_FALSE(theme.because.empty());
        CHECK(fold(row.text).find(fold(theme.because.front())) != std::string::npos);
    }
    CHECK(description().suggest(record("es", "Lorem ipsum dolor"), {}).empty());
}

TEST_CASE("topics: what the title says counts for more than what the text says once") {
    const auto about = [](const std::string& title, const std::string& text) {
        return first(description().suggest(record("es", title), {{.number = 1, .language = "es", .text = text}}),
                     "theme")
            .value.substr(0, 3);
    };
    CHECK(about("Transporte público y movilidad", "El museo y la biblioteca también se mencionan.") == "mov");
    CHECK(about("Museos y bibliotecas: patrimonio cultural", "El transporte público también se menciona.") == "cul");
}

TEST_CASE("levels: the bodies that a text names") {
    CHECK(said("es", "El Ayuntamiento y la alcaldesa; el pleno municipal aprobó la ordenanza.", "government_level")
              .value == "local");
    CHECK(
        said("pt", "O governo do estado e a secretaria de estado; o governador anunciou.", "government_level").value ==
        "region");
    CHECK(said("es", "La mancomunidad de municipios y su consorcio; la mancomunidad presta servicios.",
               "government_level")
              .value == "supramun");
    CHECK(
        said("en", "The national government and the ministry; parliament passed the law.", "government_level").value ==
        "national");
}

TEST_CASE("events: by name, edition, year, city; a series alone is none") {
    struct Row {
        const char *language, *text, *event;
    };
    for (const auto& row : std::vector<Row>{
             {"es", "Ponencia presentada en el XXIX Congreso Internacional del CLAD, Brasília", "clad-2024"},
             {"pt", "XXIX Congresso Internacional do CLAD", "clad-2024"},
             {"en", "Paper for the 26th CLAD International Congress", "clad-2021"},
             {"es",
              "XVIII Congreso Internacional del CLAD sobre la Reforma del Estado y de la Administración Pública, "
              "Montevideo, 2013",
              "clad-2013"},
             {"es", "CLAD 2024: innovación pública", "clad-2024"},
             {"es",
              "Foro Regional de Desarrollo Económico Local para América Latina y el Caribe, Montevideo, agosto de 2024",
              "foro-del-2024"},
             {"es", "El CLAD es un organismo internacional", ""},
             {"es", "Congreso de historia local", ""}}) {
        INFO(row.text);
        CHECK(said(row.language, row.text, "event").value == row.event);
    }
    for (const auto& [word, number] : std::vector<std::pair<std::string, int>>{{"XXIX", 29},
                                                                               {"29", 29},
                                                                               {"29th", 29},
                                                                               {"IV", 4},
                                                                               {"2024", 0},
                                                                               {"CLAD", 0},
                                                                               {"", 0},
                                                                               {"IIIIIIIIIIIIIIIIIIIII", 21}}) {
        INFO(word);
        CHECK(edition_number(word) == number);
    }
}

TEST_CASE("kinds: by what a document says it is and how it is made") {
    const auto kind = [](const Record& of, const std::vector<Unit>& units) {
        return first(description().suggest(of, units), "kind").value;
    };
    CHECK(kind(record("es", "Guía de compras públicas sostenibles para municipios"), {}) == "guide");
    CHECK(kind(record("pt", "Relatório anual de gestão 2023"), {}) == "report");
    CHECK(kind(record("pt", "Anais do Congresso de Gestão Municipal"), {}) == "proceedings");
    CHECK(kind(record("es", "Programa"),
               {{.number = 1,
                 .language = "es",
                 .text = "9:00 Acreditación\n9:30 Inauguración\n10:30 Mesa redonda\n11:30 Pausa café\n"
                         "12:00 Conferencia magistral\n14:00 Almuerzo\n16:00 Clausura"}}) == "programme");
    auto paper = record("en", "Participation and trust in city councils", "This paper studies trust.");
    paper.creators = {{.name = "A. Author"}};
    paper.keywords = {{"en", {"trust"}}};
    CHECK(kind(paper, {{.number = 1,
                        .language = "en",
                        .title = "Introduction",
                        .text = "As shown before (Pérez, 2015), (Silva, 2016)."},
                       {.number = 2, .language = "en", .title = "Methods", .text = "We use data (Doe, 2001)."},
                       {.number = 3, .language = "en", .title = "References", .text = "Doe (2001). Pérez (2015)."}}) ==
          "paper");
    auto slides = record("es", "Datos abiertos");
    slides.files = {{.media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"}};
    CHECK(kind(slides, {}) == "presentation");
}

TEST_CASE("suggestions are made only for what no person gave, and with a confidence from 0 to 1") {
    auto given = record("es", "Residuos sólidos en Córdoba, Argentina", "El municipio argentino recicla basura.");
    given.countries = {"UY"};
    given.themes = {"mov"};
    given.axes = {"social"};
    given.machine = {"axis"};
    const auto all = description().suggest(given, {});
    CHECK(first(all, "country").value.empty());
    CHECK(first(all, "theme").value.empty());
    CHECK(first(all, "kind").value.empty());
    CHECK(first(all, "axis").value == "ecological");  // a guess may be bettered
    for (const auto& each : all) {
        CHECK(each.confidence > 0);
        CHECK(each.confidence < 1);
        CHECK(each.because.size() <= Because::most);
    }
}

TEST_CASE("a kind that was a guess becomes what is likely; one that was given stays") {
    auto guessed = record("es", "Guía");
    settle_kind(guessed, {{"", "kind", "guide", 0.9, {}, "", ""}});
    CHECK(guessed.kind == "guide");
    CHECK(guessed.machine == std::vector<std::string>{"kind"});
    auto unlikely = record("es", "Guía");
    settle_kind(unlikely, {{"", "kind", "guide", 0.4, {}, "", ""}});
    CHECK(unlikely.kind == "other");
    auto given = record("es", "Guía");
    given.machine.clear();
    settle_kind(given, {{"", "kind", "guide", 0.9, {}, "", ""}});
    CHECK(given.kind == "other");
}

TEST_CASE("hostile texts are read in bounded time and memory") {
    std::string names;
    for (int i = 0; i < 20000; ++i) names += "Santiago de Santiago, ";
    const std::string broken = "\xff\xfe San Jos\xc3 de \xe2\x82";
    for (const auto& text :
         {names, std::string(200000, 'A'), std::string(100000, '@') + "www." + std::string(100000, '.'), broken,
          std::string("(2015)") + std::string(50000, ')'), std::string(5, '\0')}) {
        CHECK_NOTHROW(description().suggest(record("es", text.substr(0, 300), text), {{.number = 1, .text = text}}));
    }
}

TEST_CASE("a word said over and over is no reason without bounds") {
    std::string title;
    for (int i = 0; i < 700; ++i) title += "Guía ";
    const auto kind = first(description().suggest(record("es", title), {}), "kind");
    CHECK(kind.value == "guide");
    CHECK(kind.confidence > 0.9);
    CHECK(kind.confidence < 1);
}

TEST_CASE("of each part of a record as much is read as is enough") {
    std::string endless;
    while (endless.size() < 4 * most_read) endless += "Santiago ";
    auto described = record("es", "Título", endless);
    described.keywords = {{"es", std::vector<std::string>(40'000, "Santiago")}};
    const std::vector<Unit> units(3, {.number = 1, .text = endless});
    const Reading reading{described, units, ""};
    for (const auto words : reading.length) CHECK(words <= most_read / 8);
    CHECK(reading.length[static_cast<std::size_t>(Where::abstract)] > most_read / 10);
}

TEST_CASE("phrases: the longest from each word on") {
    Phrases phrases;
    phrases.add("junta", 1);
    phrases.add("junta de freguesia", 2);
    phrases.add("Câmara Municipal", 3);
    std::vector<std::pair<std::size_t, std::uint32_t>> found;
    const std::vector<std::string> words = {"a", "junta", "de", "freguesia", "junta", "de", "camara", "municipal"};
    phrases.each(words, [&](std::size_t at, const Phrases::Found& of) { found.emplace_back(at, of.meanings.front()); });
    CHECK(found == std::vector<std::pair<std::size_t, std::uint32_t>>{{1, 2}, {4, 1}, {6, 3}});
}

}  // namespace
}  // namespace acervo
