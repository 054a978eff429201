// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/indexer/collection.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <iterator>

#include "indexer/fields.h"
#include "indexer/xapian.h"

#ifdef __SANITIZE_ADDRESS__
// Xapian 1.4.22 frees a table in Database::check() under another type than it made it. It is not ours to cure.
extern "C" const char* __asan_default_options() {
    return "new_delete_type_mismatch=0";
}
#endif

namespace acervo::test {

namespace {

namespace fs = std::filesystem;

constexpr std::array languages = {"es", "pt", "en", "ca", "und", "it"};
constexpr std::array words = {"gestión", "gestão",     "management", "residuos",  "resíduos", "waste",
                              "el",      "agua",       "l'aigua",    "municipio", "cidade",   "COVID-19",
                              "13.709",  "orçamentos", "budget",     "Bogotá",    "São",      "año",
                              "niñez",   "de",         "la",         "servicios", "públicos", "água",
                              "pública", "cities",     "running",    "2030",      "plan",     "estratégico"};

std::size_t below(std::mt19937& random, std::size_t limit) {
    return random() % limit;
}

std::string text(std::mt19937& random, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) result += ' ';
        result += words[below(random, words.size())];
    }
    return result;
}

void write(const fs::path& file, const std::string& content) {
    std::ofstream{file} << content;
}

Dump dump_database(const fs::path& path) {
    Dump result;
    const Xapian::Database database{path.string()};
    for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at) {
        const Xapian::Document document = database.get_document(*at);
        std::string name;
        std::vector<std::string> lines;
        for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
            std::string line = *term + ':' + std::to_string(term.get_wdf());
            for (auto position = database.positionlist_begin(*at, *term);
                 position != database.positionlist_end(*at, *term); ++position) {
                line += '@' + std::to_string(*position);
            }
            if ((*term).starts_with('Q')) name = *term;
            lines.push_back(line);
        }
        for (auto value = document.values_begin(); value != document.values_end(); ++value) {
            lines.push_back("value " + std::to_string(value.get_valueno()) + ' ' + *value);
        }
        lines.push_back("data " + document.get_data());
        // A document that is there twice must not look like one.
        while (result.contains(name)) name += " again";
        result[name] = lines;
    }
    return result;
}

Xapian::Database open(const fs::path& data, const char* name) {
    return Xapian::Database{(fields::current_generation(data).value() / name).string()};
}

}  // namespace

DataFolder::DataFolder() {
    static std::atomic<int> number = 0;
    path_ =
        fs::temp_directory_path() / ("acervo-indexer-" + std::to_string(::getpid()) + '-' + std::to_string(++number));
    fs::create_directories(path_);
}

DataFolder::~DataFolder() {
    std::error_code none;
    fs::remove_all(path_, none);
}

Skos waste_thesaurus(const std::string& alternative) {
    ThesaurusConcept waste;
    waste.uri = "urn:test:waste";
    waste.preferred = {{"es", "gestión de residuos"}, {"pt", "gestão de resíduos"}, {"en", "waste management"}};
    waste.alternatives = {{"es", {alternative}}};
    return {.uri = "urn:test", .concepts = {waste}};
}

const Vocabulary& vocabulary() {
    static const Vocabulary loaded = vocabulary_with({});
    return loaded;
}

Vocabulary vocabulary_with(const Skos& thesaurus) {
    const DataFolder folder;
    fs::create_directories(folder.path() / "vocabularies");
    fs::create_directories(folder.path() / "events");
    const std::string label = R"({"es": "x", "pt": "x", "en": "x"})";
    write(folder.path() / "vocabularies/theme.json",
          R"({"scheme": "theme", "title": )" + label + R"(, "concepts": [{"code": "amb", "label": )" + label +
              R"(, "narrower": [{"code": "amb.res", "label": )" + label + R"(}]}]})");
    write(folder.path() / "vocabularies/axis.json",
          R"({"scheme": "axis", "title": )" + label + R"(, "concepts": [{"code": "social", "label": )" + label + "}]}");
    write(folder.path() / "events/foro.json", R"({"id": "foro", "name": )" + label + R"(, "description": )" + label +
                                                  R"(, "events": [{"id": "foro-2023", "name": )" + label +
                                                  R"(, "start": "2023-05-01", "end": "2023-05-03"}]})");
    if (!thesaurus.concepts.empty()) {
        fs::create_directories(folder.path() / "thesaurus");
        write(folder.path() / "thesaurus/test.rdf", write_skos(thesaurus));
    }
    return Vocabulary::load(folder.path());
}

Record record(const std::string& key, const std::string& language, const std::string& title) {
    Record made;
    made.collection = "test";
    made.source_key = key;
    made.id = record_id(made.collection, key);
    made.kind = "paper";
    made.languages = {language};
    made.title[language] = title;
    return made;
}

Unit unit(int number, const std::string& content, const std::string& language) {
    Unit made;
    made.number = number;
    made.language = language;
    made.text = content;
    return made;
}

Record random_record(std::mt19937& random, const std::string& key) {
    const std::string language = languages[below(random, languages.size())];
    Record made = record(key, language, text(random, 1 + below(random, 6)));
    if (below(random, 2) == 0) made.abstract["en"] = text(random, below(random, 40));
    if (below(random, 3) == 0) made.keywords["pt"] = {text(random, 1), text(random, 2)};
    if (below(random, 2) == 0) made.creators.push_back({.name = "Núñez, Ana María"});
    if (below(random, 2) == 0) made.creators.push_back({.name = "João da Silva", .affiliation = text(random, 3)});
    if (below(random, 2) == 0) made.themes = {"amb.res", "amb"};
    if (below(random, 2) == 0) made.event.id = "foro-2023";
    made.countries = {below(random, 2) == 0 ? "BR" : "MX"};
    made.issued = std::to_string(2000 + below(random, 25));
    const std::size_t access = below(random, 10);
    if (access == 0) made.rights.access = "restricted";
    if (access == 1) made.rights = {.access = "embargo", .embargo_until = "2999-01-01"};
    if (access == 2) made.rights = {.access = "embargo", .embargo_until = "2001-01-01"};
    return made;
}

std::vector<Unit> random_units(std::mt19937& random) {
    std::vector<Unit> units;
    for (int number = 1; number <= static_cast<int>(below(random, 6)); ++number) {
        units.push_back(unit(number, text(random, below(random, 60)), languages[below(random, languages.size())]));
        if (below(random, 3) == 0) units.back().notes = text(random, 5);
    }
    return units;
}

void change_at_random(Catalogue& catalogue, std::mt19937& random, int steps, int keys) {
    for (int step = 0; step < steps; ++step) {
        const std::string key = "key-" + std::to_string(below(random, static_cast<std::size_t>(keys)));
        const std::string id = record_id("test", key);
        const std::size_t choice = below(random, 10);
        if (choice < 7 || !catalogue.find(id)) {
            const Record made = random_record(random, key);
            catalogue.put(made, random_units(random), "b");
        } else if (choice < 9) {
            catalogue.withdraw(id, "b");
        } else {
            catalogue.restore(id, 1, "b");
        }
    }
}

Dumps dump(const fs::path& data) {
    const fs::path folder = fields::current_generation(data).value();
    return {dump_database(folder / "records"), dump_database(folder / "passages")};
}

std::map<std::string, std::uint32_t> terms_of(const fs::path& data, const std::string& id) {
    const Xapian::Database records = open(data, "records");
    std::map<std::string, std::uint32_t> terms;
    const auto at = records.postlist_begin("Q" + id);
    if (at == records.postlist_end("Q" + id)) return terms;
    for (auto term = records.termlist_begin(*at); term != records.termlist_end(*at); ++term) {
        terms[*term] = term.get_wdf();
    }
    return terms;
}

int count_phrase(const fs::path& data, const std::string& prefix, const std::vector<std::string>& phrase) {
    const Xapian::Database records = open(data, "records");
    std::vector<Xapian::Query> parts;
    for (const std::string& word : phrase) parts.emplace_back(prefix + word);
    Xapian::Enquire enquire{records};
    enquire.set_query(Xapian::Query{Xapian::Query::OP_PHRASE, parts.begin(), parts.end(),
                                    static_cast<Xapian::termcount>(parts.size())});
    return static_cast<int>(enquire.get_mset(0, 1000).size());
}

}  // namespace acervo::test
