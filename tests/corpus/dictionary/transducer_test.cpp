// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/transducer.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/corpus/dictionary/paths.h"

using namespace acervo;

namespace {

using Lines = std::set<std::string>;

std::string shown(const Lemma& lemma) {
    constexpr std::array parts = {"noun", "name", "adjective", "verb", "adverb", "other"};
    return lemma.text + "/" + parts.at(static_cast<std::size_t>(lemma.part));
}

Lines analyses(const Paths& paths) {
    Lines result;
    const bool whole = Transducer{paths.automaton()}.analyses(
        [&](const std::string& form, const Lemma& lemma) { result.insert(form + " " + shown(lemma)); }, 10000);
    if (!whole) result.insert("...");
    return result;
}

Lines pairs(const Paths& paths) {
    Lines result;
    const bool whole = Transducer{paths.automaton()}.pairs(
        [&](const Lemma& from, const Lemma& to) { result.insert(shown(from) + " " + shown(to)); }, 10000);
    if (!whole) result.insert("...");
    return result;
}

}  // namespace

TEST_CASE("a transducer's paths are forms with their lemma and part of speech") {
    Paths paths;
    paths.path(0, "c a s a 0:<n> 0:<f> 0:<sg>", 1)
        .path(0, "c a s a s:<n> 0:<f> 0:<pl>", 1)
        .path(0, "c a s a:a 0:r 0:<vblex> 0:<pri> 0:<p3>", 1)
        .path(0, "L i m a 0:<np> 0:<loc>", 1)
        .path(0, "l:e a:l 0:<det>", 1)
        .path(0, "m e d i o _ a m b i e n t e 0:<n>", 1)
        .path(0, "u n f i n i s h e d 0:<adj>", 2)
        .final(1);
    CHECK(analyses(paths) == Lines{"casa casa/noun", "casas casa/noun", "casa casar/verb", "Lima Lima/name",
                                   "la el/other", "medio ambiente medio ambiente/noun"});
}

TEST_CASE("the part of a lemma that is not inflected follows its tags") {
    Paths analyser;
    analyser.path(0, "e c h o:a 0:r 0:<vblex> 0:<pri> 0:# _ d e _ m e n o s", 1).final(1);
    CHECK(analyses(analyser) == Lines{"echo de menos echar de menos/verb"});
    Paths bilingual;
    bilingual.path(0, "e:s c:e h:n a:t r:i #:r _:0 d:0 e:0 <vblex>", 1).final(1);
    CHECK(pairs(bilingual) == Lines{"echar de/verb sentir/verb"});
}

TEST_CASE("a bilingual dictionary's pairs end with the part of speech, whatever inflection follows") {
    Paths paths;
    paths.path(0, "g e s t i:ã ó:o n:<n> <n>:<f> <f>:0", 1)
        .path(0, "c a s a <n> <m>:<f> <sg>", 1)
        .path(0, "c a s a <n> <f> <pl>", 1)
        .path(0, "a:0 <n>:b 0:c 0:<adj>", 1)
        .final(1);
    CHECK(pairs(paths) == Lines{"gestión/noun gestão/noun", "casa/noun casa/noun", "a/noun bc/adjective"});
}

TEST_CASE("what runs through a cycle is left out, and what does not is kept") {
    Paths paths;
    paths.path(0, "s o l 0:<n>", 1)
        .path(0, "w", 2)
        .arc(2, 2, "w", "w")  // to itself
        .path(2, "x 0:<n>", 1)
        .arc(0, 3, "a", "a")
        .arc(3, 4, "b", "b")
        .arc(4, 3, "c", "c")  // two states in turn
        .path(4, "d 0:<n>", 1)
        .path(0, "d 0:<n>", 1)
        .final(1);
    CHECK(analyses(paths) == Lines{"sol sol/noun", "d d/noun"});
}

TEST_CASE("numbers, addresses, joined words and classes of letters are left out") {
    Paths paths;
    paths.path(0, "s o l 0:<n>", 1)
        .path(0, "1 9 0:<num>", 1)
        .path(0, "c o 2 0:<n>", 1)
        .path(0, "a @ b 0:<n>", 1)
        .path(0, "d a r l:0 o:0 0:<vblex> 0:+ 0:l 0:o 0:<prn>", 1)
        .final(1);
    // [A-Z][A-Z], an acronym
    for (char letter = 'A'; letter <= 'Z'; ++letter) paths.arc(0, 5, {letter}, {letter}).arc(5, 6, {letter}, {letter});
    paths.arc(6, 1, "0", "<n>");
    CHECK(analyses(paths) == Lines{"sol sol/noun"});
}

TEST_CASE("each section of a dictionary begins in a state of its own") {
    Paths paths;
    paths.path(0, "s o l 0:<n>", 1).final(1).initial(7).path(7, "m a r 0:<vblex>", 8).final(8);
    CHECK(analyses(paths) == Lines{"sol sol/noun", "mar mar/verb"});
}

TEST_CASE("enumeration stops at its limit") {
    // Forty places with two letters each: more forms than anybody can wait for.
    Paths paths;
    for (std::uint32_t place = 0; place < 40; ++place)
        paths.arc(place, place + 1, "a", "a").arc(place, place + 1, "b", "b");
    paths.path(40, "0:<n>", 41).final(41);
    CHECK(analyses(paths).contains("..."));
    CHECK(pairs(paths).contains("..."));
}

TEST_CASE("no automaton makes enumeration do what it must not") {
    std::mt19937 random{7};
    const auto below = [&](unsigned limit) { return std::uniform_int_distribution<unsigned>{0, limit - 1}(random); };
    const std::array<std::string, 8> symbols = {"0", "a", "é", "<n>", "<vblex>", "#", "+", "_"};
    std::size_t found = 0;
    for (int round = 0; round < 3000; ++round) {
        Paths paths;
        for (unsigned n = below(40); n > 0; --n) paths.arc(below(9), below(9), symbols[below(8)], symbols[below(8)]);
        for (unsigned n = below(4); n > 0; --n) paths.final(below(9));
        found += analyses(paths).size() + pairs(paths).size();
    }
    CHECK(found > 0);
}
