// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "api/pages/view.h"

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

}  // namespace

std::vector<Route> page_routes(const std::filesystem::path& web) {
    shared_view() = std::make_shared<const View>(web);
    auto searching = search_parameters();
    std::erase_if(searching, [](const Parameter& parameter) { return parameter.name == "lang"; });
    searching.push_back({.name = "year_from"});
    searching.push_back({.name = "year_to"});
    const std::vector<Parameter> asking = {{.name = "q"}};
    std::vector<Route> routes = {
        page("/", {}, true, start_page),
        page("/search", searching, true, results_page),
        page("/records/{id}", asking, true, record_page),
        page("/records/{id}/{n}", asking, true, unit_page),
        page("/events", {}, true, events_page),
        page("/events/{id}", {}, true, event_page),
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
    auto response = view->page(
        request, "problem", body.value("title", ""),
        {{"problem_title", body.value("title", "")}, {"detail", body.value("detail", "")}, {"noindex", true}});
    response.status = document.status;
    return response;
}

}  // namespace acervo
