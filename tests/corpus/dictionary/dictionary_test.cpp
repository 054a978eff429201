// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/dictionary/dictionary.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <random>

#include "corpus/analysis.h"
#include "corpus/dictionary/format.h"
#include "corpus/dictionary/table.h"
#include "corpus/dictionary/table_writer.h"
#include "corpus/error.h"
#include "tests/corpus/scratch.h"

using namespace acervo;
using Origin = Translation::Origin;
using Texts = std::vector<std::string>;

namespace {

/// Bits of known_in.
enum : unsigned { es = 1, pt = 2, en = 4 };

TableContent spanish() {
    TableContent content;
    content.lemmas = {"residuo", "sólido", "medio ambiente", "casa", "casar", "soler", "enseres"};
    content.add_form("residuos", 0U);
    content.add_form("residuo", 0U);
    content.add_form("sólidos", 1U);
    content.add_form("solidos", 5U);
    content.add_form("enseres", 6U, 0);
    content.add_form("medio ambiente", 2U);
    content.add_form("medios ambientes", 2U);
    content.add_form("casa", 3U);
    content.add_form("casa", 4U);
    content.add_form("medio", std::nullopt);
    content.add_form("público", std::nullopt);
    content.add_form("publico", std::nullopt);
    content.translations["pt"] = {{{"resíduo", Origin::direct}, {"lixo", Origin::bridge}},
                                  {{"sólido", Origin::direct}},
                                  {{"meio ambiente", Origin::direct}},
                                  {{"casa", Origin::direct}, {"moradia", Origin::pivot}},
                                  {{"casar", Origin::direct}, {"casa", Origin::bridge}},
                                  {{"costumar", Origin::bridge}},
                                  {{"trastes", Origin::direct}}};
    content.translations["en"] = {{{"waste", Origin::direct}}, {}, {}, {}, {}, {}, {}};
    content.add_synonyms("Residuo", {"desecho", "desperdicio", "residuo", "desecho"});
    content.add_synonyms("medio ambiente", {"entorno"});
    return content;
}

TableContent portuguese() {
    TableContent content;
    content.lemmas = {"resíduo"};
    content.add_form("resíduos", 0U);
    content.add_form("bem-estar", std::nullopt);
    return content;
}

/// Dictionaries of two languages in a folder.
class Tables {
public:
    Tables() {
        scratch_.write("es.dict", write_table(spanish()));
        scratch_.write("pt.dict", write_table(portuguese()));
    }
    const Scratch& folder() const { return scratch_; }
    Dictionary open() const { return Dictionary::open(scratch_.folder()); }

private:
    Scratch scratch_;
};

/// Everything that can be asked of bytes that may be no table.
void ask_everything(const std::string& bytes) {
    const DictionaryTable table{bytes};
    for (const std::string typed : {"residuos", "casa", "medio ambiente", "público", "", "zzz", "a"}) {
        const DictionaryTable::Form key{typed};
        (void)table.knowledge(key);
        (void)table.translate(key, "pt");
        (void)table.translate(key, "");
        (void)table.synonyms(key);
        (void)table.lemmas(key);
        (void)table.multiword({"medio", typed, "ambiente"}, 0);
    }
}

/// Makes the table's own checks pass, so that what lies behind them is reached.
void seal(std::string& bytes) {
    using namespace dictionary_format;
    if (bytes.size() < sizeof(Header)) return;
    Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    header.magic = magic;
    header.version = version;
    header.size = bytes.size();
    header.checksum = checksum(std::string_view{bytes}.substr(sizeof header));
    std::memcpy(bytes.data(), &header, sizeof header);
}

}  // namespace

TEST_CASE("a dictionary that was never built is empty and answers nothing") {
    const Scratch scratch;
    for (const auto& dictionary :
         {Dictionary{}, Dictionary::open(scratch / "none"), Dictionary::open(scratch.folder())}) {
        CHECK(dictionary.empty());
        CHECK(dictionary.languages().empty());
        CHECK(dictionary.problems().empty());
        CHECK(dictionary.translate("residuos", "es", "pt").empty());
        CHECK(dictionary.synonyms("residuos", "es").empty());
        CHECK(dictionary.known_in("residuos") == 0);
        CHECK(dictionary.knowledge("residuos").empty());
        CHECK(dictionary.multiword({"medio", "ambiente"}, 0, "es") == 0);
    }
}

TEST_CASE("what is written into a table is read from it") {
    const Tables tables;
    const auto dictionary = tables.open();
    CHECK(dictionary.problems().empty());
    CHECK(dictionary.languages() == Texts{"es", "pt"});
    CHECK(dictionary.translate("residuos", "es", "pt") ==
          std::vector<Translation>{{"resíduo", Origin::direct}, {"lixo", Origin::bridge}});
    CHECK(dictionary.translate("RESIDUOS", "es", "en") == std::vector<Translation>{{"waste", Origin::direct}});
    CHECK(dictionary.translate("Enseres", "es", "pt") == std::vector<Translation>{{"trastes", Origin::direct}});
    CHECK(dictionary.translate("sólidos", "es", "en").empty());
    CHECK(dictionary.translate("residuos", "es", "fr").empty());
    CHECK(dictionary.translate("residuos", "de", "pt").empty());
    CHECK(dictionary.translate("basura", "es", "pt").empty());
    CHECK(dictionary.lemmas("casa", "es") == Texts{"casa", "casar"});
}

TEST_CASE("translations of all lemmas of a form are joined, the certain first and none twice") {
    const Tables tables;
    CHECK(tables.open().translate("casa", "es", "pt") ==
          std::vector<Translation>{{"casa", Origin::direct}, {"casar", Origin::direct}, {"moradia", Origin::pivot}});
}

TEST_CASE("what is typed with accents is read as spelt, what is typed without may be any spelling") {
    const Tables tables;
    const auto dictionary = tables.open();
    CHECK(dictionary.lemmas("Sólidos", "es") == Texts{"sólido"});
    CHECK(dictionary.lemmas("solidos", "es") == Texts{"soler", "sólido"});
    CHECK(dictionary.lemmas("sölidos", "es") == Texts{"sólido", "soler"});
    CHECK(dictionary.translate("solidos", "es", "pt") ==
          std::vector<Translation>{{"sólido", Origin::direct}, {"costumar", Origin::bridge}});
}

TEST_CASE("synonyms belong to a headword, or to the lemma of a form") {
    const Tables tables;
    const auto dictionary = tables.open();
    CHECK(dictionary.synonyms("residuo", "es") == Texts{"desecho", "desperdicio"});
    CHECK(dictionary.synonyms("residuos", "es") == Texts{"desecho", "desperdicio"});
    CHECK(dictionary.synonyms("medios ambientes", "es") == Texts{"entorno"});
    CHECK(dictionary.synonyms("casa", "es").empty());
}

TEST_CASE("a multiword entry is found in the words that begin it") {
    const Tables tables;
    const auto dictionary = tables.open();
    CHECK(dictionary.multiword({"medio", "ambiente", "urbano"}, 0, "es") == 2);
    CHECK(dictionary.multiword({"el", "medio", "ambiente"}, 1, "es") == 2);
    CHECK(dictionary.multiword({"el", "medio", "ambiente"}, 0, "es") == 0);
    CHECK(dictionary.multiword({"medio", "ambient"}, 0, "es") == 0);
    CHECK(dictionary.multiword({"medio"}, 0, "es") == 0);
    CHECK(dictionary.multiword({"medio"}, 7, "es") == 0);
    CHECK(dictionary.multiword({}, 0, "es") == 0);
    CHECK(dictionary.multiword({"bem", "estar"}, 0, "pt") == 2);
    CHECK(dictionary.translate("medio  ambiente", "es", "pt") == dictionary.translate("Medio-Ambiente", "es", "pt"));
}

TEST_CASE("a form is known whatever its accents, and spelt by who writes it so") {
    const Tables tables;
    const auto dictionary = tables.open();
    const auto [form, known, spelt] = GENERATE(table<std::string, unsigned, unsigned>({{"residuos", es | pt, es},
                                                                                       {"resíduos", es | pt, pt},
                                                                                       {"Público", es, es},
                                                                                       {"publico", es, es},
                                                                                       {"solidos", es, es},
                                                                                       {"sölidos", es, 0},
                                                                                       {"publicó", es, 0},
                                                                                       {"enseres", 0, 0},
                                                                                       {"medio", es, es},
                                                                                       {"bem-estar", pt, pt},
                                                                                       {"lixo", 0, 0}}));
    INFO(form);
    CHECK(dictionary.known_in(form) == known);
    const auto knowledge = dictionary.knowledge(form);
    REQUIRE(knowledge.size() == analysed_languages().size());
    for (std::size_t i = 0; i < knowledge.size(); ++i) CHECK(knowledge[i].spelt == ((spelt >> i & 1U) != 0));
}

TEST_CASE("a form that one of several analysers has is doubted") {
    TableContent content;
    content.analysers = 3;
    content.add_form("agua", {}, 1);
    content.add_form("agua", {}, 2);
    content.add_form("outreach", {}, 2);
    content.add_form("outreach", {}, 2);
    content.add_form("Lima", {}, 0);
    const auto bytes = write_table(content);
    const DictionaryTable table{bytes};
    const auto check = [&](const char* form, bool known, bool doubted) {
        const auto knowledge = table.knowledge(DictionaryTable::Form{form});
        INFO(form);
        CHECK(knowledge.known == known);
        CHECK(knowledge.spelt == known);
        CHECK(knowledge.doubted == doubted);
    };
    check("agua", true, false);
    check("outreach", true, true);
    check("Lima", false, true);
    check("lodo", false, false);
}

TEST_CASE("a table that was replaced stays as it was for who has it open") {
    const Tables tables;
    const auto before = tables.open();
    const Scratch& folder = tables.folder();
    folder.write("new", write_table(TableContent{}));
    std::filesystem::rename(folder / "new", folder / "es.dict");
    CHECK(before.translate("residuos", "es", "pt").size() == 2);
    CHECK(tables.open().translate("residuos", "es", "pt").empty());
}

TEST_CASE("a damaged table is ignored, and said so, and the others are used") {
    const Tables tables;
    const auto file = tables.folder() / "es.dict";
    auto bytes = contents(file);
    SECTION("a byte changed") {
        bytes[bytes.size() / 2] ^= 1;
    }
    SECTION("cut") {
        bytes.resize(bytes.size() - 8);
    }
    SECTION("empty") {
        bytes.clear();
    }
    SECTION("something else") {
        bytes = "es\tresiduo\tresíduo\n";
    }
    SECTION("of another version") {
        bytes[8] ^= 0x40;
    }
    tables.folder().write("es.dict", bytes);
    const auto dictionary = tables.open();
    CHECK(dictionary.languages() == Texts{"pt"});
    REQUIRE(dictionary.problems().size() == 1);
    CHECK(dictionary.problems()[0].find(file.string()) != std::string::npos);
    CHECK(dictionary.problems()[0].find("acervo dict build") != std::string::npos);
    CHECK(dictionary.translate("residuos", "es", "pt").empty());
}

TEST_CASE("a folder in a table's place is ignored") {
    const Tables tables;
    std::filesystem::create_directory(tables.folder() / "en.dict");
    CHECK(tables.open().languages() == Texts{"es", "pt"});
    CHECK(tables.open().problems().size() == 1);
}

TEST_CASE("no bytes make a table that reads where it must not") {
    const auto whole = write_table(spanish());
    std::mt19937 random{20261};
    const auto below = [&](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>{0, limit - 1}(random);
    };
    std::size_t opened = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string bytes = whole;
        if (round % 4 == 0) bytes.resize(below(bytes.size() + 1));
        if (round % 8 == 1)
            for (char& byte : bytes) byte = static_cast<char>(below(256));
        for (std::size_t changes = below(12); changes > 0 && !bytes.empty(); --changes) {
            // Numbers at their limits do more harm than any other.
            const std::size_t at = below(bytes.size()) / 4 * 4;
            const std::uint32_t wild = below(2) == 0 ? static_cast<std::uint32_t>(-1 - static_cast<int>(below(9)))
                                                     : static_cast<std::uint32_t>(below(1U << 20U));
            std::memcpy(bytes.data() + at, &wild, std::min<std::size_t>(sizeof wild, bytes.size() - at));
        }
        if (round % 3 != 0) seal(bytes);
        // On the heap at its exact size: a sanitizer sees the byte behind it.
        bytes.shrink_to_fit();
        try {
            ask_everything(bytes);
            ++opened;
        } catch (const Error&) {
        }
    }
    CHECK(opened > 500);  // the checks at the door did not spare the rest
}
