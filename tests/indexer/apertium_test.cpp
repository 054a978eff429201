// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/apertium.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <string>

#include "corpus/text.h"
#include "indexer/pipeline.h"
#include "tests/indexer/collection.h"

namespace acervo::apertium {

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream{file} << text;
}

std::vector<std::string> modes_of(const Path& path) {
    std::vector<std::string> modes;
    for (const Direction* direction : path) modes.push_back(direction->mode);
    return modes;
}

/// An installation with these directions, each a program that is not run.
std::vector<Direction> installed(const test::DataFolder& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names) write(folder.path() / (name + ".mode"), "cat");
    return directions(folder.path());
}

}  // namespace

TEST_CASE("a mode is a chain of programs with arguments, and nothing a shell would do more") {
    CHECK(stages("lt-proc '/usr/a b.bin' | apertium-tagger -g $2 '/x.prob' | lt-proc $1 '/y.bin'\n") ==
          std::vector<Command>{{"lt-proc", "-z", "/usr/a b.bin"},
                               {"apertium-tagger", "-z", "-g", "/x.prob"},
                               {"lt-proc", "-z", "-n", "/y.bin"}});
    CHECK(stages("a|b") == std::vector<Command>{{"a", "-z"}, {"b", "-z"}});
    // Inside quotes everything is a name.
    CHECK(stages("a '$(rm -r x); `y`'") == std::vector<Command>{{"a", "-z", "$(rm -r x); `y`"}});
    for (const char* other :
         {"",      " ",    "|",       "a |",  "| a",   "a || b", "a; b",  "a && b", "a > /etc/passwd", "a $(b)",
          "a `b`", "a 'b", "a \"b\"", "a $3", "a < b", "X=1 a",  "a\\ b", "(a)",    "a & b",           "a *"}) {
        CAPTURE(other);
        CHECK(stages(other).empty());
    }
}

TEST_CASE("directions are known by old and new codes, Brazilian Portuguese first; other modes are left out") {
    const test::DataFolder folder;
    const auto found = installed(folder, {"es-pt", "es-pt_BR", "eng-spa", "spa-cat_valencia", "oc-es", "es-an",
                                          "gl-pt-latin1", "noticia", "cat-por", "cat-por_BR", "es-es"});
    write(folder.path() / "fr-es.mode", "rm -r /; lt-proc");
    std::vector<std::string> names;
    for (const Direction& direction : directions(folder.path())) {
        names.push_back(direction.from + '>' + direction.to + ' ' + direction.mode);
    }
    CHECK(names == std::vector<std::string>{"ca>pt cat-por_BR", "en>es eng-spa", "es>pt es-pt_BR"});
    CHECK(found.size() == 3);
    CHECK(directions(folder.path() / "absent").empty());
}

TEST_CASE("a path has one step where it can, two where it must, and Spanish in the middle") {
    const test::DataFolder folder;
    auto found = installed(
        folder, {"es-pt", "pt-es", "eng-spa", "spa-eng", "por-cat", "cat-por", "cat-eng", "eng-cat", "fr-es"});
    const auto way = [&](const char* from, const char* to) { return modes_of(path(found, from, to)); };
    using Modes = std::vector<std::string>;
    CHECK(way("es", "pt") == Modes{"es-pt"});
    CHECK(way("en", "pt") == Modes{"eng-spa", "es-pt"});
    CHECK(way("pt", "en") == Modes{"pt-es", "spa-eng"});
    CHECK(way("fr", "en") == Modes{"fr-es", "spa-eng"});
    CHECK(way("ca", "en") == Modes{"cat-eng"});
    CHECK(way("ca", "es") == Modes{"cat-por", "pt-es"});
    CHECK(way("es", "fr").empty());
    CHECK(way("gl", "es").empty());
    CHECK(way("und", "es").empty());
    CHECK(way("es", "es").empty());
    for (Direction& direction : found) direction.usable = direction.mode != "eng-spa";
    CHECK(way("en", "pt") == Modes{"eng-cat", "cat-por"});
}

TEST_CASE("what is missing is said by the name of its package") {
    const test::DataFolder folder;
    using Names = std::vector<std::string>;
    CHECK(missing_packages({}, "es", "pt") == Names{"apertium-es-pt"});
    CHECK(missing_packages({}, "en", "pt") == Names{"apertium-eng-spa", "apertium-es-pt"});
    const auto found = installed(folder, {"es-pt", "pt-es"});
    CHECK(missing_packages(found, "pt", "en") == Names{"apertium-eng-spa"});
    CHECK(missing_packages(found, "gl", "en") == Names{"apertium-es-gl", "apertium-eng-spa"});
    CHECK(missing_packages(found, "it", "en").empty());
}

TEST_CASE("a line comes back from the stream as it was") {
    for (const char* line : {"", "agua", "1.", "a [b] {c} ^d$ e/f \\g @h <i> *j +k #l ~m & 100% | \"n\"", "[]", ".[]",
                             "\\", "gestão de resíduos sólidos...", "https://example.org/a_b?c=d&e=~f", "C++ [3]"}) {
        CAPTURE(line);
        CHECK(unescape(escape(line)) == squeeze(line));
    }
    std::mt19937 random{7};
    for (int round = 0; round < 2000; ++round) {
        std::string line;
        for (int i = 0; i < 20; ++i) line += " aé[]{}^$/\\@<>~*.,-"[random() % 20];
        line = squeeze(clean(line));
        CAPTURE(line);
        CHECK(unescape(escape(line)) == line);
    }
    CHECK(escape(std::string{"a\0b\tc", 5}).find('\0') == std::string::npos);
}

TEST_CASE("every installed direction of Apertium answers text for text, hostile ones too") {
    const std::vector<Direction> found = directions("/usr/share/apertium/modes");
    if (found.empty()) {
        WARN("skipped: no direction of Apertium is installed (apertium-es-pt, apertium-eng-spa)");
        return;
    }
    const std::vector<std::string> lines = {"",
                                            ".",
                                            "[1]",
                                            "^x/y<n>$",
                                            "\\",
                                            "~~~",
                                            "{^a<b>$}",
                                            "@@@ ### *** +++",
                                            "<b>negrita</b>",
                                            "a/b/c",
                                            "100 % de $ 5",
                                            std::string(3000, 'a'),
                                            "¿Qué? ¡Sí! «años» “niños”",
                                            "水は命",
                                            "العربية",
                                            "https://example.org/~a?b=c#d",
                                            "Manejo de desechos sólidos.",
                                            "GESTÃO DE RESÍDUOS",
                                            "waste [management] (2020) C++",
                                            "e\u0301",
                                            "\U0001F4A7 agua"};
    for (const Direction& direction : found) {
        CAPTURE(direction.mode);
        CHECK(direction.version.size() == 10);
        Pipeline pipeline{direction.stages, {.patience = std::chrono::seconds{60}}};
        std::vector<std::string> stream;
        for (const std::string& line : lines) stream.push_back(escape(line));
        const std::vector<std::string> answers = pipeline.ask(stream);
        REQUIRE(answers.size() == lines.size());
        CHECK(unescape(answers[0]).empty());
        CHECK_FALSE(unescape(answers[16]).empty());
        for (const std::string& answer : answers) CHECK(unescape(answer).find('\0') == std::string::npos);
    }
}

}  // namespace acervo::apertium
