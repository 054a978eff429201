// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/style.h"
#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/parts.h"

namespace acervo {
namespace {

using nlohmann::json;

Response told(const Reference& reference, const Request& request) {
    const auto name = request.parameter("style").value_or("");
    const auto style = citation_style(name).value_or(CitationStyle::apa);
    const auto language = answer_language(request);
    const auto text = cite(reference, style, language);
    return json_response({{"style", citation_styles().at(static_cast<std::size_t>(style))},
                          {"language", language},
                          {"text", text.plain()},
                          {"html", text.html()}});
}

Response record_citation(Context& context, const Request& request) {
    return told(reference_of(present_record_of(context, request).record, context.publication()), request);
}

Response part_citation(Context& context, const Request& request) {
    const auto stored = present_record_of(context, request);
    const auto& id = request.captures.at("part");
    const auto* const part = find_part(stored.record, id);
    if (part == nullptr) throw Error{Error{Problem::not_found, "no part " + id}.with_code("not-found")};
    return told(reference_of(stored.record, *part, id, context.publication()), request);
}

}  // namespace

std::vector<Route> citation_routes() {
    const Parameter style{.name = "style",
                          .description = "Style of the reference; apa where it is left out.",
                          .values = citation_styles(),
                          .example = "abnt"};
    return {
        {.pattern = "/api/v1/records/{id}/citation",
         .operation = "citeRecord",
         .summary = "The reference of a record in a style, as text and with its italics",
         .parameters = {record_parameter(), style},
         .schema = "Citation",
         .handler = record_citation},
        {.pattern = "/api/v1/records/{id}/parts/{part}/citation",
         .operation = "citePart",
         .summary = "The reference of one paper of a volume",
         .parameters = {record_parameter(), part_parameter(), style},
         .schema = "Citation",
         .handler = part_citation},
    };
}

}  // namespace acervo
