// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/results_json.h"
#include "api/routes/routes.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr int usual_limit = 8;

json suggestion_json(const Suggestion& suggestion, const std::string& language) {
    std::string text;
    json pieces = json::array();
    for (const auto& [piece, typed] : suggestion.text) {
        text += piece;
        pieces.push_back({{"text", piece}, {"match", typed}});
    }
    json told = {{"kind", to_string(suggestion.kind)},
                 {"text", text},
                 {"pieces", std::move(pieces)},
                 {"count", suggestion.count}};
    if (!suggestion.language.empty()) told["lang"] = suggestion.language;
    if (!suggestion.label.empty()) told["label"] = suggestion.label;
    if (!suggestion.subdivision.empty()) told["subdivision"] = suggestion.subdivision;
    if (!suggestion.country.empty())
        told["country"] = {{"code", suggestion.country}, {"label", country_name(suggestion.country, language)}};
    if (!suggestion.record.empty()) {
        told["record"] = suggestion.record;
        told["links"] = {{"html", "/records/" + suggestion.record + "?lang=" + language},
                         {"api", "/api/v1/records/" + suggestion.record}};
    } else {
        const auto query = to_query_string(suggestion.target);
        told["links"] = {{"html", "/search?" + query}, {"api", "/api/v1/search?" + query}};
    }
    return told;
}

Response suggest(Context& context, const Request& request) {
    const auto limit = limit_of(request, usual_limit, most_suggestions);
    const auto typed = request.parameter("q").value_or("");
    if (typed.size() > max_query_bytes)
        throw Error{Error{Problem::bad_input, "the beginning is too long"}.with_code("query-too-long")};
    const auto language = answer_language(request);
    const auto found = in_index([&] { return context.searcher.complete(typed, language, limit); });
    json suggestions = json::array();
    for (const auto& one : found.suggestions) suggestions.push_back(suggestion_json(one, language));
    auto response = json_response({{"query", {{"q", typed}, {"lang", language}}},
                                   {"suggestions", std::move(suggestions)},
                                   {"ready", found.ready},
                                   {"index", {{"revision", found.revision}, {"built", found.built}}}});
    if (!found.ready) response.headers["Cache-Control"] = "no-store";
    return response;
}

}  // namespace

std::vector<Route> suggest_routes() {
    return {
        {.pattern = "/api/v1/suggest",
         .operation = "suggest",
         .summary = "Names of the collection that begin as what was typed: themes, events, places, people, titles",
         .parameters =
             {{.name = "q",
               .description = "What was typed: the beginnings of one or several words, in any order, with or "
                              "without accents.",
               .required = true,
               .example = "pres"},
              {.name = "limit", .type = "integer", .description = "How many at most, 1 to 20 (8).", .example = "5"}},
         .schema = "Suggestions",
         .handler = suggest,
         .searches = true},
    };
}

}  // namespace acervo
