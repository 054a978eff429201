// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/formats/publication.h"
#include "api/site.h"
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/vocabulary.h"
#include "search/searcher.h"

/// HTTP as plain values: routes are written against these, only server.cpp and guard.cpp know Poco.
namespace acervo {

/// The body of a request that went to a file instead of memory. The file goes with the last who holds it, unless it
/// was moved away.
class Upload {
public:
    explicit Upload(std::filesystem::path file) : file_{std::move(file)} {}
    ~Upload();
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    const std::filesystem::path& file() const noexcept { return file_; }

private:
    std::filesystem::path file_;
};

struct Request {
    std::string method = "GET";
    std::string path;  ///< decoded, "/records/7f3k"
    std::vector<std::pair<std::string, std::string>>
        parameters;                               ///< of the query string, decoded, in order; repeats kept
    std::map<std::string, std::string> headers;   ///< names in lower case
    std::map<std::string, std::string> captures;  ///< {name} parts of the route's pattern
    std::string body;
    std::shared_ptr<Upload> upload;  ///< the body, where the route takes files
    bool old = false;                ///< HTTP/1.0: knows no chunks
    std::string client;              ///< address
    std::string token;               ///< id of the token that it was allowed by; empty: none was needed

    std::optional<std::string> parameter(const std::string& name) const;
    std::vector<std::string> all(const std::string& name) const;
    std::string header(const std::string& name) const;  ///< empty when absent
};

struct Context;

/// Part of an answer that is made while it is sent.
struct Piece {
    std::string bytes;
    bool last = true;
    std::chrono::milliseconds wait{0};  ///< before the next one is asked for
};
using Stream = std::function<Piece(Context&)>;

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::filesystem::path file;  ///< sent instead of `body` when set; byte ranges are served
    std::map<std::string, std::string> headers;
    Stream stream;  ///< sent instead of `body` when set, in chunks; called by one worker after the other
};

class Metrics;
class BatchDesk;

/// What an embedder that names no site has.
inline const Site unnamed_site;

/// What a handler may use; one per worker thread.
struct Context {
    Catalogue& catalogue;  ///< read-only
    Searcher& searcher;
    const Vocabulary& vocabulary;
    const Metrics* metrics = nullptr;  ///< of the server; none outside of one
    BatchDesk* desk = nullptr;         ///< likewise; none where nothing may be written
    const Site& site = unnamed_site;

    Publication publication() const { return {vocabulary, site.base}; }
};

using Handler = std::function<Response(Context&, const Request&)>;

/// A parameter a route takes; every other one is an error. The OpenAPI document is made of this table.
struct Parameter {
    std::string name;
    std::string type = "string";  ///< string, integer, boolean, year-range, code
    std::string description;      ///< English, for the OpenAPI document
    bool repeats = false, required = false;
    std::vector<std::string> values;  ///< allowed ones, when few
    std::string example;              ///< a value that is answered with 200; shown in the OpenAPI document
};

struct Route {
    std::string pattern;    ///< "/api/v1/records/{id}"; {name} is one segment
    std::string operation;  ///< operationId, "getRecord"
    std::string summary;
    std::vector<Parameter>
        parameters;      ///< of the query string, and one for each {name} of the pattern that deserves a description
    std::string schema;  ///< name of the response schema in the OpenAPI document; empty: not part of the API (pages)
    Handler handler;
    std::string content_type = "application/json";
    bool searches = false;  ///< uses the Searcher: runs on one of the few threads kept for that
    std::string method = "GET";
    std::string role;      ///< that a token must give: librarian (an admin is one too); empty: anybody may
    bool uploads = false;  ///< its body goes to a file, up to ServerOptions::upload bytes
    int status = 200;      ///< of success
    bool judges = false;   ///< its handler judges the parameters: a protocol that has errors of its own
};

/// The routes of the JSON interface (api_routes.cpp) and of the pages (pages/).
std::vector<Route> api_routes();
/// `web`: the folder of templates, messages and assets; read once, here. @throws Error (broken) naming the file at
/// fault.
std::vector<Route> page_routes(const std::filesystem::path& web);
/// What other people's software looks for outside /api: records and searches in their formats, feeds, sitemaps.
std::vector<Route> open_routes();
/// A problem for people: what problem() says, as a page. Valid after page_routes() was called.
Response problem_page(const Request& request, const Error& error);

/// The Query that the parameters ask for: the same for API and page. Empty values (of a form's blank fields) count as
/// absent; names that are not search_parameters() are the router's business. @throws RequestError (code
/// "bad-parameter").
Query query_from(const Request& request);
/// The parameters shared by the API's search and the page's (q, filters, sort, ...), for the route tables.
std::vector<Parameter> search_parameters();
/// The query string of a Query, without "?"; query_from() of it gives the same Query. What has its default value is
/// left out.
std::string to_query_string(const Query& query);

/// Language to answer in: `lang`, else Accept-Language; es, pt or en (es when nothing fits).
std::string answer_language(const Request& request);
/// Whether a person's browser asks: text/html ranks above JSON in Accept.
bool prefers_html(const Request& request);

std::string url_encode(const std::string& text);

/// What is wrong with a parameter, for the message to name it.
class RequestError : public Error {
public:
    /// `code`: "unknown-parameter" or "bad-parameter". `allowed`: values (or the nearest name), to be shown to the
    /// reader.
    RequestError(const std::string& code, std::string parameter, std::string value, std::vector<std::string> allowed);
    const std::string& parameter() const noexcept { return parameter_; }
    const std::string& value() const noexcept { return value_; }
    const std::vector<std::string>& allowed() const noexcept { return allowed_; }

private:
    std::string parameter_, value_;
    std::vector<std::string> allowed_;
};

/// An error as a reader is told of it (RFC 9457).
struct ProblemText {
    int status = 500;
    std::string code;           ///< "unknown-parameter"; the type is "/problems/<code>"
    std::string title, detail;  ///< in the reader's language
};
ProblemText describe(const Error& error, const std::string& language);

/// RFC 9457 problem document in the reader's language, with the headers that belong to it (Retry-After, Allow).
Response problem(const Request& request, const Error& error);

}  // namespace acervo
