// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "corpus/dictionary/table_writer.h"
#include "corpus/translations.h"
#include "indexer/indexer.h"
#include "tests/search/library.h"

using namespace acervo;
using namespace acervo::test;
using Keys = std::vector<std::string>;
using Origin = Translation::Origin;

namespace {

/// A small Spanish dictionary in the library's data folder, as `acervo dict build` would leave it.
void put_dictionary(const Library& library) {
    TableContent content;
    content.lemmas = {"presupuesto", "vivienda", "medio ambiente", "vereda"};
    content.add_form("presupuesto", 0U);
    content.add_form("presupuestos", 0U);
    content.add_form("vivienda", 1U);
    content.add_form("viviendas", 1U);
    content.add_form("medio ambiente", 2U);
    content.add_form("vereda", 3U);
    content.translations["pt"] = {{{"orçamento", Origin::direct}},
                                  {{"moradia", Origin::direct}, {"apartamento", Origin::pivot}},
                                  {{"meio ambiente", Origin::direct}},
                                  {}};
    content.translations["en"] = {{{"budget", Origin::direct}}, {{"dwelling", Origin::bridge}}, {}, {}};
    content.add_synonyms("vereda", {"acera"});
    std::filesystem::create_directories(library.folder() / "dict");
    std::ofstream{library.folder() / "dict" / "es.dict", std::ios::binary} << write_table(content);
}

bool has(const std::vector<Match>& matches, const Match& wanted) {
    return std::ranges::any_of(matches, [&](const Match& one) {
        return one.word == wanted.word && one.found == wanted.found && one.language == wanted.language &&
               one.via == wanted.via;
    });
}

class Shelf : public Library {
public:
    Shelf() {
        put_text("es", "es", "El presupuesto del distrito se vota cada año.");
        put_text("pt", "pt", "O orçamento do bairro vota-se todos os anos.");
        put_text("en", "en", "The budget of the district is voted every year.");
        put_text("home", "pt", "Uma moradia popular para cada família.");
        put_text("flat", "pt", "Um apartamento pequeno e caro.");
        put_text("pavement", "es", "La acera norte quedó sin árboles.");
        put_text("nature", "pt", "Um grupo discute o meio ambiente da ilha.");
        put_text("parts", "pt", "O meio do caminho; o ambiente de trabalho.");
        put_text("cognate", "pt", "A panfletagem noturna continua.");
        index();
        put_dictionary(*this);
    }
    Results spanish(const std::string& text, bool across = true) {
        return search(
            {.text = text, .language = "es", .query_language = "es", .page_size = 100, .across_languages = across});
    }
};

}  // namespace

TEST_CASE("a word finds its translations, its synonyms and its cognates, and says so") {
    Shelf shelf;
    SECTION("translations, the word's own language first") {
        const auto results = shelf.spanish("presupuestos");
        CHECK(shelf.keys(results).front() == "es");
        CHECK(shelf.found_set("presupuestos") == std::set<std::string>{"es", "pt", "en"});
        CHECK(results.translates);
        CHECK(has(results.expansions, {"presupuestos", "orçamento", "pt", "translation"}));
        CHECK(has(results.expansions, {"presupuestos", "budget", "en", "translation"}));
        const auto portuguese =
            std::ranges::find_if(results.hits, [&](const Hit& hit) { return hit.id == shelf.id("pt"); });
        REQUIRE(portuguese != results.hits.end());
        CHECK(has(portuguese->matched, {"presupuestos", "orçamento", "pt", "translation"}));
        REQUIRE(portuguese->passages.size() == 1);
        CHECK(shown(portuguese->passages[0].snippet).find("[orçamento]") != std::string::npos);
    }
    SECTION("what comes by a third language counts for less") {
        CHECK(shelf.keys(shelf.spanish("vivienda")) == Keys{"home", "flat"});
        CHECK(has(shelf.spanish("vivienda").expansions, {"vivienda", "apartamento", "pt", "indirect"}));
    }
    SECTION("synonyms of its own language") {
        CHECK(shelf.keys(shelf.spanish("vereda")) == Keys{"pavement"});
        CHECK(has(shelf.spanish("vereda").expansions, {"vereda", "acera", "es", "synonym"}));
    }
    SECTION("alike words where no dictionary knows it") {
        CHECK(shelf.keys(shelf.spanish("panfletaje")).empty());  // too little alike
        CHECK(shelf.keys(shelf.spanish("panfletagen")) == Keys{"cognate"});
        CHECK(has(shelf.spanish("panfletagen").expansions, {"panfletagen", "panfletagem", "pt", "cognate"}));
    }
    SECTION("several words that are translated as one have to stand together to be marked, and rank higher") {
        const auto results = shelf.spanish("medio ambiente");
        REQUIRE(shelf.keys(results).front() == "nature");
        CHECK(shown(results.hits[0].passages[0].snippet).find("[meio ambiente]") != std::string::npos);
    }
}

TEST_CASE("xl=0 looks for the words as typed alone, and so do exclusions") {
    Shelf shelf;
    CHECK(shelf.keys(shelf.spanish("presupuesto", false)) == Keys{"es"});
    CHECK(shelf.spanish("presupuesto", false).expansions.empty());
    CHECK(shelf.keys(shelf.spanish("vivienda", false)).empty());
    // Nothing that only means the word is taken away.
    CHECK(shelf.spanish("bairro OR presupuesto NOT vereda").total == 3);
    CHECK(shelf.keys(shelf.spanish("acera -vereda")) == Keys{"pavement"});
    // What must be there may be there in another language.
    CHECK(shelf.keys(shelf.spanish("presupuesto AND bairro")) == Keys{"pt"});
    // Synonyms rank; they do not fulfil a condition.
    CHECK(shelf.keys(shelf.spanish("vereda AND norte")).empty());
}

TEST_CASE("without tables words stand for themselves, and the answer says that there are none") {
    Library library;
    library.put_text("es", "es", "El presupuesto del distrito");
    library.put_text("pt", "pt", "O orçamento do bairro");
    library.index();
    const auto results = library.search("presupuesto");
    CHECK(library.keys(results) == Keys{"es"});
    CHECK_FALSE(results.translates);
}

TEST_CASE("a topic is found by any of its names, in any language, and marked by the name that stands there") {
    Library library;
    library.put_text("es", "es", "El manejo integral de desechos en la isla.");
    library.put_text("en", "en", "A handbook of solid waste management.");
    library.put_text("other", "pt", "Uma feira de livros na praça.");
    library.index();
    const auto results =
        library.search({.text = "gestão de resíduos sólidos", .language = "pt", .query_language = "pt"});
    CHECK(results.total == 2);
    CHECK(std::ranges::any_of(results.expansions, [](const Match& match) {
        return match.word == "gestão de resíduos sólidos" && match.language == "en" && match.via == "topic";
    }));
    REQUIRE(results.hits.size() == 2);
    for (const auto& hit : results.hits) {
        CAPTURE(hit.id);
        CHECK(std::ranges::any_of(hit.matched, [](const Match& match) { return match.via == "topic"; }));
        REQUIRE(hit.passages.size() == 1);
        CHECK(shown(hit.passages[0].snippet).find('[') != std::string::npos);
    }
    CHECK(library
              .search({.text = "gestão de resíduos sólidos",
                       .language = "pt",
                       .query_language = "pt",
                       .across_languages = false})
              .total == 0);
}

TEST_CASE("ingredients have names, and leaving one out leaves out what it finds") {
    Shelf shelf;
    const auto without = [&](Ingredient ingredient) {
        Query query{.text = "vivienda", .language = "es", .query_language = "es"};
        query.without = {ingredient};
        return shelf.keys(shelf.search(query));
    };
    CHECK(without(Ingredient::thesaurus) == Keys{"home", "flat"});
    CHECK(without(Ingredient::translation) == Keys{"home"});  // by the thesaurus
    CHECK(without(Ingredient::indirect) == Keys{"home"});
    CHECK(without(Ingredient::cognates) == Keys{"home", "flat"});
    CHECK(ingredient_named("thesaurus") == Ingredient::thesaurus);
    CHECK_FALSE(ingredient_named("salt"));
}

TEST_CASE("a record that only a machine translation puts into the words of the query is shown as that") {
    Library library;
    Record record;
    record.languages = {"en"};
    record.title = {{"en", "Kites over the old pier"}};
    library.put("kites", record);
    library.index();
    const std::string title = "Kites over the old pier";
    {
        Translations store{library.folder(), Translations::Mode::read_write};
        store.put({{.digest = sha256_of(title),
                    .from = "en",
                    .to = "es",
                    .text = "Cometas sobre el muelle viejo",
                    .engine = "test"}});
        store.mark({library.id("kites")});
    }
    library.index();
    const auto results = library.search({.text = "cometas", .language = "es", .query_language = "es"});
    REQUIRE(library.keys(results) == Keys{"kites"});
    REQUIRE(results.hits[0].machine);
    CHECK(shown(results.hits[0].machine->snippet) == "[Cometas] sobre el muelle viejo");
    CHECK(results.hits[0].machine->engine == "test");
    CHECK(has(results.hits[0].matched, {"cometas", "Cometas", "es", "machine"}));

    // The cache is no more than that: damaged, it takes nothing of the answer but itself.
    for (const char* file : {"translations.db", "translations.db-wal"})
        std::ofstream{library.folder() / file, std::ios::binary} << std::string(8192, 'x');
    Searcher anew{library.shared()};
    for (auto* searcher : {&library.searcher(), &anew}) {
        const auto after = searcher->search({.text = "cometas", .language = "es", .query_language = "es"});
        CHECK(library.keys(after) == Keys{"kites"});
    }
}
