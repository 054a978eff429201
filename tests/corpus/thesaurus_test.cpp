// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/thesaurus.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"
#include "scratch.h"

using namespace acervo;

namespace {

using Texts = std::vector<std::string>;
using Lists = std::map<std::string, Texts>;

ThesaurusConcept entry(const std::string& id, std::map<std::string, std::string> preferred, Lists alternatives = {},
                       Lists hidden = {}) {
    ThesaurusConcept result;
    result.id = id;
    result.uri = "http://x.org/" + id;
    result.preferred = std::move(preferred);
    result.alternatives = std::move(alternatives);
    result.hidden = std::move(hidden);
    return result;
}

Thesaurus::Part part(const std::string& name, std::vector<ThesaurusConcept> concepts) {
    Thesaurus::Part result;
    result.name = name;
    result.skos.concepts = std::move(concepts);
    return result;
}

const Thesaurus& sample() {
    static const Thesaurus thesaurus{
        {part("sample",
              {entry("waste", {{"es", "gestión de residuos"}, {"pt", "gestão de resíduos"}, {"en", "waste management"}},
                     {{"es", {"manejo de desechos", "manejo de basuras"}}, {"pt-PT", {"gestão do lixo"}}}),
               entry("solid", {{"es", "gestión de residuos sólidos"}, {"en", "solid waste management"}}),
               entry("residue", {{"es", "residuo"}, {"pt", "resíduo"}, {"en", "waste"}}),
               entry("ods", {{"es", "objetivos de desarrollo sostenible"}, {"en", "sustainable development goals"}},
                     {{"es", {"ODS"}}, {"en", {"SDG"}}}),
               entry("sus", {{"pt", "sistema único de saúde"}}, {{"pt", {"SUS"}}, {"es", {"SUS"}}}),
               entry("town hall", {{"es", "ayuntamiento"}, {"pt-BR", "prefeitura"}, {"pt-PT", "câmara municipal"}},
                     {{"es-MX", {"alcaldía"}}}, {{"pt", {"prefetura"}}}),
               entry("chamber", {{"pt-BR", "câmara municipal"}}, {{"pt-BR", {"câmara de vereadores"}}}),
               entry("for", {{"es", "para"}, {"en", "2030"}}), entry("agenda", {{"es", "Agenda 2030"}}),
               entry("covid", {{"es", "COVID-19"}})})}};
    return thesaurus;
}

/// The ids found in a text, each with the words that caused it.
Texts found(const Thesaurus& thesaurus, const std::string& text, const std::string& language) {
    Texts list;
    for (const auto& word : words(text)) list.emplace_back(word.text);
    Texts result;
    for (const auto& one : thesaurus.recognise(list, language)) {
        std::string line;
        for (const auto ordinal : one.concepts) line += thesaurus.concepts()[ordinal].id + "+";
        line.back() = ':';
        for (auto i = one.begin; i < one.begin + one.count; ++i) line += ' ' + list[i];
        result.push_back(line);
    }
    return result;
}

}  // namespace

TEST_CASE("labels are found in texts, the longest first, inflected or without accents") {
    const auto [text, language, expected] = GENERATE(table<std::string, std::string, Texts>({
        {"La gestión de residuos en Lima", "es", {"waste: gestión de residuos"}},
        {"La gestion de residuo en Lima", "es", {"waste: gestion de residuo"}},
        {"GESTIÓN DE RESIDUOS", "es", {"waste: GESTIÓN DE RESIDUOS"}},
        {"gestión de residuos sólidos urbanos", "es", {"solid: gestión de residuos sólidos"}},
        {"gestión de residuos y residuos sólidos", "es", {"waste: gestión de residuos", "residue: residuos"}},
        {"gestión de gestión de residuos", "es", {"waste: gestión de residuos"}},
        {"gestión residuos", "es", {"residue: residuos"}},
        {"el manejo de los desechos", "es", {}},
        {"solid waste management, waste management",
         "en",
         {"solid: solid waste management", "waste: waste management"}},
        {"a gestão do lixo; gestao de residuos", "pt", {"waste: gestão do lixo", "waste: gestao de residuos"}},
        {"As câmaras municipais e a prefeitura",
         "pt",
         {"town hall+chamber: câmaras municipais", "town hall: prefeitura"}},
        {"a camara municipal", "pt", {"town hall+chamber: camara municipal"}},
        {"prefetura", "pt", {"town hall: prefetura"}},
        {"Agenda 2030 y 2030", "es", {"agenda: Agenda 2030"}},
        {"COVID-19, Covid", "es", {"covid: COVID-19", "covid: Covid"}},
        {"manejo de desechos", "en", {}},
        {"gestión de residuos", "und", {}},
        {"", "es", {}},
    }));
    CAPTURE(text, language);
    CHECK(found(sample(), text, language) == expected);
}

TEST_CASE("an acronym is found in capitals only, and a stop word alone is no label") {
    CHECK(found(sample(), "Los ODS y las ods", "es") == Texts{"ods: ODS"});
    CHECK(found(sample(), "sus hijos, Sus hijos, el SUS", "es") == Texts{"sus: SUS"});
    CHECK(found(sample(), "para todos", "es").empty());
}

TEST_CASE("labels of a concept are those of a language and its regions") {
    const auto* hall = sample().find("town hall");
    REQUIRE(hall);
    CHECK(sample().labels(*hall, "pt") == Texts{"prefeitura", "câmara municipal", "prefetura"});
    CHECK(sample().labels(*hall, "pt-PT") == Texts{"câmara municipal", "prefeitura", "prefetura"});
    CHECK(sample().labels(*hall, "es") == Texts{"ayuntamiento", "alcaldía"});
    CHECK(sample().labels(*hall, "en").empty());
}

TEST_CASE("recognition finds what comparing with every label finds") {
    const auto& thesaurus = sample();
    std::mt19937 random{7};
    Texts pool{"y", "para", "de", "sólidos", "ODS", "ods", "SUS", "sus", "municipal", "la"};
    std::vector<std::pair<Texts, std::uint32_t>> labels;
    for (std::uint32_t i = 0; i < thesaurus.concepts().size(); ++i) {
        for (const auto& label : thesaurus.labels(thesaurus.concepts()[i], "es")) {
            Texts list;
            for (const auto& word : words(label)) list.emplace_back(word.text);
            pool.insert(pool.end(), list.begin(), list.end());
            if (label != "para") labels.emplace_back(list, i);
        }
    }
    const auto agrees = [](const std::string& label, const std::string& word) {
        if ((label == "ODS" || label == "SUS") && word != label) return false;
        return forms(label, "es").stem == forms(word, "es").stem;
    };
    for (int round = 0; round < 500; ++round) {
        Texts text;
        for (int i = 0; i < 12; ++i)
            text.push_back(pool[std::uniform_int_distribution<std::size_t>{0, pool.size() - 1}(random)]);
        std::size_t at = 0;
        for (const auto& one : thesaurus.recognise(text, "es")) {
            for (; at < text.size(); ++at) {
                std::size_t best = 0;
                std::vector<std::uint32_t> concepts;
                for (const auto& [label, ordinal] : labels) {
                    if (label.size() < best || at + label.size() > text.size()) continue;
                    if (!std::equal(label.begin(), label.end(), text.begin() + static_cast<long>(at), agrees)) continue;
                    if (label.size() > best) concepts.clear();
                    best = label.size();
                    if (std::ranges::find(concepts, ordinal) == concepts.end()) concepts.push_back(ordinal);
                }
                if (best == 0) continue;
                std::ranges::sort(concepts);
                REQUIRE(one.begin == at);
                CHECK(one.count == best);
                CHECK(one.concepts == concepts);
                at += best;
                break;
            }
        }
    }
}

TEST_CASE("concepts are found by id, and ids of several files do not clash") {
    const Thesaurus thesaurus{{part("one", {entry("a", {{"es", "agua"}})}),
                               part("two", {entry("a", {{"es", "aire"}}), entry("b", {{"es", "luz"}})})}};
    REQUIRE(thesaurus.find("a"));
    CHECK(thesaurus.find("a")->label("es") == "agua");
    REQUIRE(thesaurus.find("two:a"));
    CHECK(thesaurus.find("two:a")->label("es") == "aire");
    CHECK(thesaurus.find("c") == nullptr);
    CHECK(thesaurus.part_of(*thesaurus.find("b")).name == "two");
    CHECK(thesaurus.part_of(*thesaurus.find("a")).name == "one");
}

TEST_CASE("the version changes with ids and labels alone") {
    const auto version = [](ThesaurusConcept one) { return Thesaurus{{part("x", {std::move(one)})}}.version(); };
    const auto first = entry("a", {{"es", "agua"}});
    auto other = first;
    other.definition["es"] = "líquido";
    CHECK(version(first) == version(other));
    other.alternatives["es"] = {"aguas"};
    CHECK(version(first) != version(other));
    CHECK(version(first) != version(entry("b", {{"es", "agua"}})));
    CHECK(version(first) != version(entry("a", {{"pt", "agua"}})));
    CHECK(Thesaurus{}.version().empty());
}

TEST_CASE("files of the share folder and of the data folder are loaded, the latter's in place of the former's") {
    const Scratch share, data;
    for (const auto* scratch : {&share, &data}) std::filesystem::create_directory(scratch->folder() / "thesaurus");
    const auto write = [](const Scratch& scratch, const std::string& name, const std::string& label) {
        Skos skos;
        skos.concepts = {entry(label, {{"es", label}})};
        scratch.write("thesaurus/" + name, write_skos(skos));
    };
    write(share, "ours.rdf", "agua");
    write(share, "base.rdf", "luz");
    write(data, "theirs.rdf", "aire");
    write(data, "ours.rdf", "fuego");
    write(data, ".half.rdf", "nada");
    data.write("thesaurus/readme.txt", "");
    const auto thesaurus = Thesaurus::load(share.folder(), data.folder());
    Texts ids;
    for (const auto& one : thesaurus.concepts()) ids.push_back(one.id);
    CHECK(ids == Texts{"luz", "fuego", "aire"});
    CHECK(found(thesaurus, "el fuego y el aire", "es").size() == 2);
    CHECK(Thesaurus::load(share / "absent", {}).concepts().empty());
    data.write("thesaurus/bad.rdf", "<a>");
    CHECK_THROWS_WITH(Thesaurus::load(share.folder(), data.folder()), Catch::Contains("bad.rdf"));
}

TEST_CASE("a thesaurus is put into the data folder, in place of one of its name") {
    const Scratch data;
    Skos skos;
    skos.concepts = {entry("a", {{"es", "agua"}})};
    const auto file = install_thesaurus(data.folder(), "mine-2", skos);
    CHECK(file == data / "thesaurus/mine-2.rdf");
    CHECK(read_skos_file(file) == skos);
    skos.concepts = {entry("b", {{"es", "aire"}})};
    install_thesaurus(data.folder(), "mine-2", skos);
    CHECK(read_skos_file(file) == skos);
    const auto folder = std::filesystem::directory_iterator{data / "thesaurus"};
    CHECK(std::distance(begin(folder), end(folder)) == 1);
    const auto name = GENERATE(as<std::string>{}, "", "../x", "Mine", "a/b", ".x", std::string(61, 'a'));
    CHECK_THROWS_WITH(install_thesaurus(data.folder(), name, skos), Catch::Contains("cannot be the name"));
}

TEST_CASE("thesauri of other institutions load and find their labels") {
    const char* named = std::getenv("ACERVO_SHARED");
    const auto folder = std::filesystem::path{named ? named : SOURCE_DIR "/../shared"} / "data/vocabularies";
    if (!std::filesystem::exists(folder)) {
        WARN(folder.string() << " is not here: skipped (set ACERVO_SHARED)");
        return;
    }
    const auto [file, concepts, language, text] = GENERATE(table<std::string, std::size_t, std::string, std::string>({
        {"inspire-theme.rdf", 34, "es", "hidrografía"},
        {"unesco-thesaurus.ttl", 4420, "en", "comparative librarianship"},
        {"vcge-2.n3", 114, "pt", "compras governamentais"},
    }));
    CAPTURE(file);
    Thesaurus::Part one;
    one.name = file;
    one.skos = read_skos_file(folder / file);
    REQUIRE(one.skos.concepts.size() == concepts);
    CHECK(read_skos(write_skos(one.skos)) == one.skos);
    const Thesaurus thesaurus{{one}};
    CHECK(found(thesaurus, text, language).size() == 1);
}
