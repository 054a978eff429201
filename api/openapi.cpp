// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/openapi.h"

#include <algorithm>

#include "api/embedded/schemas_json.h"
#include "api/router.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

json schema_of(const Parameter& parameter) {
    json schema = {{"type", "string"}};
    if (parameter.type == "integer") schema = {{"type", "integer"}};
    if (parameter.type == "number") schema = {{"type", "number"}};
    if (parameter.type == "boolean") schema["enum"] = {"0", "1", "true", "false"};
    if (parameter.type == "year-range") schema["pattern"] = "^([0-9]{4}|[0-9]{4}\\.\\.([0-9]{4})?|\\.\\.[0-9]{4})?$";
    if (!parameter.values.empty()) schema["enum"] = parameter.values;
    if (parameter.repeats) return {{"type", "array"}, {"items", std::move(schema)}};
    return schema;
}

json example_of(const Parameter& parameter) {
    json example = parameter.example;
    if (parameter.type == "integer") example = std::stoi(parameter.example);
    if (parameter.type == "number") example = std::stod(parameter.example);
    if (parameter.repeats) return json::array({example});
    return example;
}

json parameter_json(const Parameter& parameter, bool in_path) {
    json told = {{"name", parameter.name},
                 {"in", in_path ? "path" : "query"},
                 {"description", parameter.description},
                 {"schema", schema_of(parameter)}};
    if (in_path || parameter.required) told["required"] = true;
    if (!parameter.example.empty()) told["example"] = example_of(parameter);
    return told;
}

bool is_in_path(const Route& route, const Parameter& parameter) {
    return route.pattern.find("{" + parameter.name + "}") != std::string::npos;
}

std::string tag_of(const Route& route) {
    for (const char* tag : {"search", "records", "events", "vocabularies", "batches", "places", "practices"})
        if (route.pattern.starts_with(std::string{"/api/v1/"} + tag)) return tag;
    return route.searches && route.pattern.starts_with("/api/") ? "search" : "service";
}

json reference(const std::string& kind, const std::string& name) {
    return {{"$ref", "#/components/" + kind + "/" + name}};
}

json responses_of(const Route& route) {
    json good = {{"description", "The answer."}};
    const auto cacheable = tag_of(route) != "service" && route.role.empty();
    if (route.role.empty()) good["headers"]["ETag"] = reference("headers", "ETag");
    good["content"][route.content_type]["schema"] = reference("schemas", route.schema);
    json responses = {{std::to_string(route.status), std::move(good)},
                      {"400", reference("responses", "Problem")},
                      {"default", reference("responses", "Problem")}};
    if (!route.role.empty()) responses["401"] = responses["403"] = reference("responses", "Problem");
    if (route.method == "POST") responses["409"] = reference("responses", "Problem");
    if (cacheable) responses["304"] = reference("responses", "NotModified");
    if (route.pattern.find('{') != std::string::npos) responses["404"] = reference("responses", "Problem");
    if (route.pattern.starts_with("/api/v1/records/")) responses["410"] = reference("responses", "Problem");
    if (route.schema == "File") {
        responses["206"] = {{"description", "The part that Range asked for."}};
        responses["416"] = reference("responses", "Problem");
    }
    if (route.schema == "File" || route.schema == "Unit" || route.schema == "UnitList" ||
        route.schema == "InsideResults")
        responses["403"] = reference("responses", "Problem");
    if (route.schema == "SearchResults") responses["410"] = reference("responses", "Problem");
    return responses;
}

json operation_json(const Route& route) {
    json parameters = json::array();
    for (const auto& parameter : route.parameters)
        parameters.push_back(parameter_json(parameter, is_in_path(route, parameter)));
    parameters.push_back(parameter_json(language_parameter(), false));
    json operation = {{"operationId", route.operation},      {"summary", route.summary},
                      {"description", route.summary + "."},  {"tags", {tag_of(route)}},
                      {"parameters", std::move(parameters)}, {"responses", responses_of(route)}};
    if (!route.role.empty()) operation["security"] = json::array({{{"token", json::array()}}});
    if (route.uploads) {
        operation["requestBody"] = {{"required", true}, {"description", "The file's bytes."}};
        operation["requestBody"]["content"]["application/octet-stream"] = json::object();
    }
    return operation;
}

}  // namespace

json openapi_document(const std::vector<Route>& routes) {
    json document = json::parse(schemas_json);
    document["info"]["version"] = ACERVO_VERSION;
    auto& paths = document["paths"] = json::object();
    for (const auto& route : routes)
        if (!route.schema.empty()) paths[route.pattern][lower(route.method)] = operation_json(route);
    return document;
}

}  // namespace acervo
