// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "api/embedded/problems_json.h"
#include "api/http.h"
#include "api/notices.h"
#include "api/uri.h"
#include "corpus/record_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

const json& table() {
    static const json problems = json::parse(problems_json);
    return problems;
}

std::string code_of(const Error& error) {
    if (table().contains(error.code())) return error.code();
    switch (error.problem()) {
        case Problem::not_found:
            return "not-found";
        case Problem::bad_input:
            return "bad-input";
        case Problem::unsupported:
            return "not-implemented";
        case Problem::too_large:
            return "body-too-large";
        case Problem::busy:
            return "busy";
        case Problem::broken:
            break;
    }
    return "internal";
}

std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : ", ") + value;
    return text;
}

std::string filled(const std::string& pattern, const std::vector<std::pair<std::string, std::string>>& values) {
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const auto open = std::min(pattern.find('{', at), pattern.size());
        text.append(pattern, at, open - at);
        const auto close = pattern.find('}', open);
        if (close == std::string::npos) break;
        const auto name = pattern.substr(open + 1, close - open - 1);
        for (const auto& [known, value] : values)
            if (known == name) text += value;
        at = close + 1;
    }
    return text;
}

}  // namespace

ProblemText describe(const Error& error, const std::string& language) {
    ProblemText text;
    text.code = code_of(error);
    const auto& entry = table().at(text.code);
    text.status = entry.at("status").get<int>();
    text.title = entry.at("title").at(language).get<std::string>();
    std::vector<std::pair<std::string, std::string>> values = {{"reason", shorten(clean(error.what()), 300)},
                                                               {"max_bytes", std::to_string(max_query_bytes)},
                                                               {"max_terms", std::to_string(max_query_terms)},
                                                               {"max_depth", std::to_string(max_query_depth)},
                                                               {"max_expansion", std::to_string(max_expansion)},
                                                               {"min_letters", std::to_string(min_wildcard_letters)},
                                                               {"facets", joined(facet_names())}};
    if (const auto* wrong = dynamic_cast<const RequestError*>(&error)) {
        values.emplace_back("parameter", shorten(wrong->parameter(), 100));
        values.emplace_back("value", shorten(wrong->value(), 100));
        values.emplace_back("allowed", joined(wrong->allowed()));
    }
    text.detail = filled(entry.at("detail").at(language).get<std::string>(), values);
    return text;
}

Response problem(const Request& request, const Error& error) {
    const auto language = answer_language(request);
    const auto text = describe(error, language);
    json document = {
        {"type", "/problems/" + text.code}, {"title", text.title}, {"status", text.status}, {"detail", text.detail}};
    if (!request.path.empty()) document["instance"] = encoded_path(request.path);
    if (const auto* wrong = dynamic_cast<const RequestError*>(&error)) {
        json entry = {{"parameter", wrong->parameter()}, {"detail", text.detail}};
        if (!wrong->allowed().empty()) entry["allowed"] = wrong->allowed();
        document["errors"] = json::array({entry});
    } else if (text.code.starts_with("query-") || text.code.starts_with("too-")) {
        document["errors"] = json::array({{{"parameter", "q"}, {"detail", text.detail}}});
    } else if (text.code.starts_with("cursor-")) {
        document["errors"] = json::array({{{"parameter", "cursor"}, {"detail", text.detail}}});
    }
    if (const auto* query = dynamic_cast<const QueryError*>(&error))
        document["position"] = position_json(query->position());
    Response response{.status = text.status, .content_type = "application/problem+json", .body = dump(document)};
    response.headers = {{"Cache-Control", "no-store"}, {"Content-Language", language}};
    if (text.status == 401) response.headers["WWW-Authenticate"] = "Bearer realm=\"acervo\"";
    if (text.status == 503) response.headers["Retry-After"] = "3";
    if (text.status == 405) response.headers["Allow"] = "GET, HEAD";
    return response;
}

}  // namespace acervo
