// SPDX-License-Identifier: GPL-3.0-or-later
//
// Acervo among its peers, through its public headers alone:
//
//     acervo load DOCUMENTS DATA            the documents into the catalogue
//     acervo index DATA JOBS REPORT         a whole index, from nothing
//     acervo ask DATA QUESTIONS REPORT
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "indexer/indexer.h"
#include "search/searcher.h"
#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/measure.h"

namespace acervo::bench {

namespace {

constexpr int records_a_transaction = 2000;

Record record_of(const Document& document) {
    Record record;
    record.collection = "bench";
    record.source_key = std::to_string(document.id);
    record.id = record_id(record.collection, record.source_key);
    record.kind = "paper";
    record.languages = {document.language};
    record.title[document.language] = document.title;
    record.abstract[document.language] = document.paragraphs.front();
    record.issued = std::to_string(document.year);
    record.countries = {document.country};
    record.event.id = document.event;
    record.themes = document.themes;
    record.axes = document.axes;
    return record;
}

void load(const std::string& documents, const std::string& data) {
    std::filesystem::create_directories(data);
    Catalogue catalogue{data};
    const std::string batch = catalogue.start_batch("bench", "{}").id;
    auto transaction = std::make_unique<Catalogue::Transaction>(catalogue);
    read_documents(documents, [&](const Document& document) {
        std::vector<Unit> units;
        for (std::size_t i = 1; i < document.paragraphs.size(); ++i) {
            units.push_back(
                {.number = static_cast<int>(i), .language = document.language, .text = document.paragraphs[i]});
        }
        catalogue.put(record_of(document), units, batch);
        if (document.id % records_a_transaction != 0) return;
        transaction->commit();
        transaction = std::make_unique<Catalogue::Transaction>(catalogue);
    });
    transaction->commit();
    transaction.reset();
    catalogue.set_batch_state(batch, "applied");
}

void index(const std::string& data, int jobs, const std::string& report) {
    const Vocabulary vocabulary = Vocabulary::load(share_folder());
    const double begin = wall_seconds();
    const IndexReport done = update_index(data, vocabulary, {.rebuild = true, .jobs = jobs});
    const std::string name = "Acervo, " + std::to_string(jobs) + (jobs == 1 ? " job" : " jobs");
    write_json(
        build_report(name, done.records, wall_seconds() - begin, data + "/index/" + std::to_string(done.generation)),
        report);
}

Query query_of(Kind kind, const Question& question) {
    Query query;
    query.language = query.query_language = question.language;
    query.across_languages = kind == Kind::expanded;
    query.page_size = 10;
    query.passages = kind == Kind::page ? 3 : 0;
    query.described = kind == Kind::page;  // ids and scores, as the others give them without reading stored fields
    switch (kind) {
        case Kind::all:
        case Kind::all_facets:
            query.text = join(question.words, " AND ");
            break;
        case Kind::phrase:
            query.text = '"' + join(question.words, " ") + '"';
            break;
        default:
            query.text = join(question.words, " ");
    }
    if (kind == Kind::any_facets || kind == Kind::all_facets || kind == Kind::page) {
        query.facets = {"country", "event", "theme", "axis"};
    }
    if (kind == Kind::any_filters) {
        query.filters["country"].any = {question.country};
        query.filters["theme"].any = {question.theme};
    }
    return query;
}

void ask(const std::string& data, const std::string& questions, const std::string& report) {
    const double started = wall_seconds();
    const Vocabulary vocabulary = Vocabulary::load(share_folder());
    Index shared{data, vocabulary};
    const auto connect = [&]() -> Client {
        return [searcher = std::make_shared<Searcher>(shared)](Kind kind, const Question& question) {
            const Results results = searcher->search(query_of(kind, question));
            Answer answer{.hits = results.total};
            for (const auto& [name, facet] : results.facets) {
                for (const FacetValue& value : facet.values) answer.facets += value.count;
            }
            return answer;
        };
    };
    const Engine engine{.name = "Acervo",
                        .connect = connect,
                        .kinds = {Kind::any, Kind::all, Kind::any_facets, Kind::all_facets, Kind::phrase,
                                  Kind::any_filters, Kind::page, Kind::expanded}};
    write_json(measure(engine, read_questions(questions), started), report);
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    using namespace acervo::bench;
    const std::string task = argc > 1 ? argv[1] : "";
    try {
        if (task == "load" && argc == 4) {
            load(argv[2], argv[3]);
        } else if (task == "index" && argc == 5) {
            index(argv[2], std::stoi(argv[3]), argv[4]);
        } else if (task == "ask" && argc == 5) {
            ask(argv[2], argv[3], argv[4]);
        } else {
            std::fprintf(stderr, "acervo load DOCUMENTS DATA | index DATA JOBS REPORT | ask DATA QUESTIONS REPORT\n");
            return 2;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "acervo: %s\n", error.what());
        return 1;
    }
}
