// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/house.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <stdexcept>

#include "indexer/indexer.h"
#include "tests/corpus/namesakes.h"

namespace acervo::test {
namespace {

namespace fs = std::filesystem;

struct Collection {
    Collection() {
        auto name = (fs::temp_directory_path() / "acervo-api-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        folder = name;
        fill();
        ::test::build_namesakes(folder);
        update_index(folder, vocabulary());
    }
    ~Collection() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }

    FileRef file(Catalogue& catalogue, const std::string& name, const std::string& bytes,
                 const std::string& type) const {
        const auto path = folder / "incoming";
        std::ofstream{path, std::ios::binary} << bytes;
        const auto stored = catalogue.store(path, type);
        fs::remove(path);
        return {.sha256 = stored.sha256, .bytes = stored.bytes, .media_type = type, .name = name};
    }

    static Record record(const std::string& key, const std::string& kind, const LangMap& title) {
        Record record;
        record.collection = "test";
        record.source_key = key;
        record.id = record_id("test", key);
        record.kind = kind;
        record.title = title;
        record.languages = {title.begin()->first};
        return record;
    }

    void fill() {
        Catalogue catalogue{folder};
        const auto batch = catalogue.start_batch("test", "{}").id;

        auto practice =
            record("practice", "practice",
                   {{"es", "Presupuesto participativo en los barrios"}, {"pt", "Orçamento participativo nos bairros"}});
        // The record that the description of the interface has as its example.
        practice.collection = "sample";
        practice.source_key = "cuaderno-triple-transicion";
        practice.id = record_id(practice.collection, practice.source_key);
        practice.abstract = {{"es", "El municipio reparte una parte del presupuesto con sus vecinos."}};
        practice.creators = {{.name = "Pérez, Ana"}, {.name = "Ayuntamiento", .organization = true}};
        practice.issued = "2019-05";
        practice.themes = {"abi.pre"};
        practice.axes = {"social"};
        practice.countries = {"BR"};
        practice.event.id = "clad-2024";
        practice.files = {file(catalogue, "a\"b;\r\nSet-Cookie: x=ñ.html", "<script>alert(1)</script>", "text/html"),
                          file(catalogue, "informe.pdf", pdf_bytes(), "application/pdf")};
        practice.parts = {
            {.title = {{"es", "La gestión <del> agua"}},
             .creators = {{.name = "Ana Pérez"}, {.name = "João da Silva"}},
             .start = 1,
             .end = 2,
             .label_start = "i",
             .label_end = "ii",
             .language = "es",
             .confidence = 0.9,
             .evidence = {"contents", "title"}},
            {.title = {{"en", "Care in the city"}}, .start = 3, .end = 3, .confidence = 1, .confirmed = true}};
        catalogue.put(practice,
                      {{.number = 1,
                        .label = "i",
                        .language = "es",
                        .title = "Introducción",
                        .text = "El presupuesto participativo de la ciudad."},
                       {.number = 2,
                        .language = "pt",
                        .text = "O orçamento participativo da cidade, decidido pelos vizinhos.",
                        .origin = "ocr",
                        .confidence = 0.87},
                       {.number = 3,
                        .kind = UnitKind::slide,
                        .language = "en",
                        .text = "Participatory budgeting in the city.",
                        .notes = "Say it slowly."}},
                      batch);
        known.practice = practice.id;

        // Two that the description of the interface compares.
        for (const auto& [key, name] : {std::pair{"practice-pontevedra-ciudad-peatonal", "Pontevedra"},
                                        std::pair{"practice-sevilla-cycle-network", "Sevilla"}}) {
            auto compared = record(key, "practice", {{"es", std::string{"Caminar por "} + name}});
            compared.collection = "sample";
            compared.id = record_id("sample", key);
            compared.countries = {"ES"};
            compared.themes = {"mov.act"};
            compared.axes = {"ecological"};
            compared.places = {{.name = name, .country = "ES", .lat = 40, .lon = -4}};
            compared.practice = Practice{};
            compared.practice->problem = {{"es", std::string{"Los coches de "} + name}};
            compared.practice->stage = "running";
            compared.practice->last_confirmed = std::string_view{name} == "Sevilla" ? "2001-05-10" : "";
            compared.practice->lessons = {{"es", "<b>Andar</b>"}};
            if (std::string_view{name} == "Sevilla") compared.practice->cost = Cost{.setup = 32e6, .currency = "EUR"};
            catalogue.put(compared, {}, batch);
        }

        const auto closed = [&](const std::string& key, const std::string& access, const std::string& until) {
            auto hidden = record(key, "report", {{"es", "Informe reservado " + key}});
            hidden.rights.access = access;
            hidden.rights.embargo_until = until;
            hidden.files = {file(catalogue, key + ".txt", "secreto de " + key, "text/plain")};
            catalogue.put(hidden, {{.number = 1, .language = "es", .text = "Un secreto bien guardado."}}, batch);
            return hidden.id;
        };
        known.restricted = closed("restricted", "restricted", "");
        known.embargoed = closed("embargoed", "embargo", "2999-01-01");
        known.expired = closed("expired", "embargo", "2001-01-01");

        const auto gone = record("gone", "report", {{"es", "Informe retirado"}});
        catalogue.put(gone, {{.number = 1, .language = "es", .text = "Texto retirado."}}, batch);
        catalogue.withdraw(gone.id, batch);
        known.withdrawn = gone.id;

        auto hostile = record("hostile", "paper", {{"es", "<img src=x onerror=alert(1)> peligro"}});
        hostile.creators = {{.name = "\"><script>alert(2)</script>"}};
        catalogue.put(
            hostile, {{.number = 1, .language = "es", .text = "Hay peligro en <b>negrita</b> & \"comillas\"."}}, batch);
        known.hostile = hostile.id;

        for (int i = 0; i < papers; ++i) {
            auto paper =
                record("paper-" + std::to_string(i), "paper", {{"es", "Urbanismo, parte " + std::to_string(i)}});
            paper.issued = std::to_string(2000 + i % 10);
            paper.countries = {i % 2 ? "MX" : "ES"};
            paper.themes = {i % 3 ? "urb.viv" : "urb"};
            catalogue.put(paper, {}, batch);
        }
        catalogue.set_batch_state(batch, "applied");
    }

    fs::path folder;
    Ids known;
};

const Collection& made() {
    static const Collection collection;
    return collection;
}

}  // namespace

const Vocabulary& vocabulary() {
    static const Vocabulary loaded = Vocabulary::load(fs::path{SOURCE_DIR} / "corpus");
    return loaded;
}

const fs::path& collection() {
    return made().folder;
}
const Ids& ids() {
    return made().known;
}

std::string pdf_bytes() {
    std::string bytes = "%PDF-1.4\n";
    for (int i = 0; i < 40000; ++i) bytes += std::to_string(i) + "\n";
    return bytes;
}

ServerOptions options() {
    spdlog::set_level(spdlog::level::off);
    return {.data = collection(), .port = 0, .web = fs::path{SOURCE_DIR} / "api" / "web"};
}

std::uint16_t port() {
    static Server server{options(), vocabulary()};
    return server.port();
}

nlohmann::json get_json(const std::string& target, const std::map<std::string, std::string>& headers) {
    const auto answer = get(port(), target, headers);
    INFO(target << ": " << answer.body.substr(0, 500));
    REQUIRE(answer.status == 200);
    return nlohmann::json::parse(answer.body);
}

}  // namespace acervo::test
