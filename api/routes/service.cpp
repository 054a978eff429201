// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metrics.h"
#include "api/openapi.h"
#include "api/routes/routes.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

using nlohmann::json;

Response openapi(Context&, const Request&) {
    static const std::string document = dump(openapi_document(api_routes()));
    return {.body = document};
}

/// "behind" while the index has not caught up with the catalogue: searches work, and miss what is newest.
Response health(Context& context, const Request&) {
    const auto sequence = context.catalogue.sequence();
    const auto state = in_index([&] { return context.searcher.state(); });
    auto response = json_response({{"status", state.revision >= sequence ? "ok" : "behind"},
                                   {"records", state.records},
                                   {"catalogue", {{"sequence", sequence}}},
                                   {"index", {{"revision", state.revision}, {"built", state.built}}}});
    response.headers["Cache-Control"] = "no-store";
    return response;
}

Response metrics(Context& context, const Request&) {
    Response response{.content_type = "text/plain; version=0.0.4; charset=utf-8"};
    if (context.metrics) response.body = context.metrics->text();
    response.body += metric("acervo_catalogue_sequence", "gauge", "Number of the last write to the catalogue.",
                            context.catalogue.sequence());
    try {
        const auto state = context.searcher.state();
        response.body += metric("acervo_records", "gauge", "Records in the index.", state.records);
        response.body += metric("acervo_passages", "gauge", "Passages in the index.", state.passages);
        response.body +=
            metric("acervo_index_revision", "gauge", "Catalogue sequence that the index covers.", state.revision);
        response.body += metric("acervo_index_up", "gauge", "Whether the index can be searched.", 1);
    } catch (const Error&) {
        response.body += metric("acervo_index_up", "gauge", "Whether the index can be searched.", 0);
    }
    response.headers["Cache-Control"] = "no-store";
    return response;
}

}  // namespace

Response json_response(const json& body) {
    return {.body = dump(body)};
}

int limit_of(const Request& request, int usual, int most) {
    const auto value = request.parameter("limit");
    if (!value || value->empty()) return usual;
    const bool number = value->size() < 6 && value->find_first_not_of("0123456789") == std::string::npos;
    const int limit = number ? std::stoi(*value) : 0;
    if (limit < 1 || limit > most) throw RequestError{"bad-parameter", "limit", *value, {"1.." + std::to_string(most)}};
    return limit;
}

std::vector<Route> service_routes() {
    return {
        {.pattern = "/api/v1/openapi.json",
         .operation = "getOpenApi",
         .summary = "This document",
         .schema = "OpenApi",
         .handler = openapi},
        {.pattern = "/health",
         .operation = "getHealth",
         .summary = "Whether the service can answer searches",
         .schema = "Health",
         .handler = health},
        {.pattern = "/metrics",
         .operation = "getMetrics",
         .summary = "Measurements in the text format of Prometheus",
         .schema = "Metrics",
         .handler = metrics,
         .content_type = "text/plain"},
    };
}

std::vector<Route> api_routes() {
    std::vector<Route> routes;
    for (auto part : {search_routes(), suggest_routes(), record_routes(), part_routes(), event_routes(), place_routes(),
                      practice_routes(), map_routes(), batch_routes(), service_routes(), citation_routes()})
        for (auto& route : part) routes.push_back(std::move(route));
    return routes;
}

}  // namespace acervo
