// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searcher.h"

#include <unistd.h>

#include <iostream>
#include <memory>

#include "api/notices.h"
#include "api/results_json.h"
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "search/grammar.h"
#include "search/lexer.h"
#include "tools/acervo/command.h"

namespace acervo {
namespace {

struct Asked {
    Query query{.text = {}, .language = "es", .page_size = 10};
    std::map<std::string, std::vector<std::string>> any, none;
    std::string year, sort = "relevance";
    bool json = false, grammar = false;
};

const std::map<std::string, Sort> sorts = {
    {"relevance", Sort::relevance}, {"date", Sort::date}, {"-date", Sort::date_descending}, {"title", Sort::title}};

Query query_of(const Asked& asked) {
    auto query = asked.query;
    query.sort = sorts.at(asked.sort);
    for (const auto& [facet, codes] : asked.any) query.filters[facet].any = codes;
    for (const auto& [facet, codes] : asked.none) query.filters[facet].none = codes;
    std::erase_if(query.filters, [](const auto& filter) { return filter.second.empty(); });
    if (!asked.year.empty()) {
        query.year = read_years(asked.year);
        if (!query.year)
            throw Error{Problem::bad_input, "--year: " + asked.year + " is no range of years"}.with_hint(
                "Write 2015, 2015..2020, 2015.. or ..2020.");
    }
    return query;
}

/// Matches in bold on a terminal, between asterisks elsewhere.
std::string marked(const std::vector<std::pair<std::string, bool>>& pieces, bool terminal) {
    std::string result;
    for (const auto& [text, match] : pieces)
        result += match ? (terminal ? "\033[1m" + text + "\033[0m" : "*" + text + "*") : text;
    return result;
}

std::string where(const Passage& passage) {
    auto result = to_string(passage.kind) + " " + std::to_string(passage.number);
    if (passage.label != std::to_string(passage.number)) result += " [" + passage.label + "]";
    return result + (passage.in_notes ? ", notes" : "");
}

void print_hit(const Hit& hit, int rank, const Stored& stored, const Query& query, const Vocabulary& vocabulary) {
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    const auto& record = stored.record;
    std::cout << rank << ". " << best(record.title, query.language).second << '\n';
    std::cout << "   " << facet_label(vocabulary, "kind", record.kind, query.language);
    if (const auto year = year_of(record.issued)) std::cout << ", " << *year;
    for (const auto& country : record.countries)
        std::cout << ", " << facet_label(vocabulary, "country", country, query.language);
    std::cout << "  (" << hit.id << ")\n";
    for (const auto& passage : hit.passages)
        std::cout << "   " << where(passage) << ": " << marked(passage.snippet, terminal) << '\n';
    if (!hit.abstract.empty()) std::cout << "   " << marked(hit.abstract, terminal) << '\n';
    std::string words;
    for (const auto& match : hit.matched)
        if (match.via != "exact")
            words += (words.empty() ? "" : "; ") + match.word + " > " + match.found + " (" + match.via + ")";
    if (query.explain && !words.empty()) std::cout << "   " << words << '\n';
}

void print_values(const std::vector<FacetValue>& values, const std::string& facet, const Query& query,
                  const Vocabulary& vocabulary, int depth) {
    for (const auto& value : values) {
        std::cout << std::string(static_cast<std::size_t>(2 + 2 * depth), ' ') << value.count << "  "
                  << facet_label(vocabulary, facet, value.code, query.language) << " (" << value.code << ")"
                  << (value.selected   ? " +"
                      : value.excluded ? " -"
                                       : "")
                  << '\n';
        print_values(value.children, facet, query, vocabulary, depth + 1);
    }
}

/// What of the query was no syntax, on standard error: the results are no less good for it.
void print_notices(const Query& query) {
    for (const auto& notice : notices_of(query.text))
        std::cerr << notice.position.character + 1 << ": " << notice_text(notice, query.language) << '\n';
}

int search(const Settings& settings, const Asked& asked) {
    if (asked.grammar) {
        std::cout << query_grammar();
        return status_done;
    }
    const auto query = query_of(asked);
    Index index{settings.data, settings.vocabulary()};
    const auto results = Searcher{index}.search(query);
    if (asked.json) {
        std::cout << results_json(results, query, settings.vocabulary())
                         .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
        return status_done;
    }
    print_notices(query);
    if (query.across_languages && !results.translates)
        std::cerr << "No translation tables: words are looked for as they were typed (acervo dict build)\n";
    std::cout << results.total << (results.total == 1 ? " record" : " records") << '\n';
    if (!results.suggestion.empty()) std::cout << "Did you mean: " << results.suggestion << '\n';
    if (query.explain) std::cout << results.explanation << '\n';
    int rank = 0;
    for (const auto& hit : results.hits) {
        std::cout << '\n';
        ++rank;
        if (hit.stored) print_hit(hit, rank, *hit.stored, query, settings.vocabulary());
    }
    for (const auto& name : facet_names()) {
        const auto facet = results.facets.find(name);
        if (facet == results.facets.end()) continue;
        std::cout << '\n' << name << '\n';
        print_values(facet->second.values, name, query, settings.vocabulary(), 0);
        if (facet->second.missing > 0) std::cout << "  " << facet->second.missing << "  none\n";
    }
    if (!results.years.empty()) std::cout << "\nyear\n";
    for (const auto& [year, count] : results.years) std::cout << "  " << count << "  " << year << '\n';
    if (!results.next.empty()) std::cout << "\nMore: --cursor " << results.next << '\n';
    return status_done;
}

}  // namespace

void add_search(CLI::App& app, Settings& settings) {
    auto* command = app.add_subcommand("search", "Search the records; --json prints what the HTTP API answers");
    const auto asked = std::make_shared<Asked>();
    auto& query = asked->query;
    command->add_option("query", query.text, "Words, \"phrases\", AND OR NOT + -, NEAR/3, prefix*, field:value");
    command->add_flag("--grammar", asked->grammar, "Print the grammar of queries, and nothing else");
    command->add_flag("--json", asked->json, "Print JSON");
    command->add_flag("--explain", query.explain, "Show how the query was understood");
    for (const auto& facet : facet_names()) {
        command->add_option("--" + facet, asked->any[facet], "Only these codes of the facet; none: without any")
            ->delimiter(',')
            ->allow_extra_args(false)
            ->group("Filters");
        command->add_option("--not-" + facet, asked->none[facet], "None of these codes of the facet")
            ->delimiter(',')
            ->allow_extra_args(false)
            ->group("Filters");
    }
    command->add_option("--year", asked->year, "2015, 2015..2020, 2015.. or ..2020")->group("Filters");
    command->add_option("--sort", asked->sort, "relevance, date, -date or title")
        ->check(CLI::IsMember({"relevance", "date", "-date", "title"}))
        ->capture_default_str();
    command->add_option("--page-size", query.page_size, "Results a page")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    command->add_option("--cursor", query.cursor, "Where the page before ended");
    command->add_option("--facets", query.facets, "Facets to count, year among them; \"*\": all")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--passages", query.passages, "Pages or slides shown a record")
        ->check(CLI::Range(0, 5))
        ->capture_default_str();
    command->add_option("--xl", query.across_languages, "Whether texts in other languages are searched")
        ->capture_default_str();
    command->add_option("--ql", query.query_language, "Language of the query; guessed where it is not given");
    command->add_option("--lang", query.language, "Language of the reader")
        ->check(CLI::IsMember({"es", "pt", "en"}))
        ->capture_default_str();
    command->callback([&settings, asked] { settings.run = [&settings, asked] { return search(settings, *asked); }; });
}

}  // namespace acervo
