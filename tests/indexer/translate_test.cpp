// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/translate.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "corpus/analysis.h"
#include "corpus/error.h"
#include "corpus/translations.h"
#include "indexer/fields.h"
#include "indexer/indexer.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Directions whose programs lengthen each word: "agua" from Spanish to Portuguese is "aguapt".
class Engines {
public:
    explicit Engines(const std::vector<std::string>& names) {
        for (const std::string& name : names) add(name, name.substr(name.find('-') + 1));
    }
    void add(const std::string& name, const std::string& suffix) const {
        std::ofstream{folder_.path() / (name + ".mode")} << "'" FAKE_ENGINE "' '" << suffix
                                                         << "' | '" FAKE_ENGINE "' ''\n";
    }
    TranslateOptions options() const { return {.modes = folder_.path(), .patience = 4s}; }

private:
    test::DataFolder folder_;
};

const std::vector<std::string> usual = {"es-pt", "pt-es", "en-es", "es-en"};

void put(Catalogue& catalogue, const std::string& key, const LangMap& title, const LangMap& abstract = {}) {
    Record record = test::record(key);
    record.languages.clear();
    record.title = title;
    record.abstract = abstract;
    catalogue.put(record, {}, "b");
}

std::string id(const std::string& key) {
    return record_id("test", key);
}

std::string translated(const fs::path& data, const std::string& text, const std::string& from, const std::string& to) {
    const auto found = Translations{data}.find(text, from, to);
    return found ? found->text : "(none)";
}

/// The XM terms of a record with their wdf.
std::map<std::string, std::uint32_t> machine_terms(const fs::path& data, const std::string& key) {
    std::map<std::string, std::uint32_t> terms = test::terms_of(data, id(key));
    std::erase_if(terms, [](const auto& term) { return !term.first.starts_with("XM"); });
    return terms;
}

using Terms = std::map<std::string, std::uint32_t>;

std::string machine_term(const std::string& word, const std::string& language) {
    return fields::term(fields::with_language(fields::translated, language), forms(word, language).stem);
}

}  // namespace

TEST_CASE(
    "title and abstract get the languages they have not, by one step or two, and what is done is not done again") {
    const test::DataFolder data;
    const Engines engines{usual};
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Agua y [luz]"}}, {{"es", "Primera línea.\nSegunda ~línea~"}, {"pt-BR", "Água"}});
    put(catalogue, "b", {{"en", "Water"}});
    put(catalogue, "c", {{"es", "Agua"}, {"pt", "Água"}, {"en", "Water"}});
    put(catalogue, "d", {{"es", "2030"}, {"pt-x-mt", "Água"}});
    put(catalogue, "e", {{"ca", "Aigua"}});

    TranslateReport report = translate_records(data.path(), engines.options());
    CHECK(report.records == 5);
    CHECK(report.failed == 0);
    // a: title in pt and en, abstract in en; b: in es, and by it in pt; d: 2030 in en
    CHECK(report.translated == 6);
    CHECK(report.gained == 3);
    CHECK(translated(data.path(), "Agua y [luz]", "es", "pt") == "Aguapt ypt [luzpt]");
    CHECK(translated(data.path(), "Agua y [luz]", "es", "en") == "Aguaen yen [luzen]");
    CHECK(translated(data.path(), "Primera línea.\nSegunda ~línea~", "es", "en") ==
          "Primeraen líneaen.\nSegundaen ~líneaen~");
    CHECK(translated(data.path(), "Água", "pt", "es") == "(none)");
    CHECK(translated(data.path(), "Water", "en", "es") == "Wateres");
    CHECK(translated(data.path(), "Water", "en", "pt") == "Waterespt");
    CHECK(Translations{data.path()}.find("Water", "en", "pt")->engine == "Apertium en-es, es-pt");
    // Nothing leads from Catalan: said once, with the package that would.
    CHECK(report.skipped == 3);
    CHECK(report.unavailable.at("ca > es").find("apertium-spa-cat") != std::string::npos);
    CHECK(report.unavailable.size() == 3);

    report = translate_records(data.path(), engines.options());
    CHECK(report.translated == 0);
    CHECK(report.cached == 6);
    CHECK(report.gained == 0);
    CHECK(report.words == 0);

    // Another record with the same text has its translation, too; a changed text has none yet.
    put(catalogue, "f", {{"en", "Water"}});
    put(catalogue, "a", {{"es", "Agua nueva"}});
    report = translate_records(data.path(), engines.options());
    CHECK(report.translated == 2);
    CHECK(report.gained == 2);
}

TEST_CASE("the better direction replaces what was made by way of another language") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"en", "Water"}});
    const Engines engines{usual};
    translate_records(data.path(), engines.options());
    CHECK(translated(data.path(), "Water", "en", "pt") == "Waterespt");
    engines.add("eng-por", "direct");
    const TranslateReport report = translate_records(data.path(), engines.options());
    CHECK(report.translated == 1);
    CHECK(report.gained == 1);
    CHECK(translated(data.path(), "Water", "en", "pt") == "Waterdirect");
}

TEST_CASE("a text that the engine fails at is found, noted and not tried again; its neighbours are translated") {
    const std::string word = GENERATE("cuelga", "revienta", "dobla");
    CAPTURE(word);
    const test::DataFolder data;
    const Engines engines{{"es-pt"}};
    Catalogue catalogue{data.path()};
    for (int i = 0; i < 9; ++i) put(catalogue, std::to_string(i), {{"es", "Agua " + std::to_string(i)}});
    put(catalogue, "bad", {{"es", "Esto " + word}}, {{"es", "Buena\n" + word + "\nTambién"}});
    TranslateReport report = translate_records(data.path(), engines.options());
    CHECK(report.translated == 10);
    CHECK(report.failed == 1);
    for (int i = 0; i < 9; ++i) {
        const std::string number = std::to_string(i);
        CHECK(translated(data.path(), "Agua " + number, "es", "pt") == "Aguapt " + number);
    }
    CHECK(translated(data.path(), "Esto " + word, "es", "pt") == "(none)");
    // Of a text in paragraphs, what could be translated is.
    CHECK(translated(data.path(), "Buena\n" + word + "\nTambién", "es", "pt") == "Buenapt\nTambiénpt");

    const std::int64_t unreachable = report.skipped;  // English: no direction
    report = translate_records(data.path(), engines.options());
    CHECK(report.failed == 0);
    CHECK(report.translated == 0);
    CHECK(report.skipped == unreachable + 1);
}

TEST_CASE("a direction that does not work is left out with its reason, and nothing is held against the texts") {
    const test::DataFolder data;
    Engines engines{usual};
    engines.add("es-pt", "sordo");
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Agua"}});
    TranslateOptions options = engines.options();
    options.start = 1s;
    TranslateReport report = translate_records(data.path(), options);
    CHECK(report.translated == 1);
    CHECK(report.failed == 0);
    CHECK(report.unavailable.contains("es > pt"));
    CHECK(translated(data.path(), "Agua", "es", "en") == "Aguaen");
    engines.add("es-pt", "pt");
    report = translate_records(data.path(), engines.options());
    CHECK(report.translated == 1);
    CHECK(translated(data.path(), "Agua", "es", "pt") == "Aguapt");
}

TEST_CASE("without Apertium the run says what to install, and does nothing") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Agua"}});
    const TranslateReport report = translate_records(data.path(), {.modes = data.path() / "absent"});
    CHECK(report.translated == 0);
    CHECK(report.skipped == 2);
    CHECK(report.unavailable.at("es > pt") == "not installed: apertium-es-pt");
    update_index(data.path(), test::vocabulary());
    CHECK(machine_terms(data.path(), "a").empty());
}

TEST_CASE("a run that is killed again and again comes to the same end, and loses nothing it did") {
    const test::DataFolder data;
    const Engines engines{usual};
    Catalogue catalogue{data.path()};
    constexpr int count = 60;
    const std::string filling(1000, 'x');
    for (int i = 0; i < count; ++i) {
        put(catalogue, std::to_string(i), {{"es", "lento " + std::to_string(i) + ' ' + filling}});
    }
    int killed = 0;
    std::int64_t before = 0;
    for (int round = 0; round < 6; ++round) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                translate_records(data.path(), engines.options());
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        // Until it has done a little more than before.
        for (int i = 0; i < 1000; ++i) {
            std::int64_t done = 0;
            const Translations store{data.path()};
            for (int j = 0; j < count; ++j) {
                const std::string text = "lento " + std::to_string(j) + ' ' + filling;
                done += store.find(text, "es", "pt") ? 1 : 0;
                done += store.find(text, "es", "en") ? 1 : 0;
            }
            CHECK(done >= before);
            const bool more = done > before;
            before = done;
            if (more || ::waitpid(child, nullptr, WNOHANG | WNOWAIT) != 0) break;
            std::this_thread::sleep_for(10ms);
        }
        ::kill(child, SIGKILL);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        killed += WIFSIGNALED(status) ? 1 : 0;
        if (!WIFSIGNALED(status)) REQUIRE(WEXITSTATUS(status) == 0);
    }
    CHECK(killed >= 2);
    const TranslateReport report = translate_records(data.path(), engines.options());
    CHECK(report.translated + report.cached == 2 * count);
    CHECK(report.cached >= before);
    CHECK(report.failed == 0);
    update_index(data.path(), test::vocabulary());
    for (int i = 0; i < count; ++i) CHECK(machine_terms(data.path(), std::to_string(i)).contains("XMPTlentopt"));
}

TEST_CASE("only one process translates at a time; readers do not mind") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    const Translations writing{data.path(), Translations::Mode::read_write};
    try {
        translate_records(data.path());
        FAIL("two at a time");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::busy);
    }
    CHECK(Translations{data.path()}.sequence() == 0);
}

TEST_CASE("translations stand in the index under XM, apart from what people wrote, in records only") {
    const test::DataFolder data;
    const Engines engines{{"es-pt"}};
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Agua agua"}}, {{"es", "luz"}});
    update_index(data.path(), test::vocabulary());
    const Terms before = test::terms_of(data.path(), id("a"));
    const test::Dumps whole = test::dump(data.path());
    translate_records(data.path(), engines.options());
    CHECK_FALSE(check_index(data.path(), test::vocabulary()).empty());
    const IndexReport report = update_index(data.path(), test::vocabulary());
    CHECK(report.records == 1);
    CHECK_FALSE(report.rebuilt);
    CHECK(machine_terms(data.path(), "a") == Terms{{"XMPTaguapt", 2}, {"XMPTluzpt", 1}});
    Terms after = test::terms_of(data.path(), id("a"));
    std::erase_if(after, [](const auto& term) { return term.first.starts_with("XM"); });
    CHECK(after == before);
    CHECK(test::dump(data.path()).passages == whole.passages);
    CHECK(check_index(data.path(), test::vocabulary()).empty());
    CHECK(update_index(data.path(), test::vocabulary()).records == 0);
}

TEST_CASE("after a translation only the records that gained one are indexed again, and a new index is the same") {
    const test::DataFolder data;
    const Engines engines{usual};
    Catalogue catalogue{data.path()};
    std::mt19937 random{11};
    test::change_at_random(catalogue, random, 300, 120);
    update_index(data.path(), test::vocabulary());
    TranslateReport report = translate_records(data.path(), engines.options());
    CHECK(report.gained > 20);
    CHECK(update_index(data.path(), test::vocabulary()).records == report.gained);
    const test::Dumps updated = test::dump(data.path());
    update_index(data.path(), test::vocabulary(), {.rebuild = true, .jobs = 2});
    CHECK(test::dump(data.path()) == updated);
    CHECK(update_index(data.path(), test::vocabulary()).records == 0);

    put(catalogue, "new", {{"es", "Agua"}});
    report = translate_records(data.path(), engines.options());
    CHECK(report.gained == 1);
    CHECK(update_index(data.path(), test::vocabulary()).records == 2);  // itself, and again with its translation
    CHECK(machine_terms(data.path(), "new").size() == 2);
    // A record that comes later with a text that is known has its translation at once.
    put(catalogue, "twin", {{"es", "Agua"}});
    update_index(data.path(), test::vocabulary());
    CHECK(machine_terms(data.path(), "twin") == machine_terms(data.path(), "new"));
    // A person's version takes the machine's place.
    put(catalogue, "new", {{"es", "Agua"}, {"pt", "Água"}});
    update_index(data.path(), test::vocabulary());
    CHECK(machine_terms(data.path(), "new") == Terms{{"XMENaguaen", 1}});
    CHECK(check_index(data.path(), test::vocabulary()).empty());
}

TEST_CASE("translations that were thrown away are made anew, and the index hears of them") {
    const test::DataFolder data;
    const Engines engines{{"es-pt"}};
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Agua"}});
    translate_records(data.path(), engines.options());
    update_index(data.path(), test::vocabulary());
    const auto remove = [&] {
        for (const char* end : {"", "-wal", "-shm"}) fs::remove(data.path() / (std::string{"translations.db"} + end));
    };
    remove();
    update_index(data.path(), test::vocabulary(), {.rebuild = true});
    CHECK(machine_terms(data.path(), "a").empty());
    CHECK(check_index(data.path(), test::vocabulary()).empty());
    engines.add("es-pt", "bis");
    CHECK(translate_records(data.path(), engines.options()).translated == 1);
    update_index(data.path(), test::vocabulary());
    CHECK(machine_terms(data.path(), "a") == Terms{{machine_term("aguabis", "pt"), 1}});
    // Without a new index in between, too.
    remove();
    engines.add("es-pt", "ter");
    CHECK(translate_records(data.path(), engines.options()).translated == 1);
    CHECK(update_index(data.path(), test::vocabulary()).records == 1);
    CHECK(machine_terms(data.path(), "a") == Terms{{machine_term("aguater", "pt"), 1}});
}

TEST_CASE("Apertium puts a Spanish record into Portuguese and English") {
    const TranslateOptions options;
    for (const char* mode : {"es-pt.mode", "spa-eng.mode"}) {
        if (!fs::exists(options.modes / mode)) {
            WARN("skipped: apertium-es-pt or apertium-eng-spa is not installed");
            return;
        }
    }
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    put(catalogue, "a", {{"es", "Manejo de desechos sólidos"}});
    put(catalogue, "b", {{"en", "Public transport for the elderly"}});
    const TranslateReport report = translate_records(data.path(), {.patience = 60s});
    CHECK(report.translated == 4);
    CHECK(report.unavailable.empty());
    update_index(data.path(), test::vocabulary());
    const Terms terms = machine_terms(data.path(), "a");
    CHECK(terms.contains(machine_term("sólidos", "pt")));
    CHECK(terms.contains(machine_term("solid", "en")));
    CHECK(terms.contains(machine_term("waste", "en")));
    const Terms others = machine_terms(data.path(), "b");
    CHECK(others.contains(machine_term("transporte", "es")));
    CHECK(others.contains(machine_term("público", "es")));
    CHECK(others.contains(machine_term("público", "pt")));
    for (const auto& [term, wdf] : terms) CHECK(term.find_first_of("*#@") == std::string::npos);
}

}  // namespace acervo
