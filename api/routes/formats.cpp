// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/record_format.h"

#include <algorithm>

#include "api/formats/signposting.h"
#include "api/routes/record_stream.h"
#include "api/routes/routes.h"

namespace acervo {
namespace {

bool is_xml(std::string_view media_type) {
    return media_type.find("xml") != std::string_view::npos;
}

/// Those records that `id` names which there are, each once; the guard says how many parameters an address may have.
Response selection(Context& context, const Request& request, const RecordFormat& format) {
    std::vector<std::string> ids;
    for (const auto& id : request.all("id"))
        if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    std::erase_if(ids, [&](const std::string& id) {
        const auto stored = context.catalogue.find(id);
        return !stored || stored->withdrawn;
    });
    return list_response(std::move(ids), format, request);
}

Response whole_result(Context& context, const Request& request, const RecordFormat& format) {
    const auto query = query_from(request);
    auto found = in_index([&] { return context.searcher.all(query); });
    return list_response(std::move(found.ids), format, request);
}

Response linkset(Context& context, const Request& request) {
    return {.content_type = "application/linkset",
            .body = linkset_text(present_record_of(context, request), context.publication())};
}

Response linkset_as_json(Context& context, const Request& request) {
    auto response = json_response(linkset_json(present_record_of(context, request), context.publication()));
    response.content_type = "application/linkset+json";
    return response;
}

}  // namespace

std::vector<Parameter> asking_parameters() {
    auto parameters = search_parameters();
    std::erase_if(parameters, [](const Parameter& one) {
        return one.name == "cursor" || one.name == "page_size" || one.name == "facets" || one.name == "passages" ||
               one.name == "explain";
    });
    for (const char* year : {"year_from", "year_to"}) parameters.push_back({.name = year});
    return parameters;
}

Response record_in_format(Context& context, const Request& request, const RecordFormat& format) {
    const auto stored = present_record_of(context, request);
    const auto publication = context.publication();
    Response response{.content_type = std::string{format.media_type}};
    if (is_xml(format.media_type)) response.body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const auto written = format.write(stored, publication, answer_language(request));
    // CSL-JSON is a list, of one too.
    response.body +=
        format.name == "csl-json" ? std::string{format.before} + written + std::string{format.after} : written;
    response.headers["Link"] = "<" + publication.record(stored.record.id) + ">; rel=\"describes\"; type=\"text/html\"";
    return response;
}

std::vector<Route> format_routes() {
    std::vector<Route> routes;
    for (const auto& format : record_formats()) {
        const auto suffix = "." + std::string{format.suffix};
        if (format.describes)
            routes.push_back(
                {.pattern = "/records/{id}" + suffix,
                 .handler = [&format](Context& context,
                                      const Request& request) { return record_in_format(context, request, format); },
                 .content_type = std::string{format.media_type}});
        if (!format.lists) continue;
        routes.push_back({.pattern = "/records" + suffix,
                          .parameters = {{.name = "id", .repeats = true, .required = true}},
                          .handler = [&format](Context& context,
                                               const Request& request) { return selection(context, request, format); },
                          .content_type = std::string{format.media_type}});
        routes.push_back(
            {.pattern = "/search" + suffix,
             .parameters = asking_parameters(),
             .handler = [&format](Context& context,
                                  const Request& request) { return whole_result(context, request, format); },
             .content_type = std::string{format.media_type},
             .searches = true});
    }
    routes.push_back({.pattern = "/records/{id}/linkset", .handler = linkset, .content_type = "application/linkset"});
    routes.push_back({.pattern = "/records/{id}/linkset.json",
                      .handler = linkset_as_json,
                      .content_type = "application/linkset+json"});
    return routes;
}

}  // namespace acervo
