// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/parts.h"
#include "api/results_json.h"
#include "api/routes/routes.h"

namespace acervo {
namespace {

using nlohmann::json;

Response parts(Context& context, const Request& request) {
    const auto stored = present_record_of(context, request);
    const auto language = answer_language(request);
    json list = json::array();
    const auto ids = part_ids(stored.record.parts);
    for (std::size_t i = 0; i < ids.size(); ++i)
        list.push_back(part_json(stored, stored.record.parts[i], ids[i], context.publication(), language));
    return json_response({{"record", stored.record.id}, {"total", list.size()}, {"parts", std::move(list)}});
}

Response part(Context& context, const Request& request) {
    const auto stored = present_record_of(context, request);
    const auto& id = request.captures.at("part");
    const auto* found = find_part(stored.record, id);
    if (found == nullptr) throw Error{Error{Problem::not_found, "no part " + id}.with_code("not-found")};
    return json_response(part_json(stored, *found, id, context.publication(), answer_language(request)));
}

}  // namespace

Parameter part_parameter() {
    return {.name = "part",
            .description = "Of the part: the page it begins on, and which of them there.",
            .required = true,
            .example = "3"};
}

std::vector<Route> part_routes() {
    auto volume = record_parameter();
    return {
        {.pattern = "/api/v1/records/{id}/parts",
         .operation = "listParts",
         .summary = "The papers of a volume: titles, authors, pages, and how they are known",
         .parameters = {volume},
         .schema = "PartList",
         .handler = parts},
        {.pattern = "/api/v1/records/{id}/parts/{part}",
         .operation = "getPart",
         .summary = "One paper of a volume",
         .parameters = {volume, part_parameter()},
         .schema = "Part",
         .handler = part},
    };
}

}  // namespace acervo
