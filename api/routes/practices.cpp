// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/comparison.h"
#include "api/gaps.h"
#include "api/results_json.h"
#include "api/routes/routes.h"

namespace acervo {
namespace {

using nlohmann::json;

Response compare(Context& context, const Request& request) {
    const auto language = answer_language(request);
    const auto comparison = comparison_of(context, request);
    if (request.parameter("format").value_or("") == "csv") {
        Response response{.content_type = "text/csv; charset=utf-8; header=present",
                          .body = comparison_csv(comparison, language)};
        response.headers["Content-Disposition"] = "attachment; filename=\"comparison.csv\"";
        return response;
    }
    return json_response(comparison_json(comparison, language));
}

std::string theme_of(Context& context, const Request& request) {
    const auto theme = request.parameter("theme").value_or("");
    if (!theme.empty() && !context.vocabulary.scheme("theme").find(theme))
        throw RequestError{"bad-parameter", "theme", theme, {"abi, amb, cli…"}};
    return theme;
}

Response gaps(Context& context, const Request& request) {
    const auto language = answer_language(request);
    const auto theme = theme_of(context, request);
    const auto map = in_index([&] { return gap_map(context.searcher, context.vocabulary, theme); });
    const auto label = [&](const char* facet, const std::string& code) {
        return facet_label(context.vocabulary, facet, code, language);
    };
    json countries = json::array(), themes = json::array();
    for (std::size_t i = 0; i < map.countries.size(); ++i) {
        json missing = json::array();
        for (const auto& row : map.rows)
            if (row.count[i] == 0) missing.push_back(row.theme);
        countries.push_back({{"code", map.countries[i]},
                             {"label", label("country", map.countries[i])},
                             {"practices", map.practices[i]},
                             {"missing", std::move(missing)}});
    }
    for (const auto& row : map.rows) {
        json counts = json::object(), missing = json::array();
        for (std::size_t i = 0; i < map.countries.size(); ++i) {
            counts[map.countries[i]] = row.count[i];
            if (row.count[i] == 0) missing.push_back(map.countries[i]);
        }
        themes.push_back({{"code", row.theme},
                          {"label", label("theme", row.theme)},
                          {"practices", row.total},
                          {"countries", std::move(counts)},
                          {"missing", std::move(missing)}});
    }
    return json_response({{"total", {{"value", map.total}, {"relation", "eq"}}},
                          {"themes", std::move(themes)},
                          {"countries", std::move(countries)},
                          {"index", {{"revision", map.revision}}}});
}

}  // namespace

std::vector<Route> practice_routes() {
    auto of_comparison = comparison_parameters();
    of_comparison.push_back({.name = "format",
                             .description = "csv: a table, a row for each field; else JSON.",
                             .values = {"json", "csv"},
                             .example = "json"});
    return {
        {.pattern = "/api/v1/practices/compare",
         .operation = "comparePractices",
         .summary = "Two to four practices side by side: fields aligned, differences marked, missing ones named",
         .parameters = std::move(of_comparison),
         .schema = "Comparison",
         .handler = compare},
        {.pattern = "/api/v1/practices/gaps",
         .operation = "getGaps",
         .summary = "Themes by countries: how many practices there are, and where there is none",
         .parameters = {{.name = "theme",
                         .type = "code",
                         .description = "The themes below this one, instead of those of the first level.",
                         .example = "amb"}},
         .schema = "Gaps",
         .handler = gaps,
         .searches = true},
    };
}

}  // namespace acervo
