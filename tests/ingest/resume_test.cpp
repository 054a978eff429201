// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <thread>

#include "corpus/record_json.h"
#include "tests/ingest/support.h"

using namespace acervo;

namespace {

/// Starts `acervo` and gives its process id. It leads a group of its own, with its workers in it.
pid_t start(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{ACERVO_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t process = ::fork();
    if (process == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        ::dup2(nowhere, 1);
        ::dup2(nowhere, 2);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    return process;
}

int finish(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::vector<std::string> ingest_of(const std::filesystem::path& folder, const std::filesystem::path& data) {
    return {"ingest", folder.string(), "--data", data.string(), "--no-index", "--jobs", "2"};
}

/// Some sixty files: pages, texts, two manifests with files of their own, twins, and broken ones.
void write_material(const test::Folder& in) {
    const std::string text =
        "El municipio publica cada año las cuentas de su presupuesto y las explica a los vecinos en una asamblea. ";
    for (int i = 0; i < 30; ++i) {
        in.write("set/paginas/p" + std::to_string(i) + ".html",
                 test::html("Página " + std::to_string(i), text + std::to_string(i)));
    }
    for (int i = 0; i < 15; ++i) {
        in.write("set/notas/n" + std::to_string(i) + ".md",
                 "# Nota " + std::to_string(i) + "\n\n" + text + "\n\n## Segunda\n\n" + text);
    }
    in.write("set/notas/copia.md", test::read(in / "set/notas/n3.md"));
    in.write("set/vacio.html", "");
    std::string rows;
    for (int i = 0; i < 40; ++i) {
        const std::string number = std::to_string(i);
        rows += R"({"source_key":"r)" + number + R"(","kind":")" + (i == 17 ? "nonsense" : "practice") +
                R"(","title":{"es":"Práctica )" + number + R"("},"text":")" + text + number + "\"" +
                (i < 10 ? R"(,"file":"anexos/a)" + number + ".html\"" : "") + "}\n";
    }
    in.write("set/practicas.jsonl", rows);
    for (int i = 0; i < 10; ++i) {
        in.write("set/anexos/a" + std::to_string(i) + ".html",
                 test::html("Anexo " + std::to_string(i), text + "Anexo."));
    }
    std::string table = "source_key,kind,title_es,title_pt,theme\n";
    for (int i = 0; i < 20; ++i)
        table += "c" + std::to_string(i) + ",guide,Guía " + std::to_string(i) + ",Guia,amb;abi\n";
    in.write("set/guias.csv", table);
}

/// Everything the catalogue holds, but instants and batches.
std::string everything(const std::filesystem::path& data) {
    Catalogue catalogue(data);
    std::vector<std::string> lines;
    catalogue.changed_since(0, [&](const Stored& stored) {
        std::string line = dump(to_json(stored.record)) + " withdrawn=" + std::to_string(stored.withdrawn) +
                           " versions=" + std::to_string(catalogue.versions(stored.record.id).size());
        for (const auto& unit : catalogue.units(stored.text)) line += "\n  " + dump(to_json(unit));
        for (const auto& file : stored.record.files) line += "\n  " + sha256_of_file(catalogue.original(file.sha256));
        lines.push_back(line);
        return true;
    });
    std::ranges::sort(lines);
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    const auto fixity = catalogue.check_originals(/*sweep=*/true);
    CHECK(fixity.mismatch.empty());
    CHECK(fixity.missing.empty());
    CHECK(catalogue.check_database().empty());
    return text + std::to_string(catalogue.totals().originals) + " originals";
}

}  // namespace

TEST_CASE("an ingest killed at any moment and run again ends in the same catalogue") {
    const test::Folder in, scratch;
    write_material(in);
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(finish(start(ingest_of(in / "set", scratch / "whole"))) == 3);
    const auto whole_run = std::chrono::steady_clock::now() - begun;
    const std::string expected = everything(scratch / "whole");
    REQUIRE(Catalogue(scratch / "whole").totals().records == 30 + 15 + 39 + 20);

    std::mt19937 random(20240826);
    std::uniform_real_distribution<double> share(0.02, 1.0);
    int killed = 0;
    for (int round = 0; round < 20; ++round) {
        const auto data = scratch / ("killed" + std::to_string(round));
        const pid_t process = start(ingest_of(in / "set", data));
        std::this_thread::sleep_for(std::chrono::duration_cast<std::chrono::microseconds>(whole_run * share(random)));
        ::kill(process, SIGKILL);
        if (finish(process) == -SIGKILL) ++killed;
        CAPTURE(round);

        // What the journal says was done is there: neither more records than items nor fewer.
        if (std::filesystem::exists(data / "catalogue.db")) {
            Catalogue catalogue(data);
            std::int64_t written = 0;
            for (const auto& batch : catalogue.batches()) {
                for (const auto& item : catalogue.items(batch.id)) written += item.version_after > 0 ? 1 : 0;
            }
            CHECK(written == catalogue.totals().records);
        }
        if (round % 2 == 0) {
            REQUIRE(finish(start(ingest_of(in / "set", data))) == 3);
        } else {
            std::string unfinished;
            if (std::filesystem::exists(data / "catalogue.db")) {
                for (const auto& batch : Catalogue(data).batches()) unfinished = batch.id;
            }
            if (unfinished.empty()) {
                REQUIRE(finish(start(ingest_of(in / "set", data))) == 3);
            } else {
                REQUIRE(finish(start({"batch", "resume", unfinished, "--data", data.string(), "--no-index"})) == 3);
                const Catalogue catalogue(data, Catalogue::Mode::read_only);
                CHECK(catalogue.batch(unfinished)->state == "applied");
                CHECK(catalogue.items(unfinished).size() ==
                      Catalogue(scratch / "whole").items(Catalogue(scratch / "whole").batches()[0].id).size());
            }
        }
        CHECK(everything(data) == expected);
    }
    // Kills that came too late prove nothing.
    CHECK(killed >= 10);
}
