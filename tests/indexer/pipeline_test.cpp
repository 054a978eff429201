// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/pipeline.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <thread>

#include "corpus/error.h"
#include "indexer/apertium.h"

namespace acervo {

namespace {

using namespace std::chrono_literals;
using Stages = std::vector<std::vector<std::string>>;

const Stages one = {{FAKE_ENGINE, "-z", "o"}};
const Stages three = {{FAKE_ENGINE, "-z", "a"}, {FAKE_ENGINE, "-z", "b"}, {FAKE_ENGINE, "-z", "c"}};
constexpr Pipeline::Limits hasty{.patience = 1500ms};

/// Processes on this machine, not counting those that have ended, whose command line names the fake engine and `mark`.
int engines_with(const std::string& mark) {
    int count = 0;
    DIR* processes = ::opendir("/proc");
    REQUIRE(processes != nullptr);
    while (const dirent* entry = ::readdir(processes)) {
        std::ifstream file{std::string{"/proc/"} + entry->d_name + "/cmdline"};
        std::string line{std::istreambuf_iterator<char>{file}, {}};
        count += line.starts_with(FAKE_ENGINE) && line.find(mark) != std::string::npos ? 1 : 0;
    }
    ::closedir(processes);
    return count;
}

bool ends_soon(const std::string& mark) {
    for (int i = 0; i < 500; ++i) {
        if (engines_with(mark) == 0) return true;
        std::this_thread::sleep_for(20ms);
    }
    return false;
}

std::string code_of(Pipeline& pipeline, const std::vector<std::string>& texts) {
    try {
        pipeline.ask(texts);
        return "none";
    } catch (const Error& error) {
        return error.code();
    }
}

}  // namespace

TEST_CASE("a chain of programs answers each text, batch after batch, in order") {
    Pipeline pipeline{three, {}};
    CHECK(pipeline.ask({"uno"}) == std::vector<std::string>{"unoabc"});
    std::vector<std::string> texts, expected;
    for (int i = 0; i < 3000; ++i) {
        texts.push_back("texto " + std::to_string(i) + " sobre agua");
        expected.push_back("textoabc " + std::to_string(i) + " sobreabc aguaabc");
    }
    // More than the pipes hold: whoever writes first and reads later stands still here.
    CHECK(pipeline.ask(texts) == expected);
    CHECK(pipeline.ask({}).empty());
    CHECK(pipeline.ask({"", "x"}) == std::vector<std::string>{"", "xabc"});
}

TEST_CASE("a batch that hangs, crashes, loses, doubles, floods or lies is refused as a whole") {
    const std::string word = GENERATE("cuelga", "revienta", "pierde", "dobla", "inunda", "miente", "devora");
    const auto& stages = GENERATE_REF(one, three);
    CAPTURE(word, stages.size());
    Pipeline pipeline{stages, hasty};
    CHECK(pipeline.ask({"antes"}).size() == 1);
    CHECK(code_of(pipeline, {"casa", "algo " + word, "agua"}) == "batch");
    Pipeline next{stages, hasty};
    CHECK(next.ask({"casa", "agua"}).size() == 2);
}

TEST_CASE("a text cannot pass itself off as the mark between batches") {
    Pipeline pipeline{one, {}};
    for (int i = 1; i < 12; ++i) {
        const std::string mark = '[' + std::to_string(i) + ']';
        CHECK(pipeline.ask({apertium::escape(mark)}).size() == 1);
    }
}

TEST_CASE("programs that do not start, or answer nothing, are an error of the direction, not of a text") {
    const Stages stages =
        GENERATE(Stages{{"/nowhere/translator", "-z"}}, Stages{{FAKE_ENGINE, "-z", "sordo"}},
                 Stages{{FAKE_ENGINE, "-z", "a"}, {"acervo-no-such-program", "-z"}}, Stages{{"false", "-z"}});
    try {
        const Pipeline pipeline{stages, {.start = 800ms}};
        FAIL("it started");
    } catch (const Error& error) {
        CHECK(error.code() == "engine");
        CHECK(error.problem() == Problem::broken);
    }
}

TEST_CASE("the programs write no files") {
    Pipeline pipeline{one, {}};
    CHECK(code_of(pipeline, {"escribe"}) == "batch");  // a signal ends whoever tries
}

TEST_CASE("the programs end with the object, and with the process that started them, however it ends") {
    const std::string mark = "marca" + std::to_string(::getpid());
    const Stages stages = {{FAKE_ENGINE, "-z", mark}, {FAKE_ENGINE, "-z", mark}};
    {
        Pipeline pipeline{stages, {}};
        CHECK(engines_with(mark) == 2);
    }
    CHECK(engines_with(mark) == 0);

    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        Pipeline pipeline{stages, {.patience = 60s}};
        try {
            pipeline.ask({"cuelga"});
        } catch (...) {
        }
        ::_exit(0);
    }
    for (int i = 0; i < 500 && engines_with(mark) < 2; ++i) std::this_thread::sleep_for(20ms);
    CHECK(engines_with(mark) == 2);
    ::kill(child, SIGKILL);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK(ends_soon(mark));
}

}  // namespace acervo
