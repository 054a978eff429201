// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/translations.h"

#include <catch2/catch.hpp>
#include <thread>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tests/corpus/scratch.h"

using namespace acervo;

namespace {

Translations::Row row(const std::string& text, const std::string& from, const std::string& to,
                      std::optional<std::string> translation, const std::string& engine = "Engine 1") {
    return {.digest = sha256_of(text), .from = from, .to = to, .text = std::move(translation), .engine = engine};
}

std::vector<std::string> marked_since(const Translations& store, std::int64_t sequence) {
    std::vector<std::string> records;
    store.marked_since(sequence, [&](const std::string& record, std::int64_t) {
        records.push_back(record);
        return true;
    });
    return records;
}

std::vector<std::string> languages(const std::vector<SourceText>& sources) {
    std::vector<std::string> found;
    for (const SourceText& source : sources) found.push_back(source.language);
    return found;
}

}  // namespace

TEST_CASE("a translation is found by its very text and languages, with what made it and when") {
    const Scratch scratch;
    Translations store{scratch.folder(), Translations::Mode::read_write};
    store.put(
        {row("agua", "es", "pt", "água"), row("agua", "es", "en", "water", "Engine 2"), row("luz", "es", "pt", "")});
    const auto found = store.find("agua", "es", "pt");
    REQUIRE(found);
    CHECK(found->text == "água");
    CHECK(found->from == "es");
    CHECK(found->to == "pt");
    CHECK(found->engine == "Engine 1");
    CHECK(found->made.size() == now().size());
    CHECK(store.find("agua", "es", "en")->engine == "Engine 2");
    CHECK(store.find("luz", "es", "pt")->text.empty());
    for (const auto& [text, from, to] :
         {std::tuple{"Agua", "es", "pt"}, {"agua", "pt", "es"}, {"agua", "pt", "pt"}, {"", "es", "pt"}}) {
        CHECK_FALSE(store.find(text, from, to));
    }
    store.put({row("agua", "es", "pt", "a água", "Engine 3")});
    CHECK(store.find("agua", "es", "pt")->text == "a água");
    CHECK(store.find("agua", "es", "pt")->engine == "Engine 3");
}

TEST_CASE("a text that the engine failed at is known, and has no translation") {
    const Scratch scratch;
    Translations store{scratch.folder(), Translations::Mode::read_write};
    store.put({row("agua", "es", "pt", std::nullopt)});
    CHECK_FALSE(store.find("agua", "es", "pt"));
    const auto known = store.row(sha256_of("agua"), "es", "pt");
    REQUIRE(known);
    CHECK_FALSE(known->text);
    CHECK(known->engine == "Engine 1");
    CHECK(known->sequence > 0);
}

TEST_CASE("the versions of a text that may be translated: a person's, from near to far, and none where it is there") {
    const LangMap texts = {{"en", "water"}, {"fr", "eau"},     {"ca", "aigua"},
                           {"gl", "auga"},  {"es-AR", "agua"}, {"it", "acqua"}};
    CHECK(languages(translation_sources(texts, "pt", "es")) ==
          std::vector<std::string>{"es", "gl", "ca", "fr", "en", "und"});
    CHECK(translation_sources(texts, "es", "es").empty());
    CHECK(translation_sources({{"pt-BR", "água"}}, "pt", "es").empty());
    CHECK(translation_sources({{"es", "agua"}, {"pt-x-mt", "água"}}, "pt", "es").empty());
    CHECK(languages(translation_sources({{"es", "agua"}, {"pt-x-mt", "água"}}, "en", "es")) ==
          std::vector<std::string>{"es"});
    CHECK(languages(translation_sources({{"und", "agua"}}, "pt", "es")) == std::vector<std::string>{"es"});
    CHECK(translation_sources({{"und", "agua"}}, "es", "es").empty());
    CHECK(languages(translation_sources({{"es", "agua"}, {"pt", ""}}, "pt", "es")) == std::vector<std::string>{"es"});
    CHECK(translation_sources({}, "pt", "es").empty());

    const Scratch scratch;
    Translations store{scratch.folder(), Translations::Mode::read_write};
    store.put({row("water", "en", "pt", "água (en)"), row("auga", "gl", "pt", "água (gl)")});
    CHECK(store.find(texts, "pt", "es")->text == "água (gl)");
    CHECK(store.find(texts, "pt", "es")->from == "gl");
    CHECK_FALSE(store.find(texts, "en", "es"));
}

TEST_CASE("marks say which records gained translations since, each once, in their order") {
    const Scratch scratch;
    Translations store{scratch.folder(), Translations::Mode::read_write};
    CHECK(store.sequence() == 0);
    CHECK(store.marked("a") == 0);
    store.mark({"a", "b", "c"});
    CHECK(marked_since(store, 0) == std::vector<std::string>{"a", "b", "c"});
    const std::int64_t then = store.sequence();
    CHECK(marked_since(store, then).empty());
    store.mark({"a"});
    CHECK(marked_since(store, then) == std::vector<std::string>{"a"});
    CHECK(marked_since(store, 0) == std::vector<std::string>{"b", "c", "a"});
    CHECK(store.marked("a") == store.sequence());
    CHECK(store.count_marked_since(0) == 3);
    CHECK(store.count_marked_since(then) == 1);
    // A translation is older than the mark that tells of it, and younger than the one before.
    store.put({row("agua", "es", "pt", "água")});
    const std::int64_t written = store.row(sha256_of("agua"), "es", "pt")->sequence;
    CHECK(written > store.marked("a"));
    store.mark({"a"});
    CHECK(written < store.marked("a"));
}

TEST_CASE("numbers go on growing where the store was thrown away") {
    const Scratch scratch;
    std::int64_t before = 0;
    {
        Translations store{scratch.folder(), Translations::Mode::read_write};
        store.mark({"a", "b"});
        before = store.sequence();
    }
    for (const char* name : {"translations.db", "translations.db-wal", "translations.db-shm"}) {
        std::filesystem::remove(scratch / name);
    }
    Translations store{scratch.folder(), Translations::Mode::read_write};
    CHECK(store.sequence() == 0);
    store.mark({"a"});
    CHECK(store.sequence() > before);
}

TEST_CASE("a store that is not there holds nothing, until somebody makes it") {
    const Scratch scratch;
    const Translations reader{scratch.folder()};
    CHECK_FALSE(reader.find("agua", "es", "pt"));
    CHECK(reader.sequence() == 0);
    CHECK(std::filesystem::is_empty(scratch.folder()));
    scratch.write("translations.db", "");  // as a writer leaves it for a moment
    CHECK_FALSE(reader.find("agua", "es", "pt"));
    Translations writer{scratch.folder(), Translations::Mode::read_write};
    writer.put({row("agua", "es", "pt", "água")});
    CHECK(reader.find("agua", "es", "pt")->text == "água");
    writer.put({row("luz", "es", "pt", "luz")});
    CHECK(reader.find("luz", "es", "pt"));
}

TEST_CASE("one writer at a time, and readers beside it") {
    const Scratch scratch;
    Translations writer{scratch.folder(), Translations::Mode::read_write};
    try {
        const Translations second{scratch.folder(), Translations::Mode::read_write};
        FAIL("two writers");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::busy);
        CHECK_FALSE(error.hint().empty());
    }
    std::thread reading{[&] {
        const Translations reader{scratch.folder()};
        int found = 0;
        for (int i = 0; i < 20000 && found < 500; ++i) {
            found = 0;
            for (int j = 0; j < 500 && reader.find(std::to_string(j), "es", "pt"); ++j) ++found;
        }
    }};
    for (int i = 0; i < 500; ++i) writer.put({row(std::to_string(i), "es", "pt", "x")});
    reading.join();
    const Translations reader{scratch.folder()};
    for (int i = 0; i < 500; ++i) REQUIRE(reader.find(std::to_string(i), "es", "pt"));
}

TEST_CASE("a damaged or foreign store is refused with the remedy, in both modes") {
    const Scratch scratch;
    scratch.write("translations.db", std::string(20000, 'x'));
    for (const auto mode : {Translations::Mode::read_only, Translations::Mode::read_write}) {
        try {
            Translations{scratch.folder(), mode}.find("agua", "es", "pt");
            FAIL("it was read");
        } catch (const Error& error) {
            CHECK(error.problem() == Problem::broken);
            CHECK(error.hint().find("cache") != std::string::npos);
        }
    }
    {
        const Scratch other;
        { const Catalogue catalogue{other.folder()}; }
        std::filesystem::copy(other / "catalogue.db", scratch / "translations.db",
                              std::filesystem::copy_options::overwrite_existing);
    }
    const std::string before = contents(scratch / "translations.db");
    for (const auto mode : {Translations::Mode::read_only, Translations::Mode::read_write}) {
        try {
            Translations{scratch.folder(), mode}.find("agua", "es", "pt");
            FAIL("it was read");
        } catch (const Error& error) {
            CHECK(error.hint().find("cache") != std::string::npos);
        }
    }
    CHECK(contents(scratch / "translations.db") == before);
}
