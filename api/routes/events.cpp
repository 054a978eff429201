// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/results_json.h"
#include "api/routes/routes.h"

namespace acervo {
namespace {

using nlohmann::json;

Response events(Context& context, const Request& request) {
    const auto language = answer_language(request);
    json series = json::array();
    for (const auto& each : context.vocabulary.series())
        series.push_back(series_json(each, context.vocabulary, language));
    return json_response({{"series", std::move(series)}});
}

Response event(Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto language = answer_language(request);
    if (const auto* found = context.vocabulary.find_event(id))
        return json_response(event_json(*found, context.vocabulary, language));
    if (const auto* found = context.vocabulary.find_series(id))
        return json_response(series_json(*found, context.vocabulary, language));
    throw Error{Error{Problem::not_found, "no event or series " + id}.with_code("not-found")};
}

Response vocabularies(Context& context, const Request& request) {
    const auto language = answer_language(request);
    json schemes = json::array();
    for (const auto& name : context.vocabulary.schemes()) {
        const auto& scheme = context.vocabulary.scheme(name);
        schemes.push_back({{"scheme", name},
                           {"title", scheme.title},
                           {"label", best(scheme.title, language).second},
                           {"count", scheme.concepts.size()},
                           {"links", {{"self", "/api/v1/vocabularies/" + name}}}});
    }
    return json_response({{"vocabularies", std::move(schemes)}});
}

Response vocabulary(Context& context, const Request& request) {
    const auto& name = request.captures.at("scheme");
    if (!context.vocabulary.has_scheme(name))
        throw Error{Error{Problem::not_found, "no vocabulary " + name}.with_code("not-found")};
    return json_response(scheme_json(context.vocabulary.scheme(name), answer_language(request)));
}

}  // namespace

std::vector<Route> event_routes() {
    return {
        {.pattern = "/api/v1/events",
         .operation = "listEvents",
         .summary = "The series of events with their editions",
         .schema = "EventSeriesList",
         .handler = events},
        {.pattern = "/api/v1/events/{id}",
         .operation = "getEvent",
         .summary = "One event with its axes and sessions, or one series with its editions",
         .parameters =
             {{.name = "id", .description = "Of the event or the series.", .required = true, .example = "clad"}},
         .schema = "EventOrSeries",
         .handler = event},
        {.pattern = "/api/v1/vocabularies",
         .operation = "listVocabularies",
         .summary = "The controlled vocabularies",
         .schema = "VocabularyList",
         .handler = vocabularies},
        {.pattern = "/api/v1/vocabularies/{scheme}",
         .operation = "getVocabulary",
         .summary = "The concepts of one vocabulary, parents before children",
         .parameters =
             {{.name = "scheme", .description = "Name of the vocabulary.", .required = true, .example = "theme"}},
         .schema = "Vocabulary",
         .handler = vocabulary},
    };
}

}  // namespace acervo
