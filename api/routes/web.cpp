// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <memory>

#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/skos.h"
#include "corpus/text.h"
#include "corpus/xml_writer.h"

/// What search engines, browsers and feed readers look for at fixed addresses.
namespace acervo {
namespace {

constexpr const char* xml_declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// Writes to the catalogue that one sitemap covers: as many addresses as one may have, or fewer.
constexpr std::int64_t window = 50000;
constexpr int records_at_once = 500;

Response xml_response(std::string body) {
    return {.content_type = "application/xml; charset=utf-8", .body = std::move(body)};
}

/// Whether a record that stands in the catalogue was last written in (after, end].
bool has_records(const Catalogue& catalogue, std::int64_t after, std::int64_t end) {
    bool found = false;
    catalogue.changed_since(after, [&](const Stored& stored) {
        found = stored.sequence <= end && !stored.withdrawn;
        return stored.sequence <= end && !found;
    });
    return found;
}

Response sitemap_index(Context& context, const Request&) {
    std::string body = xml_declaration;
    xml::Writer out{body};
    out.open("sitemapindex", {{"xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"}});
    const auto add = [&](const std::string& name) {
        out.open("sitemap").element("loc", context.site.base + "/sitemaps/" + name + ".xml").close();
    };
    add("events");
    for (std::int64_t after = 0, last = context.catalogue.sequence(); after < last; after += window)
        if (has_records(context.catalogue, after, after + window)) add(std::to_string(after / window));
    out.close();
    return xml_response(std::move(body));
}

constexpr const char* urlset = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

Response event_sitemap(Context& context) {
    std::string body = std::string{xml_declaration} + urlset;
    xml::Writer out{body};
    const auto add = [&](const std::string& path) { out.open("url").element("loc", context.site.base + path).close(); };
    add("/");
    add("/events");
    for (const auto& series : context.vocabulary.series()) add("/events/" + series.id);
    for (const auto& event : context.vocabulary.events()) add("/events/" + event.id);
    return xml_response(body + "</urlset>\n");
}

struct SitemapProgress {
    std::int64_t after = 0, end = 0;
    bool begun = false;
};

Piece next_records(SitemapProgress& progress, Context& context) {
    Piece piece;
    if (!progress.begun) piece.bytes = std::string{xml_declaration} + urlset;
    progress.begun = true;
    xml::Writer out{piece.bytes};
    int count = 0;
    context.catalogue.changed_since(progress.after, [&](const Stored& stored) {
        if (stored.sequence > progress.end || count == records_at_once) return false;
        ++count;
        progress.after = stored.sequence;
        if (stored.withdrawn) return true;
        out.open("url").element("loc", context.site.base + "/records/" + stored.record.id);
        out.element("lastmod", stored.modified).close();
        return true;
    });
    piece.last = count < records_at_once;
    if (piece.last) piece.bytes += "</urlset>\n";
    return piece;
}

Response sitemap(Context& context, const Request& request) {
    const auto& name = request.captures.at("name");
    if (name == "events") return event_sitemap(context);
    std::int64_t number = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    const auto last = context.catalogue.sequence() / window;
    if (read.ec != std::errc{} || read.ptr != name.data() + name.size() || number < 0 || number > last)
        throw Error{Error{Problem::not_found, "no sitemap " + name}.with_code("not-found")};
    const auto progress = std::make_shared<SitemapProgress>(SitemapProgress{number * window, (number + 1) * window});
    Response response{.content_type = "application/xml; charset=utf-8"};
    response.stream = [progress](Context& present) { return next_records(*progress, present); };
    return response;
}

/// Results of searches are without end; records, events and files are what is there to be found.
Response robots(Context& context, const Request&) {
    return {.content_type = "text/plain; charset=utf-8",
            .body =
                "User-agent: *\nAllow: /api/v1/records/\nDisallow: /api/\nDisallow: /search\nDisallow: /oai\n"
                "Disallow: /sru\n\nSitemap: " +
                context.site.base + "/sitemap.xml\n"};
}

Response opensearch(Context& context, const Request& request) {
    const auto language = answer_language(request);
    std::string body = xml_declaration;
    xml::Writer out{body};
    out.open("OpenSearchDescription", {{"xmlns", "http://a9.com/-/spec/opensearch/1.1/"}});
    out.element("ShortName", shorten(context.site.name, 16));
    out.element("Description", language == "es"   ? "Conocimiento y buenas prácticas de gobierno local"
                               : language == "pt" ? "Conhecimento e boas práticas de governo local"
                                                  : "Knowledge and good practice of local government");
    const auto url = [&](const char* type, const std::string& path) {
        out.element("Url", "", {{"type", type}, {"template", context.site.base + path}});
    };
    url("text/html", "/search?q={searchTerms}");
    url("application/atom+xml", "/search.atom?q={searchTerms}&start={startIndex?}&count={count?}");
    url("application/opensearchdescription+xml", "/opensearch.xml");
    out.element("Image", context.site.base + "/assets/icon.svg", {{"type", "image/svg+xml"}});
    for (const char* tongue : {"es", "pt", "en"}) out.element("Language", tongue);
    out.element("InputEncoding", "UTF-8").element("OutputEncoding", "UTF-8");
    out.close();
    auto response = xml_response(std::move(body));
    response.content_type = "application/opensearchdescription+xml; charset=utf-8";
    return response;
}

/// A scheme of codes as SKOS, under addresses of this repository.
Skos skos_of(const Scheme& scheme, const std::string& base) {
    Skos skos{.uri = base + "/vocabularies/" + scheme.name};
    skos.title = scheme.title;
    for (const auto& one : scheme.concepts) {
        ThesaurusConcept made{.id = one.code, .uri = skos.uri + "/" + url_encode(one.code), .scheme = skos.uri};
        made.preferred = one.label;
        if (made.preferred.empty())
            for (const char* language : {"es", "pt", "en"}) made.preferred[language] = scheme.label(one.code, language);
        made.alternatives = one.alternatives;
        made.definition = one.definition;
        if (!one.parent.empty()) made.broader = {one.parent};
        made.narrower = one.children;
        if (!one.uri.empty()) made.matches["exactMatch"] = {one.uri};
        skos.concepts.push_back(std::move(made));
    }
    return skos;
}

Response vocabulary(Context& context, const Request& request) {
    const auto& name = request.captures.at("scheme");
    if (!context.vocabulary.has_scheme(name))
        throw Error{Error{Problem::not_found, "no vocabulary " + name}.with_code("not-found")};
    return {.content_type = "application/rdf+xml",
            .body = write_skos(skos_of(context.vocabulary.scheme(name), context.site.base))};
}

/// Addresses of vocabularies and concepts lead to what is known of them.
Response vocabulary_address(Context& context, const Request& request) {
    const auto& name = request.captures.at("scheme");
    if (!context.vocabulary.has_scheme(name))
        throw Error{Error{Problem::not_found, "no vocabulary " + name}.with_code("not-found")};
    const auto code = request.captures.find("code");
    if (code != request.captures.end() && context.vocabulary.scheme(name).find(code->second) == nullptr)
        throw Error{Error{Problem::not_found, "no concept " + code->second}.with_code("not-found")};
    const bool wants_json = request.header("accept").find("json") != std::string::npos;
    Response response{.status = 303};
    response.headers["Location"] = wants_json ? "/api/v1/vocabularies/" + name : "/vocabularies/" + name + ".rdf";
    return response;
}

}  // namespace

std::vector<Route> open_routes() {
    std::vector<Route> routes{
        {.pattern = "/sitemap.xml", .handler = sitemap_index, .content_type = "application/xml"},
        {.pattern = "/sitemaps/{name}.xml", .handler = sitemap, .content_type = "application/xml"},
        {.pattern = "/robots.txt", .handler = robots, .content_type = "text/plain"},
        {.pattern = "/opensearch.xml", .handler = opensearch, .content_type = "application/opensearchdescription+xml"},
        {.pattern = "/vocabularies/{scheme}.rdf", .handler = vocabulary, .content_type = "application/rdf+xml"},
        {.pattern = "/vocabularies/{scheme}", .handler = vocabulary_address},
        {.pattern = "/vocabularies/{scheme}/{code}", .handler = vocabulary_address},
    };
    for (auto part : {format_routes(), atom_routes(), sru_routes()})
        for (auto& route : part) routes.push_back(std::move(route));
    return routes;
}

}  // namespace acervo
