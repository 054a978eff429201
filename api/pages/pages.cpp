// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "api/comparison.h"
#include "api/notices.h"
#include "api/pages/view.h"
#include "api/results_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

std::shared_ptr<const View>& shared_view() {
    static std::shared_ptr<const View> view;
    return view;
}

Route page(const std::string& pattern, std::vector<Parameter> parameters, bool searches,
           Response (*handler)(const View&, Context&, const Request&)) {
    const auto view = shared_view();
    parameters.push_back({.name = "lang", .values = {"es", "pt", "en"}});
    return {.pattern = pattern,
            .parameters = std::move(parameters),
            .handler = [view, handler](Context& context,
                                       const Request& request) { return handler(*view, context, request); },
            .content_type = "text/html",
            .searches = searches};
}

/// A query as HTML with the part at fault marked; of a long one no more than the part and what stands beside it.
std::string around(std::vector<std::pair<std::string, bool>> pieces) {
    constexpr std::size_t beside = 60, most = 200;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto& [text, marked] = pieces[i];
        if (marked || i > 0) {
            text = shorten(text, marked ? most : beside);
        } else if (text.size() > beside) {
            auto begin = text.size() - beside;
            while ((text[begin] & 0xC0) == 0x80) ++begin;
            text = "…" + text.substr(begin);
        }
    }
    return marked_html(pieces);
}

}  // namespace

std::vector<Route> page_routes(const std::filesystem::path& web) {
    shared_view() = std::make_shared<const View>(web);
    auto searching = search_parameters();
    std::erase_if(searching, [](const Parameter& parameter) { return parameter.name == "lang"; });
    searching.push_back({.name = "year_from"});
    searching.push_back({.name = "year_to"});
    const std::vector<Parameter> asking = {{.name = "q"}};
    const std::vector<Parameter> reading = {{.name = "q"}, {.name = "style", .values = citation_styles()}};
    std::vector<Route> routes = {
        page("/", {}, true, start_page),
        page("/search", searching, true, results_page),
        page("/records/{id}", reading, true, record_page),
        page("/records/{id}/{n}", asking, true, unit_page),
        page("/records/{id}/parts/{part}", reading, true, part_page),
        page("/events", {}, true, events_page),
        page("/events/{id}", {}, true, event_page),
        page("/records/{id}/brief", {}, false, brief_page),
        page("/practices/compare", comparison_parameters(), false, compare_page),
        page("/practices/compare/brief", comparison_parameters(), false, compare_brief_page),
        page("/practices/gaps", {{.name = "theme"}}, true, gaps_page),
        page("/places/{id}", {}, false, place_page),
        page("/help", {}, false, help_page),
    };
    const auto view = shared_view();
    Route assets{.pattern = "/assets/{name}", .handler = [view](Context&, const Request& request) {
                     return view->asset(request.captures.at("name"));
                 }};
    // The digest in the address makes browsers fetch a changed asset; its value does not matter here.
    assets.parameters.push_back({.name = "v"});
    routes.push_back(std::move(assets));
    return routes;
}

Response problem_page(const Request& request, const Error& error) {
    const auto view = shared_view();
    const auto document = problem(request, error);
    if (!view) return document;
    const auto body = nlohmann::json::parse(document.body);
    nlohmann::json data{{"problem_title", body.value("title", "")},
                        {"detail", body.value("detail", "")},
                        {"noindex", true},
                        {"where", ""}};
    if (const auto* query = dynamic_cast<const QueryError*>(&error)) {
        // The query stays in the box, to be mended there.
        const auto typed = request.parameter("q").value_or("");
        data["q"] = shorten(clean(typed), max_query_bytes);
        data["where"] = around(mark_position(typed, query->position()));
    }
    auto response = view->page(request, "problem", body.value("title", ""), std::move(data));
    response.status = document.status;
    return response;
}

}  // namespace acervo
