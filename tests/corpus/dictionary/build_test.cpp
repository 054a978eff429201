// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/build.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "corpus/dictionary/dictionary.h"
#include "corpus/error.h"
#include "tests/corpus/dictionary/paths.h"
#include "tests/corpus/scratch.h"

using namespace acervo;
using Origin = Translation::Origin;
using Texts = std::vector<std::string>;

namespace {

/// A folder as the packages make it, with dictionaries of a few words.
class Installed {
public:
    Installed() {
        analyser("apertium-es-pt", "es-pt",
                 Paths{}
                     .path(0, "r e s i d u o 0:<n>", 1)
                     .path(0, "r e s i d u o s:<n> 0:<pl>", 1)
                     .path(0, "l:e a:l 0:<det>", 1)
                     .path(0, "L i m a 0:<np>", 1)
                     .path(0, "a _ p e s a r 0:<pr>", 1));
        analyser("apertium-es-pt", "pt-es", Paths{}.path(0, "r e s í d u o s:<n>", 1).path(0, "l i x o 0:<n>", 1));
        bilingual("apertium-es-pt", "es-pt",
                  Paths{}
                      .path(0, "r e s i:í d u o <n>", 1)
                      .path(0, "b:l a:i s:x u:o r:0 a:0 <n>", 1)
                      .path(0, "l:o a:0 <det>", 1));
        bilingual(
            "apertium-eng-spa", "eng-spa",
            Paths{}.path(0, "w:r a:e s:s t:i e:d 0:u 0:o <n>", 1).path(0, "t o w:w n:n _:h h:a a:l l:l l:0 <n>", 1));
        // Neither a language of ours nor a direction that adds anything.
        bilingual("apertium-br-fr", "br-fr", Paths{}.path(0, "a:b <n>", 1));
        write("mythes/th_es_ES_v2.dat", "UTF-8\nresiduo|1\n-|desecho|desperdicio\n");
    }

    DictionaryReport build() const { return build_dictionary(scratch_ / "dict", {scratch_ / "installed"}); }
    Dictionary open() const { return Dictionary::open(scratch_ / "dict"); }
    const Scratch& scratch() const { return scratch_; }

    void write(const std::string& name, const std::string& bytes) const {
        const auto file = scratch_.folder() / "installed" / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << bytes;
    }

private:
    void analyser(const std::string& package, const std::string& name, Paths& paths) const {
        write(package + "/" + name + ".automorf.bin", encoded(paths.final(1).automaton()));
    }
    void bilingual(const std::string& package, const std::string& name, Paths& paths) const {
        write(package + "/" + name + ".autobil.bin", encoded(paths.final(1).automaton()));
    }

    Scratch scratch_;
};

bool has(const Texts& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

TEST_CASE("installed dictionaries become tables") {
    const Installed installed;
    const auto report = installed.build();
    CHECK(report.problems.empty());
    CHECK(report.packages == Texts{"apertium-eng-spa", "apertium-es-pt", "mythes-es"});
    CHECK(has(report.missing, "apertium-por-cat"));
    CHECK(has(report.missing, "mythes-en-us"));
    CHECK_FALSE(has(report.missing, "apertium-es-pt"));
    CHECK_FALSE(has(report.missing, "mythes-es"));

    const auto dictionary = installed.open();
    CHECK(dictionary.problems().empty());
    CHECK(dictionary.languages() == Texts{"es", "pt", "en"});
    CHECK(dictionary.translate("RESIDUOS", "es", "pt") == std::vector<Translation>{{"resíduo", Origin::direct}});
    CHECK(dictionary.translate("resíduos", "pt", "en") == std::vector<Translation>{{"waste", Origin::bridge}});
    CHECK(dictionary.translate("la", "es", "pt").empty());
    CHECK(dictionary.translate("basura", "es", "pt") == std::vector<Translation>{{"lixo", Origin::direct}});
    CHECK(dictionary.multiword({"town", "hall"}, 0, "en") == 2);
    CHECK(dictionary.multiword({"a", "pesar"}, 0, "es") == 0);
    CHECK(dictionary.synonyms("residuos", "es") == Texts{"desecho", "desperdicio"});
    CHECK(dictionary.known_in("la") == 1);
    CHECK(dictionary.known_in("lima") == 0);
    CHECK(dictionary.known_in("lixo") == 2);
}

TEST_CASE("building again changes nothing, and tables that have lost their dictionaries go") {
    const Installed installed;
    installed.build();
    const auto file = installed.scratch() / "dict/es.dict";
    const auto before = contents(file);
    installed.build();
    CHECK(contents(file) == before);
    std::filesystem::remove_all(installed.scratch() / "installed/apertium-eng-spa");
    installed.build();
    CHECK(installed.open().languages() == Texts{"es", "pt"});
}

TEST_CASE("a dictionary that cannot be read is reported, and the others are used") {
    const Installed installed;
    installed.write("apertium-es-gl/es-gl.autobil.bin", "no transducer");
    installed.write("mythes/th_pt_BR.dat", "\n");
    const auto report = installed.build();
    REQUIRE(report.problems.size() == 2);
    CHECK((report.problems[0] + report.problems[1]).find("es-gl.autobil.bin") != std::string::npos);
    CHECK((report.problems[0] + report.problems[1]).find("th_pt_BR.dat") != std::string::npos);
    CHECK(installed.open().translate("residuos", "es", "pt").size() == 1);
}

TEST_CASE("with nothing to build from, nothing is touched and the remedy is named") {
    const Installed installed;
    installed.build();
    const Scratch empty;
    CHECK_THROWS_MATCHES(build_dictionary(installed.scratch() / "dict", {empty.folder(), empty / "none"}), Error,
                         Catch::Predicate<Error>([](const Error& error) {
                             return error.problem() == Problem::not_found &&
                                    error.hint().find("tools/install dict") != std::string::npos;
                         }));
    CHECK(installed.open().languages().size() == 3);
}
