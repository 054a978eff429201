// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/vocabulary.h"
#include "search/searcher.h"

/// HTTP as plain values: routes are written against these, only server.cpp and guard.cpp know Poco.
namespace acervo {

struct Request {
    std::string method = "GET";
    std::string path;                                            ///< decoded, "/records/7f3k"
    std::vector<std::pair<std::string, std::string>> parameters; ///< of the query string, decoded, in order; repeats kept
    std::map<std::string, std::string> headers;                  ///< names in lower case
    std::map<std::string, std::string> captures;                 ///< {name} parts of the route's pattern
    std::string body;
    std::string client;                                          ///< address

    std::optional<std::string> parameter(const std::string& name) const;
    std::vector<std::string> all(const std::string& name) const;
    std::string header(const std::string& name) const;           ///< empty when absent
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::filesystem::path file;          ///< sent instead of `body` when set; byte ranges are served
    std::map<std::string, std::string> headers;
};

/// What a handler may use; one per worker thread.
struct Context {
    Catalogue& catalogue;                ///< read-only
    Searcher& searcher;
    const Vocabulary& vocabulary;
};

using Handler = std::function<Response(Context&, const Request&)>;

/// A parameter a route takes; every other one is an error. The OpenAPI document is made of this table.
struct Parameter {
    std::string name;
    std::string type = "string";         ///< string, integer, boolean, year-range, code
    std::string description;             ///< English, for the OpenAPI document
    bool repeats = false, required = false;
    std::vector<std::string> values;     ///< allowed ones, when few
};

struct Route {
    std::string pattern;                 ///< "/api/v1/records/{id}"; {name} is one segment
    std::string operation;               ///< operationId, "getRecord"
    std::string summary;
    std::vector<Parameter> parameters;
    std::string schema;                  ///< name of the response schema in the OpenAPI document; empty: not part of the API (pages)
    Handler handler;
    std::string content_type = "application/json";
};

/// The routes of the JSON interface (api_routes.cpp) and of the pages (pages.cpp).
std::vector<Route> api_routes();
std::vector<Route> page_routes();

/// The Query that the parameters ask for: the same for API and page. @throws Error (bad_input, code "unknown-parameter" | "bad-parameter").
Query query_from(const Request& request);
/// The parameters shared by the API's search and the page's (q, filters, sort, ...), for the route tables.
std::vector<Parameter> search_parameters();
/// The query string of a Query; query_from() of it gives the same Query.
std::string to_query_string(const Query& query);

/// Language to answer in: `lang`, else Accept-Language; es, pt or en (es when nothing fits).
std::string answer_language(const Request& request);

std::string url_encode(const std::string& text);

/// RFC 9457 problem document in the reader's language.
Response problem(const Request& request, const Error& error);

}  // namespace acervo
