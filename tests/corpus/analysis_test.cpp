// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/analysis.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "corpus/text.h"

using namespace acervo;

TEST_CASE("a language tag leads to the analysis of its language") {
    const auto [tag, language] = GENERATE(table<std::string, std::string>({{"es", "es"},
                                                                           {"pt-BR", "pt"},
                                                                           {"pt-x-mt", "pt"},
                                                                           {"EN", "en"},
                                                                           {"en_GB", "en"},
                                                                           {"ca", "ca"},
                                                                           {"gl", "gl"},
                                                                           {"fr-CA", "fr"},
                                                                           {"de", "und"},
                                                                           {"und", "und"},
                                                                           {"", "und"},
                                                                           {"est", "und"},
                                                                           {"\xFF\xFF", "und"}}));
    CHECK(analysis_language(tag) == language);
}

TEST_CASE("words are stemmed after folding") {
    struct Case {
        std::string language, word, exact, folded, stem, stem_accented;
    };
    const auto [language, word, exact, folded, stem, stem_accented] = GENERATE(values<Case>({
        {"es", "Camiones", "camiones", "camiones", "camion", ""},
        {"es", "camión", "camión", "camion", "camion", ""},
        {"pt", "Resíduos", "resíduos", "residuos", "residu", ""},
        {"pt", "administração", "administração", "administracao", "administraca", "administr"},
        {"gl", "residuos", "residuos", "residuos", "residu", ""},
        {"en", "Managing", "managing", "managing", "manag", ""},
        {"en", "city’s", "city's", "city's", "citi", ""},
        {"und", "Größe", "grösse", "grosse", "grosse", ""},
        {"de", "Häuser", "häuser", "hauser", "hauser", ""},
        {"es", "13.709", "13.709", "13.709", "13.709", ""},
        {"es", "2030", "2030", "2030", "2030", ""},
        {"es", "CO2", "co2", "co2", "co2", ""},
        {"es", "G-20", "g-20", "g-20", "g-20", ""},
        {"en", "COVID-19", "covid-19", "covid-19", "covid-19", "covid"},
        {"es", "O’Higgins", "o'higgins", "o'higgins", "o'higgins", ""},
    }));
    const auto found = forms(word, language);
    INFO(language << " " << word);
    CHECK(found.exact == exact);
    CHECK(found.folded == folded);
    CHECK(found.stem == stem);
    CHECK(found.stem_accented == stem_accented);
}

TEST_CASE("typing without accents reaches what was written with them") {
    const auto [language, written, typed] = GENERATE(table<std::string, std::string, std::string>({
        {"es", "participación", "participacion"},
        {"es", "Años", "anos"},
        {"pt", "gestão", "GESTAO"},
        {"pt", "orçamentos", "orcamentos"},
        {"ca", "col·lecció", "col.lecció"},
        {"ca", "col·lecció", "collecció"},
        {"fr", "déchets", "dechets"},
        {"gl", "xestión", "xestion"},
        {"es", "O’Higgins", "O'HIGGINS"},
    }));
    CHECK(forms(written, language).stem == forms(typed, language).stem);
}

TEST_CASE("letters of a code find the code") {
    CHECK(forms("COVID-19", "es").stem_accented == forms("covid", "es").stem);
    CHECK(forms("ODS-11", "pt").stem_accented == forms("ODS", "pt").stem);
}

TEST_CASE("a word beyond 64 bytes has no stem") {
    for (const auto& language : analysed_languages()) {
        const std::string word = std::string(61, 'a') + "ciones";
        CHECK(forms(word, language).stem == word);
        CHECK(forms(word.substr(7), language).stem.size() <= 60);
        CHECK(forms("", language).stem.empty());
    }
    const std::string accented = "Á" + std::string(200, 'b');
    CHECK(forms(accented, "es").folded == "a" + std::string(200, 'b'));
    CHECK(forms(accented, "es").stem == forms(accented, "es").folded);
}

TEST_CASE("a word has the same forms the second time") {
    for (int i = 0; i < 40'000; ++i) forms("palabra" + std::to_string(i % 7 ? i : 3) + "ones", "es");
    const auto first = forms("gestões", "pt"), second = forms("gestões", "pt");
    CHECK(first.stem == second.stem);
    CHECK(first.exact == second.exact);
    CHECK(forms("gestões", "es").exact == second.exact);
}

TEST_CASE("stop words are told in any case, with their accents or without") {
    const auto [language, word, expected] = GENERATE(table<std::string, std::string, bool>({
        {"es", "de", true},     {"es", "DE", true},      {"es", "más", true},  {"es", "mas", true},
        {"es", "agua", false},  {"es", "estado", false}, {"pt", "não", true},  {"pt", "nao", true},
        {"pt", "para", true},   {"pt", "Pará", false},   {"pt", "São", false}, {"en", "The", true},
        {"en", "waste", false}, {"en", "don't", true},   {"fr", "où", true},   {"ca", "amb", true},
        {"ca", "l", true},      {"gl", "unha", true},    {"und", "de", false}, {"de", "der", false},
        {"es", "", false},
    }));
    INFO(language << " " << word);
    CHECK(is_stop_word(word, language) == expected);
}

TEST_CASE("no theme of local government is a stop word") {
    for (const auto* word : {"agua", "residuos", "gobierno", "género", "local", "municipal", "participación"})
        CHECK_FALSE(is_stop_word(word, "es"));
    for (const auto* word : {"água", "lixo", "governo", "gênero", "local", "municipal", "moradia"})
        CHECK_FALSE(is_stop_word(word, "pt"));
    for (const auto* word : {"water", "waste", "government", "gender", "local", "council", "may", "will", "own", "us"})
        CHECK_FALSE(is_stop_word(word, "en"));
}

TEST_CASE("the language of a text is guessed") {
    const auto [language, text] = GENERATE(table<std::string, std::string>({
        {"es", "gestión de residuos sólidos"},
        {"es", "movilidad urbana sostenible"},
        {"es", "El ayuntamiento aprobó el nuevo plan de movilidad con la participación de los vecinos."},
        {"pt", "gestão de resíduos sólidos"},
        {"pt", "gestao de residuos solidos urbanos"},
        {"pt", "A prefeitura aprovou o novo plano de mobilidade com a participação dos moradores."},
        {"en", "solid waste management"},
        {"en", "The council adopted the new mobility plan after a public consultation."},
        {"ca", "L'Ajuntament ha aprovat un nou pla de mobilitat amb la participació dels veïns"},
        {"gl", "O concello aprobou un novo plan de mobilidade coa participación da veciñanza"},
        {"fr", "La ville a adopté un nouveau plan de mobilité avec la participation des habitants"},
        {"de",
         "Die Stadt hat einen neuen Plan für den öffentlichen Verkehr beschlossen, nachdem die Bürger befragt wurden"},
        {"it", "Il comune ha approvato il nuovo piano urbanistico per la mobilità e la partecipazione dei cittadini"},
        {"ru", "Город принял новый план устойчивой мобильности с участием жителей"},
        {"he", "העיר אישרה תוכנית חדשה לתחבורה"},
        {"und", ""},
        {"und", "Bogotá 2024"},
        {"und", "... 1 — ¿?"},
    }));
    INFO(text);
    CHECK(guess_language(text) == language);
}

TEST_CASE("a hint decides what the text leaves open, and nothing else") {
    CHECK(guess_language("programa municipal de agua", "es") == "es");
    CHECK(guess_language("programa municipal de agua", "pt-BR") == "pt");
    CHECK(guess_language("gestão dos resíduos sólidos na cidade", "es") == "pt");
    CHECK(guess_language("the waste of the city", "es") == "en");
}

TEST_CASE("broken bytes and very long texts are guessed too") {
    CHECK(guess_language("gesti\xF3n de los residuos de la ciudad y de las aguas") == "es");
    std::string text;
    while (text.size() < 2'000'000) text += "a gestão dos resíduos na cidade não é uma tarefa do governo apenas. ";
    CHECK(guess_language(text) == "pt");
    CHECK(guess_language(std::string(100'000, 'a')) == "und");
}

TEST_CASE("threads make forms at the same time") {
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (auto& count : wrong)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                count += forms("administração", "pt").stem_accented != "administr" || !is_stop_word("las", "es") ||
                         guess_language("gestión de los residuos") != "es";
        });
    for (auto& thread : threads) thread.join();
    CHECK(std::ranges::count(wrong, 0) == 4);
}

TEST_CASE("the language of real paragraphs is guessed nearly always") {
    const char* named = std::getenv("ACERVO_SHARED");
    const std::filesystem::path shared = named ? named : std::filesystem::path{SOURCE_DIR} / ".." / "shared";
    const auto folder = shared / "data" / "retrieval" / "xquad-dev";
    if (!std::filesystem::exists(folder)) {
        WARN("no real texts: " << folder << " is absent");
        return;
    }
    for (const auto* language : {"es", "pt", "en"}) {
        std::ifstream input{folder / ("docs." + std::string{language} + ".jsonl")};
        int all = 0, right = 0;
        for (std::string line; std::getline(input, line); ++all)
            right += guess_language(nlohmann::json::parse(line).at("text").get<std::string>()) == language;
        INFO(language << ": " << right << " of " << all);
        CHECK(all > 200);
        CHECK(right >= all * 0.995);
    }
}
