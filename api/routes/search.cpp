// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/delivery.h"
#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

/// The same question has the same ETag, however its parameters were ordered. The day is in it: embargoes end.
std::string search_etag(Query query, std::int64_t revision, const std::string& places) {
    for (auto& [facet, selection] : query.filters) {
        std::sort(selection.any.begin(), selection.any.end());
        std::sort(selection.none.begin(), selection.none.end());
    }
    std::sort(query.facets.begin(), query.facets.end());
    const auto key = std::to_string(revision) + "\n" + today() + "\n" + query.language + "\n" + to_query_string(query) +
                     (query.peer.empty() ? "" : "\n" + places);
    return "W/\"" + sha256_of(key).substr(0, 24) + "\"";
}

Response search(Context& context, const Request& request) {
    const auto query = query_from(request);
    const auto places = query.peer.empty() ? std::string{} : context.searcher.places()->stamp();
    auto etag = search_etag(query, in_index([&] { return context.searcher.state().revision; }), places);
    if (is_known(request, etag)) {
        Response unchanged{.status = 304};
        unchanged.headers["ETag"] = etag;
        return unchanged;
    }
    const auto results = in_index([&] { return context.searcher.search(query); });
    auto response = json_response(results_json(results, query, context.vocabulary));
    // The index may have moved on since its revision was asked for.
    response.headers["ETag"] = search_etag(query, results.revision, places);
    if (!results.next.empty()) {
        Query next = query;
        next.cursor = results.next;
        response.headers["Link"] = "</api/v1/search?" + to_query_string(next) + ">; rel=\"next\"";
    }
    return response;
}

Response similar(Context& context, const Request& request) {
    const auto stored = record_of(context, request);
    if (stored.withdrawn) throw Error{Error{Problem::not_found, "withdrawn"}.with_code("withdrawn")};
    const auto limit = limit_of(request, 10, 50);
    const auto language = answer_language(request);
    nlohmann::json hits = nlohmann::json::array();
    for (const auto& hit : in_index([&] { return context.searcher.similar(stored.record.id, limit); }))
        if (const auto other = context.catalogue.find(hit.id); other && !other->withdrawn)
            hits.push_back(hit_json(hit, *other, context.vocabulary, language));
    return json_response({{"record", stored.record.id}, {"hits", std::move(hits)}});
}

Response search_inside(Context& context, const Request& request) {
    const auto stored = record_of(context, request);
    if (stored.withdrawn) throw Error{Error{Problem::not_found, "withdrawn"}.with_code("withdrawn")};
    if (!text_is_open(stored)) throw Error{Error{Problem::not_found, "restricted"}.with_code("text-restricted")};
    const auto limit = limit_of(request, 20, 100);
    const auto query = query_from(request);
    nlohmann::json passages = nlohmann::json::array();
    const auto found = in_index(
        [&] { return context.searcher.search_inside(stored.record.id, query.text, query.query_language, limit); });
    for (const auto& passage : found)
        passages.push_back(passage_json(passage, stored.record, answer_language(request)));
    return json_response(
        {{"record", stored.record.id}, {"query", {{"q", query.text}}}, {"passages", std::move(passages)}});
}

}  // namespace

std::vector<Route> search_routes() {
    const Parameter limit{.name = "limit", .type = "integer", .description = "How many at most.", .example = "5"};
    return {
        {.pattern = "/api/v1/search",
         .operation = "search",
         .summary = "Search the records: ranked hits with their best pages, exact total, facets",
         .parameters = search_parameters(),
         .schema = "SearchResults",
         .handler = search,
         .searches = true},
        {.pattern = "/api/v1/records/{id}/similar",
         .operation = "getSimilarRecords",
         .summary = "Records most like this one",
         .parameters = {record_parameter(), limit},
         .schema = "SimilarRecords",
         .handler = similar,
         .searches = true},
        {.pattern = "/api/v1/records/{id}/search",
         .operation = "searchRecord",
         .summary = "Search inside one record: its pages, slides or sections, best first",
         .parameters = {record_parameter(),
                        {.name = "q", .description = "As in /search.", .required = true, .example = "presupuesto"},
                        {.name = "ql", .description = "Language that q is written in; auto: guessed.", .example = "es"},
                        limit},
         .schema = "InsideResults",
         .handler = search_inside,
         .searches = true},
    };
}

}  // namespace acervo
