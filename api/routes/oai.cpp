// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "api/formats/practice_xml.h"
#include "api/oai/provider.h"
#include "api/routes/routes.h"
#include "api/uri.h"
#include "corpus/text.h"

namespace acervo {
namespace {

Response xml_response(std::string body) {
    return {.content_type = "text/xml; charset=utf-8", .body = std::move(body)};
}

/// The arguments of a form, besides those of the address. What is no form has no verb.
std::vector<std::pair<std::string, std::string>> arguments_of(const Request& request) {
    auto arguments = request.parameters;
    const auto type = ascii_lower(request.header("content-type"));
    if (request.method != "POST" || !type.starts_with("application/x-www-form-urlencoded")) return arguments;
    auto form = decoded_parameters(request.body);
    if (!form) throw Error{Error{Problem::bad_input, "the form is not percent-encoded UTF-8"}.with_code("bad-request")};
    arguments.insert(arguments.end(), std::make_move_iterator(form->begin()), std::make_move_iterator(form->end()));
    return arguments;
}

Response schema(Context& /*context*/, const Request& /*request*/) {
    return xml_response(practice_schema());
}

}  // namespace

std::vector<Route> oai_routes() {
    const auto census = std::make_shared<SetCensus>();
    const Handler answer = [census](Context& context, const Request& request) {
        auto response = xml_response(oai_document(context, *census, arguments_of(request)));
        // Each answer has its time in it.
        response.headers["Cache-Control"] = "no-store";
        return response;
    };
    Route get{.pattern = "/oai",
              .operation = "harvest",
              .summary = "OAI-PMH 2.0",
              .handler = answer,
              .content_type = "text/xml",
              .judges = true};
    Route post = get;
    post.method = "POST";
    return {std::move(get),
            std::move(post),
            {.pattern = practice_schema_path,
             .operation = "getPracticeSchema",
             .summary = "The XML schema of practices",
             .handler = schema,
             .content_type = "text/xml"}};
}

}  // namespace acervo
