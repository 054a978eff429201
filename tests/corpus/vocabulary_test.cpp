// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/vocabulary.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "corpus/error.h"
#include "corpus/thesaurus.h"
#include "scratch.h"

using namespace acervo;

namespace {

const Vocabulary& shipped() {
    static const auto vocabulary = Vocabulary::load(share_folder());
    return vocabulary;
}

/// A folder with the two schemes that events need, to be spoilt by a test.
class Folder {
public:
    Folder() {
        for (const auto* name : {"vocabularies", "events"}) std::filesystem::create_directory(scratch_ / name);
        scheme("theme", R"([{"code":"a","label":{"es":"A","pt":"A","en":"A"},
                             "narrower":[{"code":"a.b","label":{"es":"B","pt":"B","en":"B"}}]}])");
        scheme("axis", R"([{"code":"social","label":{"es":"S","pt":"S","en":"S"}}])");
    }
    void scheme(const std::string& name, const std::string& concepts) {
        write("vocabularies/" + name + ".json",
              R"({"scheme":")" + name + R"(","title":{"es":"t","pt":"t","en":"t"},"concepts":)" + concepts + "}");
    }
    void series(const std::string& events) {
        write("events/x.json", R"({"id":"x","name":{"es":"n","pt":"n","en":"n"},
               "description":{"es":"d","pt":"d","en":"d"},"events":)" +
                                   events + "}");
    }
    void write(const std::string& name, const std::string& text) { scratch_.write(name, text); }
    Vocabulary load(const std::filesystem::path& data = {}) const { return Vocabulary::load(scratch_.folder(), data); }

private:
    Scratch scratch_;
};

const std::string event_name = R"("name":{"es":"n","pt":"n","en":"n"})";

}  // namespace

TEST_CASE("a vocabulary has the thesauri of its folder and of the data folder, whose themes exist") {
    const auto skos = [](const std::string& id, const std::string& theme) {
        Skos result;
        ThesaurusConcept entry;
        entry.uri = "urn:test:" + id;
        entry.preferred = {{"es", id}};
        entry.matches = {{"broadMatch", {"urn:acervo:theme:" + theme}}};
        result.concepts = {entry};
        return write_skos(result);
    };
    const Folder folder;
    CHECK(folder.load().thesaurus().concepts().empty());
    CHECK(Vocabulary{}.thesaurus().concepts().empty());
    const Scratch data;
    std::filesystem::create_directory(data / "thesaurus");
    data.write("thesaurus/theirs.rdf", skos("agua", "a.b"));
    const auto vocabulary = folder.load(data.folder());
    REQUIRE(vocabulary.thesaurus().find("agua"));
    CHECK(vocabulary.thesaurus().find("agua")->themes == std::vector<std::string>{"a.b"});
    data.write("thesaurus/wrong.rdf", skos("aire", "a.c"));
    CHECK_THROWS_WITH(folder.load(data.folder()),
                      Catch::Contains("wrong.rdf") && Catch::Contains("\"aire\"") && Catch::Contains("\"a.c\""));
}

TEST_CASE("the shipped vocabularies load, and everything the record model names is there") {
    for (const auto* name :
         {"theme", "axis", "kind", "level", "population", "stage", "sdg", "country", "region", "language", "access",
          "evidence", "participation", "beneficiaries", "competence", "actor"}) {
        INFO(name);
        REQUIRE(shipped().has_scheme(name));
        CHECK(shipped().scheme(name).name == name);
    }
    CHECK_THROWS_AS(shipped().scheme("no such scheme"), Error);
    const auto top = std::ranges::count(shipped().scheme("theme").concepts, "", &Concept::parent);
    CHECK(top == 16);
    CHECK(shipped().scheme("theme").concepts.size() == 16 + 63);
    for (const auto* kind : {"proceedings", "paper", "presentation", "practice", "report", "guide", "programme",
                             "other", "poster", "declaration", "recording"})
        CHECK(shipped().scheme("kind").find(kind) != nullptr);
    CHECK(std::ranges::count(shipped().scheme("sdg").concepts, "", &Concept::parent) == 17);
    CHECK(shipped().scheme("sdg").concepts.size() == 17 + 169);
}

TEST_CASE("every shipped concept has its labels, its parent by its code, and no label twice") {
    for (const auto& name : shipped().schemes()) {
        const auto& scheme = shipped().scheme(name);
        std::map<std::string, std::set<std::string>> seen;
        for (const auto& entry : scheme.concepts) {
            INFO(name << " " << entry.code);
            for (const auto* language : {"es", "pt", "en"}) {
                REQUIRE(entry.label.contains(language));
                CHECK(entry.label.at(language).find("  ") == std::string::npos);
                if (scheme.names.empty()) CHECK(seen[language].insert(entry.label.at(language)).second);
            }
            if (name == "theme" || name == "sdg")
                CHECK(entry.parent ==
                      (entry.code.find('.') == std::string::npos ? "" : entry.code.substr(0, entry.code.find('.'))));
            for (const auto& child : entry.children) CHECK(scheme.find(child)->parent == entry.code);
            for (const auto& [language, labels] : entry.alternatives) {
                CHECK_FALSE(labels.empty());
                CHECK(std::set<std::string>(labels.begin(), labels.end()).size() == labels.size());
            }
        }
    }
}

TEST_CASE("themes carry the words of every region") {
    const auto& waste = *shipped().scheme("theme").find("amb.res");
    const auto has = [&](const std::string& language, const std::string& word) {
        return std::ranges::count(waste.alternatives.at(language), word) == 1;
    };
    CHECK(has("es", "basura"));
    CHECK(has("es", "desechos"));
    CHECK(has("pt", "lixo"));
    CHECK(has("en", "solid waste"));
    const auto& planning = *shipped().scheme("theme").find("adm.pla");
    CHECK(planning.label.at("pt") == "Planejamento estratégico");
    CHECK(planning.alternatives.at("pt-PT").front() == "planeamento estratégico");
    for (const auto& entry : shipped().scheme("theme").concepts)
        for (const auto* language : {"es", "pt", "en"}) {
            INFO(entry.code << " " << language);
            REQUIRE(entry.alternatives.contains(language));
            CHECK(entry.alternatives.at(language).size() >= 2);
        }
}

TEST_CASE("population bands follow each other and agree with the code") {
    const auto& bands = shipped().scheme("population").concepts;
    REQUIRE(bands.size() == 6);
    CHECK(bands.front().from == 0);
    CHECK_FALSE(bands.back().below.has_value());
    for (std::size_t i = 0; i < bands.size(); ++i) {
        CHECK(population_band(*bands[i].from) == bands[i].code);
        if (i + 1 == bands.size()) break;
        CHECK(*bands[i].below == *bands[i + 1].from);
        CHECK(population_band(*bands[i].below - 1) == bands[i].code);
    }
}

TEST_CASE("countries are named by ICU in the reader's language, listed or not") {
    const auto& countries = shipped().scheme("country");
    CHECK(countries.concepts.size() == 24);
    CHECK(countries.label("BR", "es") == "Brasil");
    CHECK(countries.label("BR", "en") == "Brazil");
    CHECK(countries.label("JP", "pt") == "Japão");
    CHECK(countries.label("ZZ", "es") == "Supranacional");
    CHECK(countries.label("XX", "es") == "XX");
    CHECK(is_country("ES"));
    CHECK(is_country("ZZ"));
    CHECK_FALSE(is_country("XX"));
    CHECK_FALSE(is_country("es"));
    CHECK_FALSE(is_country(""));
    CHECK_FALSE(is_country("south-america"));
    CHECK(language_name("pt-BR", "es") == "portugués (Brasil)");
    CHECK(language_name("ca", "en") == "Catalan");
    CHECK(language_name("not a tag!", "es") == "not a tag!");
}

TEST_CASE("every listed country lies in a region") {
    const auto& regions = shipped().scheme("region");
    for (const auto& country : shipped().scheme("country").concepts) {
        INFO(country.code);
        REQUIRE(regions.find(country.code) != nullptr);
        CHECK(is_country(country.code));
        CHECK(regions.with_ancestors(country.code).size() == 2);
    }
    CHECK(regions.with_ancestors("BR") == std::vector<std::string>{"BR", "south-america"});
    CHECK(regions.label("iberian-peninsula", "en") == "Iberian Peninsula");
}

TEST_CASE("a label is that of the reader's language, or of the nearest one") {
    const auto& themes = shipped().scheme("theme");
    CHECK(themes.label("mov.pub", "en") == "Public transport");
    CHECK(themes.label("adm.pla", "pt-PT") == "Planejamento estratégico");
    CHECK(themes.label("adm.pla", "es-MX") == "Planificación estratégica");
    CHECK(themes.label("adm.pla", "ca") == "Planificación estratégica");
    CHECK(themes.label("adm.pla", "de") == "Strategic planning");
    CHECK(themes.label("nowhere", "es") == "nowhere");
    CHECK(themes.with_ancestors("amb.res") == std::vector<std::string>{"amb.res", "amb"});
    CHECK(themes.with_ancestors("nowhere") == std::vector<std::string>{"nowhere"});
}

TEST_CASE("the shipped events hold the six series, each with an edition whose axes map to our codes") {
    std::set<std::string> ids;
    for (const auto& series : shipped().series()) {
        INFO(series.id);
        ids.insert(series.id);
        REQUIRE_FALSE(series.events.empty());
        CHECK_FALSE(series.sources.empty());
        CHECK((series.name_confirmed || !series.note.empty()));
        const auto* newest = shipped().find_event(series.events.front());
        REQUIRE(newest != nullptr);
        CHECK_FALSE(newest->axes.empty());
    }
    CHECK(ids == std::set<std::string>{"clad", "cong-com-marca", "cong-innov-urb", "foro-del", "iglom", "uim-itm"});
    for (const auto* id : {"clad-2024", "iglom-2024", "foro-del-2024", "uim-itm-2024", "uim-itm-2019",
                           "cong-com-marca-2024", "cong-innov-urb-2024"}) {
        INFO(id);
        REQUIRE(shipped().find_event(id) != nullptr);
    }
    for (const auto& event : shipped().events()) {
        INFO(event.id);
        CHECK(shipped().find_series(event.series) != nullptr);
        CHECK_FALSE(event.sources.empty());
        CHECK_FALSE(event.start.empty());
        CHECK(is_country(event.venue.country));
        for (const auto& axis : event.axes) {
            CHECK_FALSE(axis.themes.empty());
            CHECK_FALSE(axis.axes.empty());
            for (const auto& code : axis.themes) CHECK(shipped().scheme("theme").find(code) != nullptr);
            for (const auto& code : axis.axes) CHECK(shipped().scheme("axis").find(code) != nullptr);
        }
    }
    CHECK(shipped().find_event("clad-2024")->start == "2024-11-26");
    CHECK(shipped().find_series("clad")->events.front() == "clad-2024");
    CHECK(shipped().find_event("no such event") == nullptr);
    CHECK(shipped().find_series("no such series") == nullptr);
}

TEST_CASE("a small folder loads, parents before children") {
    Folder folder;
    folder.series(R"([{"id":"x-2020","start":"2020",)" + event_name + R"(},{"id":"x-2024","start":"2024-05",)" +
                  event_name +
                  R"(,"axes":[{"code":"1","label":{"es":"u","pt":"u","en":"u"},"themes":["a.b"],"axes":["social"]}],
                     "sessions":[{"code":"s","title":{"es":"t"},"axis":"1","date":"2024-05-03"}]}])");
    const auto vocabulary = folder.load();
    CHECK(vocabulary.scheme("theme").concepts[0].children == std::vector<std::string>{"a.b"});
    CHECK(vocabulary.find_series("x")->events == std::vector<std::string>{"x-2024", "x-2020"});
    CHECK(vocabulary.find_event("x-2024")->sessions.front().axis == "1");
}

TEST_CASE("what is wrong in a file is named by file and place") {
    struct Case {
        std::string concepts, events;
        std::vector<std::string> named;
    };
    const std::string label = R"("label":{"es":"A","pt":"A","en":"A"})";
    const auto event = [](const std::string& rest) { return R"([{"id":"x-1",)" + event_name + rest + "}]"; };
    const auto [concepts, events, named] = GENERATE_COPY(values<Case>({
        {"[{", "", {"theme.json", "parse error"}},
        {"[]", "", {"theme.json", "no concepts"}},
        {"{}", "", {"theme.json", "concepts", "list"}},
        {R"([{"code":"a"}])", "", {"concepts[0] \"a\"", "label.es is missing"}},
        {R"([{"code":"a","label":{"es":"A","en":"A"}}])", "", {"label.pt is missing"}},
        {R"([{"code":"a","label":{"es":" ","pt":"A","en":"A"}}])", "", {"label.es", "empty"}},
        {R"([{"code":"a",)" + label + R"(},{"code":"a",)" + label + "}]", "", {"concepts[1] \"a\"", "twice"}},
        {R"([{"code":"a","parent":"z",)" + label + "}]", "", {"\"z\"", "parent"}},
        {R"([{"code":"a","lable":{},)" + label + "}]", "", {"unknown member \"lable\""}},
        {R"([{"code":7,)" + label + "}]", "", {"concepts[0].code", "text is wanted"}},
        {R"([{"code":"a","from":"x",)" + label + "}]", "", {"from", "number"}},
        {"", R"([{"id":"y-1",)" + event_name + "}]", {"x.json", "events[0]", "y-1"}},
        {"", event(R"(,"start":"26 May")"), {"start", "26 May"}},
        {"", event(R"(,"start":"2024","end":"2023")"), {"ends before"}},
        {"", event(R"(,"mode":"lunar")"), {"mode", "lunar"}},
        {"", event(R"(,"venue":{"country":"XX"})"), {"venue", "XX"}},
        {"", event(R"(,"url":"javascript:1")"), {"url", "javascript:1"}},
        {"",
         event(R"(,"axes":[{"code":"1",)" + label + R"(,"themes":["q"],"axes":["social"]}])"),
         {"axes[0].themes[0]", "\"q\""}},
        {"", event(R"(,"axes":[{"code":"1",)" + label + R"(,"themes":["a"],"axes":[]}])"), {"axes[0]", "maps to no"}},
        {"", event(R"(,"sessions":[{"code":"s","axis":"9"}])"), {"sessions[0]", "no axis \"9\""}},
    }));
    Folder folder;
    if (!concepts.empty()) folder.scheme("theme", concepts);
    if (!events.empty()) folder.series(events);
    try {
        folder.load();
        FAIL("loaded");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::bad_input);
        for (const auto& part : named) CHECK_THAT(error.what(), Catch::Contains(part));
    }
}

TEST_CASE("a folder without vocabularies is the operator's problem, with a remedy") {
    const Scratch scratch;
    try {
        Vocabulary::load(scratch.folder());
        FAIL("loaded");
    } catch (const Error& error) {
        CHECK(error.problem() == Problem::broken);
        CHECK_THAT(error.hint(), Catch::Contains("ACERVO_SHARE"));
    }
}

TEST_CASE("ACERVO_SHARE names the shared folder before all others") {
    const char* before = std::getenv("ACERVO_SHARE");
    const std::string kept = before ? before : "";
    setenv("ACERVO_SHARE", "/somewhere/else", 1);
    CHECK(share_folder() == "/somewhere/else");
    if (before)
        setenv("ACERVO_SHARE", kept.c_str(), 1);
    else
        unsetenv("ACERVO_SHARE");
    CHECK(std::filesystem::is_directory(share_folder() / "vocabularies"));
}
