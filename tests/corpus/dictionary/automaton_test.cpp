// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/automaton.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <set>

#include "corpus/dictionary/transducer.h"
#include "corpus/error.h"
#include "tests/corpus/dictionary/paths.h"
#include "tests/corpus/scratch.h"

using namespace acervo;

namespace {

Paths small() {
    Paths paths;
    paths.path(0, "c a s a 0:<n> 0:<sg>", 1)
        .path(0, "á r b o l:l 0:<n>", 1)
        .path(0, "m e d i o _ a m b i e n t e 0:<n>", 1)
        .final(1);
    return paths;
}

std::set<std::string> forms(const Automaton& automaton) {
    std::set<std::string> result;
    Transducer{automaton}.analyses([&](const std::string& form, const Lemma& lemma) {
        result.insert(form + " " + lemma.text + " " + std::to_string(static_cast<int>(lemma.part)));
    });
    return result;
}

std::string written(const Automaton& automaton) {
    std::string result;
    for (const auto& arc : automaton.arcs)
        result += std::to_string(arc.from) + ">" + std::to_string(arc.to) + " " + automaton.symbols[arc.input] + ":" +
                  automaton.symbols[arc.output] + "\n";
    return result;
}

}  // namespace

TEST_CASE("an automaton is read as it was written") {
    auto automaton = small().automaton();
    const auto read = read_automaton(encoded(automaton));
    CHECK(read.states == automaton.states);
    CHECK(read.initial == automaton.initial);
    CHECK(read.final == automaton.final);
    std::stable_sort(automaton.arcs.begin(), automaton.arcs.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    CHECK(written(read) == written(automaton));
}

TEST_CASE("what is no file of lttoolbox is an error") {
    const auto whole = encoded(small().automaton());
    CHECK_THROWS_AS(read_automaton(""), Error);
    CHECK_THROWS_AS(read_automaton("PK\x03\x04 something else"), Error);
    CHECK_THROWS_AS(read_automaton(std::string(1000, '\xFF')), Error);
    // Cut anywhere: the number of what follows is always known.
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        INFO(size);
        CHECK_THROWS_AS(read_automaton(whole.substr(0, size)), Error);
    }
    auto newer = whole;
    newer[4] = 1;
    CHECK_THROWS_WITH(read_automaton(newer), Catch::Contains("newer"));
}

TEST_CASE("no bytes make the reader of automata do what it must not") {
    const auto whole = encoded(small().automaton());
    std::mt19937 random{5};
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random);
    };
    std::size_t read = 0;
    for (int round = 0; round < 3000; ++round) {
        auto bytes = whole;
        for (std::size_t changes = 1 + below(2); changes > 0; --changes)
            bytes[below(bytes.size())] = static_cast<char>(below(256));
        try {
            Transducer{read_automaton(bytes)}.analyses([](const std::string&, const Lemma&) {}, 5000);
            ++read;
        } catch (const Error&) {
        }
    }
    CHECK(read > 100);
}

TEST_CASE("what lt-comp compiles is read") {
    if (std::system("command -v lt-comp >/dev/null") != 0) {
        WARN("skipped: lt-comp is not installed (Debian package lttoolbox-dev)");
        return;
    }
    const Scratch scratch;
    const auto dix = scratch.write("es.dix", R"(<?xml version="1.0" encoding="UTF-8"?>
<dictionary>
  <alphabet>abcdefghijklmnopqrstuvwxyzáéíóúñ</alphabet>
  <sdefs><sdef n="n"/><sdef n="m"/><sdef n="f"/><sdef n="sg"/><sdef n="pl"/><sdef n="vblex"/><sdef n="inf"/>
    <sdef n="prn"/><sdef n="num"/></sdefs>
  <pardefs>
    <pardef n="casa__n"><e><p><l/><r><s n="n"/><s n="f"/><s n="sg"/></r></p></e>
      <e><p><l>s</l><r><s n="n"/><s n="f"/><s n="pl"/></r></p></e></pardef>
  </pardefs>
  <section id="main" type="standard">
    <e lm="casa"><i>casa</i><par n="casa__n"/></e>
    <e lm="gestión"><p><l>gestiones</l><r>gestión<s n="n"/><s n="f"/><s n="pl"/></r></p></e>
    <e lm="medio ambiente"><i>medio<b/>ambiente</i><p><l/><r><s n="n"/><s n="m"/><s n="sg"/></r></p></e>
    <e lm="echar de menos"><p><l>echar<b/>de<b/>menos</l><r>echar<s n="vblex"/><s n="inf"/><g><b/>de<b/>menos</g></r></p></e>
    <e><p><l>darlo</l><r>dar<s n="vblex"/><s n="inf"/><j/>lo<s n="prn"/></r></p></e>
    <e><re>[0-9]+</re><p><l/><r><s n="num"/></r></p></e>
  </section>
  <section id="final" type="inconditional"><e lm="árbol"><i>árbol</i><par n="casa__n"/></e></section>
</dictionary>
)");
    const auto bin = scratch / "es.bin";
    const std::string command = "lt-comp lr '" + dix.string() + "' '" + bin.string() + "' >/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(forms(read_automaton(contents(bin))) ==
          std::set<std::string>{"casa casa 0", "casas casa 0", "gestiones gestión 0", "medio ambiente medio ambiente 0",
                                "echar de menos echar de menos 3", "árbol árbol 0", "árbols árbol 0"});
}
