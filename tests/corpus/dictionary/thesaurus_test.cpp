// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/thesaurus.h"

#include <catch2/catch.hpp>
#include <random>

#include "corpus/error.h"

using namespace acervo;

namespace {

using Senses = std::vector<std::pair<std::string, std::vector<std::string>>>;

Senses senses(std::string_view bytes) {
    Senses result;
    read_thesaurus(bytes, [&](const std::string& headword, const std::vector<std::string>& synonyms) {
        result.emplace_back(headword, synonyms);
    });
    return result;
}

}  // namespace

TEST_CASE("every sense of a headword has its synonyms") {
    CHECK(senses("UTF-8\nlixo|2\n(s.)|cisco|despejo\n-|resíduo\nágua|1\n   (s.) |linfa\n") ==
          Senses{{"lixo", {"cisco", "despejo"}}, {"lixo", {"resíduo"}}, {"água", {"linfa"}}});
}

TEST_CASE("a thesaurus in another encoding becomes UTF-8") {
    CHECK(senses("ISO8859-1\ndesechos de construcci\xF3n|1\r\n-|escombros|ba\xF1il\r\n") ==
          Senses{{"desechos de construcción", {"escombros", "bañil"}}});
}

TEST_CASE("remarks are no part of a synonym, and other relations are none") {
    CHECK(senses("UTF-8\nwaste|1\n(noun)|waste material|stuff (generic term)|rubbish (fig.)|thrift (antonym)|"
                 "run (related term)|bare (similar term)\n") ==
          Senses{{"waste", {"waste material", "rubbish", "bare"}}});
    CHECK(senses("UTF-8\nlixo|1\n(Sinônimo)cisco|(NoRAE) broza|()|\n") == Senses{{"lixo", {"broza"}}});
}

TEST_CASE("what is not of the format is passed over") {
    CHECK(senses("UTF-8\nno number\n|1\n-|without a headword\nágua|x\nlixo|1\n-|cisco\nlast|9\n-|only one\n") ==
          Senses{{"lixo", {"cisco"}}, {"last", {"only one"}}});
    CHECK(senses("UTF-8").empty());
    CHECK(senses("UTF-8\n").empty());
}

TEST_CASE("what has no encoding on its first line is no thesaurus") {
    const auto bytes = GENERATE(as<std::string>{}, "", "\n", "lixo|1\n-|cisco\n", "two words\n", std::string(99, 'x'));
    CHECK_THROWS_AS(senses(bytes), Error);
}

TEST_CASE("no bytes make the reader of thesauri do what it must not") {
    std::mt19937 random{11};
    const auto below = [&](unsigned limit) { return std::uniform_int_distribution<unsigned>{0, limit - 1}(random); };
    const std::vector<std::string> pieces = {"\n", "|", "1", "4294967295", "(", ")", "é", "\xFF", "lixo", "\r", " "};
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = "UTF-8\n";
        for (unsigned n = below(50); n > 0; --n) bytes += pieces[below(11)];
        for (const auto& [headword, synonyms] : senses(bytes)) {
            CHECK(!headword.empty());
            CHECK(!synonyms.empty());
        }
    }
}
