// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/worker.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <thread>

#include "corpus/error.h"
#include "ingest/sandbox.h"
#include "tests/ingest/support.h"

using namespace acervo;
using namespace std::chrono_literals;

namespace {

Worker worker(Limits limits = {}) {
    return Worker{limits, EXTRACT_WORKER};
}

Limits small() {
    return {.memory = 512U << 20, .cpu = 2s, .wall = 4s, .output = 4U << 20};
}

/// "text of the first unit", or "code: message" of the error.
std::string outcome(Worker& worker, const std::filesystem::path& file) {
    try {
        const auto extracted = worker.extract(file, file.filename().string());
        return extracted.units.empty() ? "" : extracted.units.front().text;
    } catch (const Error& error) {
        return error.code() + ": " + error.what();
    }
}

/// Worker processes that this test has started and that still run.
std::set<std::string> processes() {
    const auto parent = "PPid:\t" + std::to_string(::getpid()) + "\n";
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto status = test::read(entry.path() / "status");
        if (status.starts_with("Name:\textract_worker") && status.find(parent) != std::string::npos)
            found.insert(entry.path().filename().string());
    }
    return found;
}

}  // namespace

TEST_CASE("whatever a file makes its reader do, the answer has the right code and the next file is fine") {
    const auto [trick, expected] = GENERATE(table<std::string, std::string>({
        {"hang", "timeout"},
        {"spin", "timeout"},
        {"allocate", "memory"},
        {"crash", "crashed: the reader crashed (SIGSEGV)"},
        {"fork-bomb", "crashed: the reader asked for what a file never needs (SIGSYS)"},
        {"flood", "output"},
        {"garbage", "crashed"},
        {"socket", "crashed: the reader asked for what a file never needs (SIGSYS)"},
        {"execute", "crashed: the reader asked for what a file never needs (SIGSYS)"},
        {"shoot", "crashed: the reader asked for what a file never needs (SIGSYS)"},
        {"write", "refused"},
        {"read", "refused"},
        {"exit", "crashed: the reader gave up (exit status 3)"},
        {"throw", "crashed"},
    }));
    CAPTURE(trick);
    const test::Folder folder;
    auto reader = worker(small());
    const auto bad = folder.write("bad.txt", "ACERVO-TEST " + trick + "\n");
    const auto good = folder.write("good.txt", "El agua es de todas.\n");
    const auto said = outcome(reader, bad);
    CAPTURE(said);
    // A sanitizer ends a crashed process with a status of its own.
    if (address_space_is_huge() && trick == "crash") {
        CHECK(said.starts_with("crashed"));
    } else {
        CHECK(said.starts_with(expected));
    }
    CHECK(outcome(reader, good) == "El agua es de todas.");
    CHECK_FALSE(std::filesystem::exists("/tmp/acervo-was-here"));
}

TEST_CASE("a worker that is gone leaves no process behind") {
    const test::Folder folder;
    const auto file = folder.write("a.txt", "hola\n");
    const auto before = processes();
    {
        auto reader = worker();
        outcome(reader, file);
        CHECK(processes().size() > before.size());
    }
    CHECK(processes() == before);
}

TEST_CASE("a worker process that is killed is started again") {
    const test::Folder folder;
    const auto file = folder.write("a.txt", "Servicios públicos\n");
    const auto before = processes();
    auto reader = worker();
    REQUIRE(outcome(reader, file) == "Servicios públicos");
    for (const auto& id : processes()) {
        if (!before.contains(id)) ::kill(std::stoi(id), SIGKILL);
    }
    CHECK(outcome(reader, file) == "Servicios públicos");
}

TEST_CASE("workers of several threads do not disturb one another") {
    const test::Folder folder;
    std::vector<std::string> wrong(3);
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < wrong.size(); ++t) {
            threads.emplace_back([&, t] {
                auto reader = worker();
                for (int i = 0; i < 10; ++i) {
                    const auto words = "texto " + std::to_string(t) + "-" + std::to_string(i);
                    const auto file = folder.write(std::to_string(t) + "-" + std::to_string(i) + ".txt", words + "\n");
                    if (const auto said = outcome(reader, file); said != words) wrong[t] += said + "; ";
                }
            });
        }
    }
    CHECK(wrong == std::vector<std::string>(3));
}

TEST_CASE("what is no ordinary file is not read") {
    const test::Folder folder;
    auto reader = worker();
    CHECK(outcome(reader, folder.write("empty.pdf", "")).starts_with("empty"));
    ::mkfifo((folder / "pipe").c_str(), 0600);
    CHECK(outcome(reader, folder / "pipe").starts_with("special-file"));
    CHECK(outcome(reader, "/dev/zero").starts_with("special-file"));
    CHECK(outcome(reader, folder.path()).starts_with("special-file"));
    CHECK_THROWS_AS(reader.extract(folder / "absent.pdf", "absent.pdf"), Error);
}

TEST_CASE("a format without a reader is named") {
    const test::Folder folder;
    auto reader = worker();
    const auto picture = folder.write("a.pdf", "GIF89a" + std::string(30, '\1'));
    CHECK(outcome(reader, picture) == "format: image/gif");
    CHECK(reader.identify(picture, "a.pdf") == "image/gif");
}

TEST_CASE("a program that cannot be started is an error of the operator, not of the file") {
    const test::Folder folder;
    const auto file = folder.write("a.txt", "hola\n");
    Worker reader{{}, "/nowhere/acervo"};
    try {
        reader.extract(file, "a.txt");
        FAIL("it was read");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::broken);
    }
}

TEST_CASE("the reader does not see the environment of the program") {
    const test::Folder folder;
    ::setenv("ACERVO_SECRET_FOR_A_TEST", "hidden", 1);
    auto reader = worker();
    const auto before = processes();
    outcome(reader, folder.write("a.txt", "hola\n"));
    for (const auto& id : processes()) {
        const auto environment = test::read("/proc/" + id + "/environ");
        CHECK(environment.find("ACERVO_SECRET_FOR_A_TEST") == std::string::npos);
    }
    ::unsetenv("ACERVO_SECRET_FOR_A_TEST");
}
