// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "search/measures.h"
#include "search/searcher.h"
#include "tools/acervo/command.h"

namespace acervo {
namespace {

struct Asked {
    std::filesystem::path queries, qrels, run;
    std::string target;
    bool across_languages = true, json = false;
    std::vector<std::string> left_out;
    std::set<Ingredient> without;
};

struct Topic {
    std::string id, text, language;
};

std::ifstream open(const std::filesystem::path& file) {
    std::ifstream stream{file};
    if (!stream) throw Error{Problem::not_found, "cannot read " + file.string()};
    return stream;
}

Error wrong_line(const std::filesystem::path& file, int line, const std::string& form) {
    return Error{Problem::bad_input, file.string() + ", line " + std::to_string(line) + ": not of the form " + form};
}

/// id<TAB>text[<TAB>language]
std::vector<Topic> read_topics(const std::filesystem::path& file) {
    auto stream = open(file);
    std::vector<Topic> topics;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        std::istringstream parts{line};
        Topic topic;
        std::getline(parts, topic.id, '\t');
        std::getline(parts, topic.text, '\t');
        std::getline(parts, topic.language, '\t');
        if (topic.id.empty() || topic.text.empty()) throw wrong_line(file, number, "id<TAB>text[<TAB>language]");
        topics.push_back(std::move(topic));
    }
    return topics;
}

/// TREC: id 0 source_key grade. A key may hold spaces: it is what stands between the second column and the last.
std::map<std::string, Judgements> read_qrels(const std::filesystem::path& file) {
    auto stream = open(file);
    std::map<std::string, Judgements> result;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        std::istringstream parts{line};
        std::vector<std::string> columns;
        for (std::string column; parts >> column;) columns.push_back(column);
        if (columns.empty()) continue;
        const auto wrong = wrong_line(file, number, "\"id 0 source_key grade\"");
        if (columns.size() < 4) throw wrong;
        std::string key = columns[2];
        for (std::size_t i = 3; i + 1 < columns.size(); ++i) key += " " + columns[i];
        try {
            result[columns[0]][key] = std::stoi(columns.back());
        } catch (const std::logic_error&) {
            throw wrong;
        }
    }
    return result;
}

class Evaluation {
public:
    Evaluation(const Settings& settings, const Asked& asked)
        : asked_(asked), index_(settings.data, settings.vocabulary()), searcher_(index_) {
        if (!asked.run.empty()) {
            run_.open(asked.run);
            if (!run_) throw Error{Problem::not_found, "cannot write " + asked.run.string()};
        }
    }

    void add(const Topic& topic, const Judgements& judgements) {
        Query query{.text = topic.text, .language = topic.language, .query_language = topic.language};
        query.across_languages = asked_.across_languages;
        query.passages = 0;
        query.without = asked_.without;
        if (!asked_.target.empty()) query.filters["doclang"].any = {asked_.target};
        try {
            query.page_size = 10;
            const auto start = std::chrono::steady_clock::now();
            searcher_.search(query);
            times_.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
            query.page_size = 100;
            measures_.push_back(measure(ranking(topic, searcher_.search(query)), judgements));
        } catch (const Error& error) {
            std::fprintf(stderr, "query %s: %s\n", topic.id.c_str(), error.what());
            measures_.emplace_back();  // nothing found
        }
    }

    void print() const {
        const auto all = mean(measures_);
        const double median = percentile(times_, 50), p95 = percentile(times_, 95);
        if (asked_.json) {
            std::cout << nlohmann::ordered_json{{"queries", measures_.size()},
                                                {"ndcg@10", all.ndcg_10},
                                                {"mrr@10", all.mrr_10},
                                                {"recall@10", all.recall_10},
                                                {"recall@100", all.recall_100},
                                                {"median_ms", median},
                                                {"p95_ms", p95}}
                             .dump()
                      << '\n';
            return;
        }
        std::printf("queries     %zu\nnDCG@10     %.4f\nMRR@10      %.4f\nRecall@10   %.4f\nRecall@100  %.4f\n",
                    measures_.size(), all.ndcg_10, all.mrr_10, all.recall_10, all.recall_100);
        std::printf("median      %.2f ms\np95         %.2f ms\n", median, p95);
    }

private:
    std::vector<std::string> ranking(const Topic& topic, const Results& results) {
        std::vector<std::string> keys;
        for (const auto& hit : results.hits) {
            keys.push_back(hit.stored ? hit.stored->record.source_key : hit.id);
            if (run_.is_open())
                run_ << topic.id << " Q0 " << keys.back() << ' ' << keys.size() << ' ' << hit.score << " acervo\n";
        }
        return keys;
    }

    const Asked& asked_;
    Index index_;
    Searcher searcher_;
    std::ofstream run_;
    std::vector<Measures> measures_;
    std::vector<double> times_;
};

int evaluate(const Settings& settings, Asked& asked) {
    for (const auto& name : asked.left_out) {
        const auto ingredient = ingredient_named(name);
        if (!ingredient)
            throw Error{Problem::bad_input, "there is no ingredient \"" + name + "\" to leave out"}.with_hint(
                "They are stemming, title, exact, translation, indirect, entries, cognates, synonyms, "
                "thesaurus, machine.");
        asked.without.insert(*ingredient);
    }
    const auto topics = read_topics(asked.queries);
    const auto qrels = read_qrels(asked.qrels);
    Evaluation evaluation{settings, asked};
    for (const auto& topic : topics) {
        const auto judged = qrels.find(topic.id);
        if (judged != qrels.end()) evaluation.add(topic, judged->second);
    }
    evaluation.print();
    return status_done;
}

}  // namespace

void add_evaluate(CLI::App& app, Settings& settings) {
    auto* command = app.add_subcommand("evaluate", "Run judged queries and print how good the rankings are");
    const auto asked = std::make_shared<Asked>();
    command->add_option("--queries", asked->queries, "Lines of id<TAB>text[<TAB>language]")->required();
    command->add_option("--qrels", asked->qrels, "Lines of \"id 0 source_key grade\"")->required();
    command->add_option("--target", asked->target, "Rank only records in this language");
    command->add_option("--run", asked->run, "Write the rankings here, as a TREC run");
    command->add_option("--xl", asked->across_languages, "Whether queries look beyond their own language")
        ->capture_default_str();
    command->add_option("--without", asked->left_out, "Leave out what a search is made of: stemming, thesaurus ...")
        ->delimiter(',');
    command->add_flag("--json", asked->json, "Print JSON");
    command->callback([&settings, asked] { settings.run = [&settings, asked] { return evaluate(settings, *asked); }; });
}

}  // namespace acervo
