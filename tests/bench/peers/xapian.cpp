// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stock Xapian: lower-case words, Enquire, BM25. The same database is what Omega searches.
//
//     xapian index DOCUMENTS DATABASE REPORT
//     xapian ask DATABASE QUESTIONS REPORT ("values" | "columns")
#include <xapian.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <unordered_map>

#include "corpus/text.h"
#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/measure.h"

namespace acervo::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t documents_a_part = 1000;
constexpr unsigned gap = 100;  // positions between paragraphs
// Country, event, up to three themes and two axes: a slot holds one value.
constexpr unsigned slots = 7, country_slot = 0, event_slot = 1, theme_slot = 2, axis_slot = 5;

void add_text(Xapian::Document& into, const std::string& text, Xapian::termpos& next) {
    for (const Word& word : words(text)) into.add_posting(lower(word.text), next++);
    next += gap;
}

Xapian::Document xapian_document(const Document& document) {
    Xapian::Document made;
    Xapian::termpos next = 1;
    add_text(made, document.title, next);
    for (const std::string& paragraph : document.paragraphs) add_text(made, paragraph, next);
    made.add_boolean_term("Q" + std::to_string(document.id));
    made.add_boolean_term("L:" + document.language);
    made.add_boolean_term("XC:" + document.country);
    made.add_boolean_term("XE:" + document.event);
    made.add_value(country_slot, document.country);
    made.add_value(event_slot, document.event);
    for (unsigned i = 0; i < document.themes.size(); ++i) {
        made.add_boolean_term("XS:" + document.themes[i]);
        made.add_boolean_term("XT:" + first_level(document.themes[i]));
        made.add_value(theme_slot + i, first_level(document.themes[i]));
    }
    for (unsigned i = 0; i < document.axes.size(); ++i) {
        made.add_boolean_term("XA:" + document.axes[i]);
        made.add_value(axis_slot + i, document.axes[i]);
    }
    // As Omega reads it.
    made.set_data("id=" + std::to_string(document.id) + "\ntitle=" + document.title +
                  "\nsample=" + join(document.paragraphs, " "));
    return made;
}

/// Small databases that are merged: the quickest way known of making one.
void index(const std::string& documents, const std::string& database, const std::string& report) {
    const double begin = wall_seconds();
    fs::remove_all(database);
    const std::string parts = database + ".parts";
    fs::create_directories(parts);
    Xapian::WritableDatabase part;
    Xapian::Database all;
    std::int64_t count = 0;
    int number = 0;
    const auto close = [&] {
        if (number == 0) return;
        part.commit();
        part.close();
        all.add_database(Xapian::Database{parts + '/' + std::to_string(number)});
    };
    read_documents(documents, [&](const Document& document) {
        if (count++ % documents_a_part == 0) {
            close();
            part = Xapian::WritableDatabase{parts + '/' + std::to_string(++number),
                                            Xapian::DB_CREATE | Xapian::DB_NO_SYNC};
        }
        part.add_document(xapian_document(document));
    });
    close();
    all.compact(database, Xapian::Compactor::FULL);
    fs::remove_all(parts);
    write_json(build_report("Xapian", count, wall_seconds() - begin, database), report);
}

/// What a document's values are, as numbers in memory.
struct Columns {
    std::vector<std::array<std::uint16_t, slots>> rows;  ///< by document; 0: no value
    std::size_t values = 1;

    explicit Columns(const Xapian::Database& database) : rows(database.get_lastdocid() + 1) {
        std::unordered_map<std::string, std::uint16_t> numbers;
        for (unsigned slot = 0; slot < slots; ++slot) {
            for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
                const auto [place, added] = numbers.try_emplace(*at, static_cast<std::uint16_t>(values));
                if (added) ++values;
                rows[at.get_docid()][slot] = place->second;
            }
        }
    }
};

class ColumnSpy : public Xapian::MatchSpy {
public:
    explicit ColumnSpy(const Columns& columns) : columns_(columns), counts_(columns.values) {}
    void operator()(const Xapian::Document& document, double) override {
        for (const std::uint16_t value : columns_.rows[document.get_docid()]) ++counts_[value];
    }
    std::int64_t sum() const {
        std::int64_t all = 0;
        for (std::size_t i = 1; i < counts_.size(); ++i) all += counts_[i];
        return all;
    }

private:
    const Columns& columns_;
    std::vector<std::int64_t> counts_;
};

Xapian::Query query_of(Kind kind, const Question& question) {
    std::vector<std::string> terms;
    for (const std::string& word : question.words) terms.push_back(lower(word));
    const bool all = kind == Kind::all || kind == Kind::all_facets;
    const auto how = kind == Kind::phrase ? Xapian::Query::OP_PHRASE
                     : all                ? Xapian::Query::OP_AND
                                          : Xapian::Query::OP_OR;
    const Xapian::Query text{how, terms.begin(), terms.end()};
    if (kind != Kind::any_filters) return text;
    const Xapian::Query filters{Xapian::Query::OP_AND, Xapian::Query{"XC:" + question.country},
                                Xapian::Query{"XT:" + question.theme}};
    return {Xapian::Query::OP_FILTER, text, filters};
}

class Searcher {
public:
    Searcher(const std::string& database, std::shared_ptr<const Columns> columns)
        : database_(database), columns_(std::move(columns)) {}

    Answer search(Kind kind, const Question& question) {
        Xapian::Enquire enquire{database_};
        enquire.set_query(query_of(kind, question));
        Answer answer;
        const bool facets = kind == Kind::any_facets || kind == Kind::all_facets || kind == Kind::page;
        if (!facets) {
            const Xapian::MSet found = enquire.get_mset(0, 10);
            fetch(found);
            answer.hits = found.get_matches_estimated();
        } else if (columns_) {
            ColumnSpy spy{*columns_};
            enquire.add_matchspy(&spy);
            answer.hits = exactly(enquire);
            answer.facets = spy.sum();
        } else {
            std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
            for (unsigned slot = 0; slot < slots; ++slot) {
                spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot));
                enquire.add_matchspy(spies.back().get());
            }
            answer.hits = exactly(enquire);
            for (const auto& spy : spies) {
                for (auto value = spy->values_begin(); value != spy->values_end(); ++value) {
                    if (!(*value).empty()) answer.facets += value.get_termfreq();
                }
            }
        }
        return answer;
    }

    /// All that match, for the comparison of engines: what is measured stops at the ten best.
    std::int64_t count(Kind kind, const Question& question) {
        Xapian::Enquire enquire{database_};
        enquire.set_query(query_of(kind, question));
        return enquire.get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
    }

private:
    std::int64_t exactly(Xapian::Enquire& enquire) {
        const Xapian::MSet found = enquire.get_mset(0, 10, database_.get_doccount());
        fetch(found);
        return found.get_matches_estimated();
    }
    static void fetch(const Xapian::MSet& found) {
        for (auto hit = found.begin(); hit != found.end(); ++hit) hit.get_document().get_data();
    }

    Xapian::Database database_;
    std::shared_ptr<const Columns> columns_;
};

void ask(const std::string& database, const std::string& file, const std::string& report, bool with_columns) {
    const double started = wall_seconds();
    std::shared_ptr<const Columns> columns;
    if (with_columns) columns = std::make_shared<const Columns>(Xapian::Database{database});
    const auto connect = [&]() -> Client {
        return [searcher = std::make_shared<Searcher>(database, columns)](Kind kind, const Question& question) {
            return searcher->search(kind, question);
        };
    };
    Searcher counter{database, nullptr};
    Engine engine{.name = with_columns ? "Xapian, columns" : "Xapian",
                  .connect = connect,
                  .kinds = {Kind::any_facets, Kind::all_facets},
                  .count = [&](Kind kind, const Question& question) { return counter.count(kind, question); }};
    if (!with_columns) {
        engine.kinds = {Kind::any, Kind::all, Kind::any_facets, Kind::all_facets, Kind::phrase, Kind::any_filters};
    }
    write_json(measure(engine, read_questions(file), started), report);
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    using namespace acervo::bench;
    const std::string task = argc > 1 ? argv[1] : "";
    try {
        if (task == "index" && argc == 5) {
            index(argv[2], argv[3], argv[4]);
        } else if (task == "ask" && argc == 6) {
            ask(argv[2], argv[3], argv[4], std::string{argv[5]} == "columns");
        } else {
            std::fprintf(stderr,
                         "xapian index DOCUMENTS DATABASE REPORT | ask DATABASE QUESTIONS REPORT (values|columns)\n");
            return 2;
        }
        return 0;
    } catch (const Xapian::Error& error) {
        std::fprintf(stderr, "xapian: %s\n", error.get_description().c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "xapian: %s\n", error.what());
    }
    return 1;
}
