// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include "api/citation/reference.h"
#include "api/formats/document_type.h"
#include "api/routes/routes.h"
#include "corpus/xml_writer.h"

/// Any search as an Atom feed (RFC 4287) with the numbers of OpenSearch 1.1 and links from page to page (RFC 5005).
namespace acervo {
namespace {

constexpr int usual = 20, most = 100;
constexpr std::size_t piece_records = 100;

/// ?start= from 1, ?count= up to 100, or "all".
struct Window {
    std::size_t start = 1, count = usual;
    bool whole = false;
};

std::size_t number_of(const Request& request, const char* name, std::size_t otherwise, std::size_t limit) {
    const auto value = request.parameter(name).value_or("");
    if (value.empty()) return otherwise;
    const bool digits = value.size() < 10 && value.find_first_not_of("0123456789") == std::string::npos;
    const auto number = digits ? std::stoul(value) : 0;
    if (number < 1 || number > limit) throw RequestError{"bad-parameter", name, value, {"1.." + std::to_string(limit)}};
    return number;
}

Window window_of(const Request& request) {
    if (request.parameter("count").value_or("") == "all") return {.start = 1, .count = 0, .whole = true};
    return {.start = number_of(request, "start", 1, 999'999'999), .count = number_of(request, "count", usual, most)};
}

/// The address of another page of the feed.
std::string page_address(const Context& context, const Query& query, std::size_t start, const Window& window) {
    auto asked = query;
    asked.page_size = Query{}.page_size;
    auto address = context.site.base + "/search.atom?" + to_query_string(asked);
    if (window.whole) return address + "&count=all";
    return address + "&start=" + std::to_string(start) + "&count=" + std::to_string(window.count);
}

void write_people(xml::Writer& out, const std::vector<Agent>& agents, const char* element) {
    for (const auto& agent : agents) {
        out.open(element).element("name", agent.name);
        if (!agent.orcid.empty()) out.element("uri", "https://orcid.org/" + agent.orcid);
        out.close();
    }
}

void write_entry(xml::Writer& out, const Stored& stored, const Publication& publication, const std::string& language) {
    const auto& record = stored.record;
    const auto address = publication.record(record.id);
    out.open("entry");
    const auto [title_language, title] = best(record.title, language);
    out.element("title", title, {{"xml:lang", title_language == "und" ? "" : title_language}});
    out.element("id", address);
    out.element("link", "", {{"rel", "alternate"}, {"type", "text/html"}, {"href", address}});
    if (is_open(record.rights, now().substr(0, 10)))
        for (std::size_t i = 0; i < record.files.size(); ++i)
            out.element("link", "",
                        {{"rel", "enclosure"},
                         {"type", record.files[i].media_type},
                         {"length", std::to_string(record.files[i].bytes)},
                         {"href", publication.file(record.id, i + 1)}});
    out.element("updated", stored.modified);
    out.element("published", stored.created);
    write_people(out, record.creators, "author");
    write_people(out, record.contributors, "contributor");
    const auto& themes = publication.vocabulary.scheme("theme");
    for (const auto& code : record.themes)
        out.element("category", "",
                    {{"term", code},
                     {"scheme", publication.base + "/vocabularies/theme"},
                     {"label", themes.label(code, language)}});
    if (const auto [tag, abstract] = best(record.abstract, language); !abstract.empty())
        out.element("summary", abstract, {{"xml:lang", tag == "und" ? "" : tag}});
    if (const auto licence = licence_address(record.rights.licence); !licence.empty())
        out.element("link", "", {{"rel", "license"}, {"href", licence}});
    out.close();
}

std::string feed_head(Context& context, const Query& query, const Window& window, std::size_t total) {
    std::string body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" xml:lang=\"" +
        query.language + "\">";
    xml::Writer out{body};
    out.element("title", context.site.name + (query.text.empty() ? "" : ": " + query.text));
    out.element("id", page_address(context, query, 1, {.start = 1, .count = usual}));
    out.element("updated", context.searcher.state().built);
    // Whoever has no author of its own has this one.
    out.open("author").element("name", context.site.name).close();
    const auto link = [&](const char* relation, std::size_t start) {
        out.element("link", "",
                    {{"rel", relation},
                     {"type", "application/atom+xml"},
                     {"href", page_address(context, query, start, window)}});
    };
    link("self", window.start);
    out.element("link", "",
                {{"rel", "alternate"},
                 {"type", "text/html"},
                 {"href", context.site.base + "/search?" + to_query_string(query)}});
    out.element("link", "",
                {{"rel", "search"},
                 {"type", "application/opensearchdescription+xml"},
                 {"href", context.site.base + "/opensearch.xml"}});
    if (!window.whole) {
        link("first", 1);
        if (window.start > 1) link("previous", window.start > window.count ? window.start - window.count : 1);
        if (window.start - 1 + window.count < total) link("next", window.start + window.count);
        if (total > 0) link("last", (total - 1) / window.count * window.count + 1);
    }
    out.element("opensearch:totalResults", std::to_string(total));
    out.element("opensearch:startIndex", std::to_string(window.start));
    out.element("opensearch:itemsPerPage", std::to_string(window.whole ? total : window.count));
    if (!query.text.empty())
        out.element("opensearch:Query", "",
                    {{"role", "request"}, {"searchTerms", query.text}, {"startIndex", std::to_string(window.start)}});
    return body;
}

struct FeedProgress {
    std::string head, language;
    std::vector<std::string> ids;
    std::size_t at = 0;
};

Piece next_entries(FeedProgress& progress, Context& context) {
    Piece piece{.bytes = std::exchange(progress.head, {})};
    xml::Writer out{piece.bytes};
    const auto publication = context.publication();
    for (std::size_t i = 0; i < piece_records && progress.at < progress.ids.size(); ++i) {
        const auto stored = context.catalogue.find(progress.ids[progress.at++]);
        if (stored && !stored->withdrawn) write_entry(out, *stored, publication, progress.language);
    }
    piece.last = progress.at == progress.ids.size();
    if (piece.last) piece.bytes += "</feed>\n";
    return piece;
}

Response feed(Context& context, const Request& request) {
    const auto query = query_from(request);
    const auto window = window_of(request);
    auto found = in_index([&] { return context.searcher.all(query); });
    FeedProgress progress{.head = feed_head(context, query, window, found.ids.size()), .language = query.language};
    if (window.whole) {
        progress.ids = std::move(found.ids);
    } else {
        const auto first = std::min(window.start - 1, found.ids.size());
        const auto last = std::min(first + window.count, found.ids.size());
        progress.ids.assign(found.ids.begin() + static_cast<std::ptrdiff_t>(first),
                            found.ids.begin() + static_cast<std::ptrdiff_t>(last));
    }
    Response response{.content_type = "application/atom+xml; charset=utf-8"};
    const auto shared = std::make_shared<FeedProgress>(std::move(progress));
    response.stream = [shared](Context& present) { return next_entries(*shared, present); };
    return response;
}

}  // namespace

std::vector<Route> atom_routes() {
    auto parameters = asking_parameters();
    parameters.push_back({.name = "start"});
    parameters.push_back({.name = "count"});
    return {{.pattern = "/search.atom",
             .parameters = std::move(parameters),
             .handler = feed,
             .content_type = "application/atom+xml",
             .searches = true}};
}

}  // namespace acervo
