// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/query_language.h"

#include <array>
#include <catch2/catch.hpp>
#include <iostream>

#include "corpus/dictionary/build.h"
#include "corpus/dictionary/sources.h"
#include "corpus/dictionary/table_writer.h"
#include "corpus/text.h"
#include "tests/corpus/scratch.h"

using namespace acervo;

namespace {

struct Asked {
    const char* language;
    std::vector<std::string> queries;
};

/// What an officer types: short noun phrases, written for this test.
const std::array<Asked, 3> asked = {Asked{"es",
                                          {"alumbrado público led",
                                           "arbolado urbano y sombra",
                                           "atención a personas mayores",
                                           "ayuntamientos pequeños sin técnicos",
                                           "bicicletas compartidas",
                                           "carriles bici en el centro",
                                           "catastro multifinalitario",
                                           "centros de día",
                                           "compostaje comunitario",
                                           "compra pública sostenible",
                                           "consejos de barrio",
                                           "cooperación descentralizada",
                                           "despoblación rural",
                                           "desechos de construcción",
                                           "economía social y solidaria",
                                           "escuelas de oficios para jóvenes",
                                           "ferias de productores locales",
                                           "gobierno abierto",
                                           "guardería municipal",
                                           "huertos urbanos",
                                           "igualdad de género en el municipio",
                                           "impuesto predial",
                                           "islas de calor",
                                           "mancomunidades de agua",
                                           "mejoramiento de barrios",
                                           "mercados de abasto",
                                           "movilidad escolar segura",
                                           "ordenanza de ruido",
                                           "patrimonio cultural inmaterial",
                                           "peatonalización del casco histórico",
                                           "plan de ordenamiento territorial",
                                           "plusvalías urbanas",
                                           "policía de proximidad",
                                           "presupuestos participativos",
                                           "reciclaje inclusivo con cartoneros",
                                           "recolección de basura",
                                           "regularización de asentamientos",
                                           "riesgo de inundaciones",
                                           "saneamiento rural",
                                           "tarifa del agua potable",
                                           "trámites en línea",
                                           "transporte público gratuito",
                                           "turismo comunitario",
                                           "vivienda en alquiler"}},
                                    Asked{"pt",
                                          {"acolhimento de imigrantes",
                                           "agricultura familiar na merenda escolar",
                                           "alvará de funcionamento",
                                           "aluguel social",
                                           "arborização urbana",
                                           "assistência social básica",
                                           "atendimento ao cidadão",
                                           "bairros periféricos",
                                           "calçadas acessíveis",
                                           "câmaras municipais e transparência",
                                           "cidades educadoras",
                                           "ciclovias no centro",
                                           "coleta seletiva de lixo",
                                           "compras públicas sustentáveis",
                                           "consórcios intermunicipais",
                                           "conselhos municipais de saúde",
                                           "creches públicas",
                                           "defesa civil e enchentes",
                                           "descentralização de competências",
                                           "desperdício alimentar nas escolas",
                                           "drenagem urbana",
                                           "economia criativa",
                                           "educação infantil",
                                           "esgoto sanitário",
                                           "gestão de resíduos",
                                           "habitação a custos controlados",
                                           "hortas comunitárias",
                                           "iluminação pública",
                                           "imposto predial",
                                           "juntas de freguesia",
                                           "licenciamento ambiental",
                                           "mobilidade suave",
                                           "moradores de rua",
                                           "orçamento participativo jovem",
                                           "parcerias público-privadas",
                                           "pessoas idosas isoladas",
                                           "plano diretor municipal",
                                           "praças e parques",
                                           "reabilitação de centros históricos",
                                           "recuperação de nascentes",
                                           "segurança alimentar",
                                           "telessaúde na atenção básica",
                                           "transporte coletivo",
                                           "zonas costeiras e erosão"}},
                                    Asked{"en",
                                          {"affordable housing",
                                           "air quality monitoring",
                                           "ageing in small towns",
                                           "bike lanes downtown",
                                           "building permits online",
                                           "bus rapid transit",
                                           "citizens assemblies",
                                           "city budget transparency",
                                           "climate adaptation plan",
                                           "community gardens",
                                           "community policing",
                                           "council tax collection",
                                           "disaster risk reduction",
                                           "early childhood centres",
                                           "emergency shelters",
                                           "flood early warning",
                                           "food waste in schools",
                                           "green public procurement",
                                           "heritage conservation",
                                           "homeless outreach",
                                           "informal settlements upgrading",
                                           "intermunicipal cooperation",
                                           "landfill closure",
                                           "land value capture",
                                           "local economic development",
                                           "low emission zones",
                                           "mayors and open data",
                                           "municipal bonds",
                                           "neighbourhood councils",
                                           "night buses",
                                           "open government",
                                           "parking management",
                                           "participatory budgeting",
                                           "playgrounds for all ages",
                                           "property tax reform",
                                           "rural broadband",
                                           "safe routes to school",
                                           "sewage treatment",
                                           "street lighting",
                                           "street vendors",
                                           "town planning",
                                           "waste pickers",
                                           "water utilities",
                                           "youth employment"}}};

/// Share of queries whose language is found; the wrong ones are printed.
double share_right(const Dictionary& dictionary, bool accents, const std::string& reader) {
    std::size_t right = 0, all = 0;
    for (const auto& [language, queries] : asked) {
        for (const auto& query : queries) {
            const auto typed = accents ? query : fold(query);
            const auto guessed = guess_query_language(typed, reader == "own" ? language : reader, dictionary);
            ++all;
            if (guessed == language)
                ++right;
            else
                std::cout << "  " << typed << ": " << guessed << ", not " << language << '\n';
        }
    }
    const double share = static_cast<double>(right) / static_cast<double>(all);
    std::cout << "query language, " << (accents ? "with" : "without") << " accents, reader "
              << (reader.empty() ? "unknown" : reader) << ": " << share << " of " << all << '\n';
    return share;
}

/// Two kindred languages, in a folder.
Dictionary small(const Scratch& scratch) {
    TableContent es, pt, gl;
    for (const auto* word : {"gestión", "de", "residuos", "sólidos", "agua", "urbano", "plan"}) es.add_form(word, {});
    for (const auto* word : {"gestão", "de", "resíduos", "sólidos", "água", "urbano", "lixo"}) pt.add_form(word, {});
    for (const auto* word : {"xestión", "de", "residuos", "sólidos", "auga", "urbano", "lixo"}) gl.add_form(word, {});
    scratch.write("es.dict", write_table(es));
    scratch.write("pt.dict", write_table(pt));
    scratch.write("gl.dict", write_table(gl));
    return Dictionary::open(scratch.folder());
}

}  // namespace

TEST_CASE("words that only one language has tell the language of a query") {
    const Scratch scratch;
    const auto dictionary = small(scratch);
    const auto [text, reader, language] = GENERATE(table<std::string, std::string, std::string>({
        {"gestión de residuos", "pt", "es"},
        {"gestao de residuos", "es", "pt"},
        {"GESTÃO", "es", "pt"},
        {"xestión de residuos", "es", "gl"},
    }));
    INFO(text);
    CHECK(guess_query_language(text, reader, dictionary) == language);
}

TEST_CASE("accents exclude the languages that write a word otherwise") {
    const Scratch scratch;
    const auto dictionary = small(scratch);
    CHECK(guess_query_language("resíduos sólidos", "es", dictionary) == "pt");
    CHECK(guess_query_language("água", "es", dictionary) == "pt");
    CHECK(guess_query_language("residuos sólidos", "", dictionary) == "es");
}

TEST_CASE("the reader's language decides between languages about as likely, and only then") {
    const Scratch scratch;
    const auto dictionary = small(scratch);
    CHECK(guess_query_language("urbano", "pt-BR", dictionary) == "pt");
    CHECK(guess_query_language("urbano", "es", dictionary) == "es");
    CHECK(guess_query_language("solidos urbano", "pt", dictionary) == "pt");
    CHECK(guess_query_language("gestión", "pt", dictionary) == "es");
    CHECK(guess_query_language("urbano", "en", dictionary) != "en");
}

TEST_CASE("what says nothing is in the reader's language") {
    const Scratch scratch;
    for (const auto& dictionary : {Dictionary{}, small(scratch)}) {
        CHECK(guess_query_language("", "pt", dictionary) == "pt");
        CHECK(guess_query_language("xyzzy", "pt", dictionary) == "pt");
        CHECK(guess_query_language("13.709", "es-419", dictionary) == "es");
        CHECK(guess_query_language("xyzzy", "", dictionary) == "und");
        CHECK(guess_query_language("\xFF\xFE", "de", dictionary) == "und");
    }
}

TEST_CASE("without tables a longer query still has its language") {
    CHECK(guess_query_language("how to reduce waste in the city", "es", {}) == "en");
    CHECK(guess_query_language("como reduzir o lixo nas cidades não é fácil", "es", {}) == "pt");
}

TEST_CASE("the language of officers' queries is found in nearly all") {
    const auto sources = find_dictionary_sources(dictionary_folders());
    if (!sources.missing.empty()) {
        WARN("skipped: the dictionaries are not installed (tools/install dict)");
        return;
    }
    const Scratch scratch;
    build_dictionary(scratch.folder());
    const auto dictionary = Dictionary::open(scratch.folder());
    CHECK(share_right(dictionary, true, "own") >= 0.97);
    CHECK(share_right(dictionary, true, "") >= 0.97);
    CHECK(share_right(dictionary, false, "own") >= 0.97);
    CHECK(share_right(dictionary, false, "") >= 0.94);
    // A page in one language, and somebody who types another one.
    CHECK(share_right(dictionary, true, "es") >= 0.95);
}
