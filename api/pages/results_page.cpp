// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>

#include "api/comparison.h"
#include "api/notices.h"
#include "api/pages/meanings.h"
#include "api/pages/view.h"
#include "api/places_json.h"
#include "api/results_json.h"
#include "api/search_parameters.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr std::size_t values_at_once = 8;

/// The form has two fields for what is one parameter.
Request with_year_range(const Request& request) {
    const auto from = request.parameter("year_from").value_or(""), to = request.parameter("year_to").value_or("");
    if (!request.parameter("year_from") && !request.parameter("year_to")) return request;
    auto joined = request;
    std::erase_if(joined.parameters, [](const auto& parameter) { return parameter.first.starts_with("year"); });
    if (!from.empty() || !to.empty()) joined.parameters.emplace_back("year", from + ".." + to);
    return joined;
}

/// Whoever empties the field of the place no longer sorts by it, whatever the choice of orders still says.
Request without_lost_sort(Request request) {
    if (squeeze(request.parameter("peer").value_or("")).empty())
        std::erase(request.parameters, std::pair<std::string, std::string>{"sort", "peer"});
    return request;
}

std::string link(Query query) {
    query.facets.clear();
    query.passages = 3;
    query.page_size = 20;
    return address("/search", to_query_string(query));
}

/// The same search, from its first page, with something changed.
template <typename Change>
std::string link_with(const Query& query, Change change) {
    auto changed = query;
    changed.cursor.clear();
    change(changed);
    return link(std::move(changed));
}

std::string label_of(const View& view, const Vocabulary& vocabulary, const std::string& facet, const std::string& code,
                     const std::string& language) {
    return code == "none" ? view.text("unspecified", language) : facet_label(vocabulary, facet, code, language);
}

json chips(const View& view, const Context& context, const Query& query) {
    auto result = json::array();
    for (const auto& [facet, selection] : query.filters) {
        for (const bool excluded : {false, true}) {
            for (const auto& code : excluded ? selection.none : selection.any) {
                const auto without = link_with(query, [&](Query& q) {
                    auto& codes = excluded ? q.filters[facet].none : q.filters[facet].any;
                    std::erase(codes, code);
                });
                result.push_back({{"facet", view.text("facet_" + facet, query.language)},
                                  {"label", label_of(view, context.vocabulary, facet, code, query.language)},
                                  {"excluded", excluded},
                                  {"url", without}});
            }
        }
    }
    if (query.year) {
        const auto text = [](const std::optional<int>& year) {
            return year ? std::to_string(*year) : std::string{"…"};
        };
        result.push_back({{"facet", view.text("year", query.language)},
                          {"label", text(query.year->from) + "–" + text(query.year->to)},
                          {"excluded", false},
                          {"url", link_with(query, [](Query& q) { q.year.reset(); })}});
    }
    return result;
}

json facet_value(const View& view, const Context& context, const Query& query, const std::string& facet,
                 const FacetValue& value) {
    json item{{"parameter", facet},
              {"code", value.code},
              {"label", label_of(view, context.vocabulary, facet, value.code, query.language)},
              {"count", format_number(static_cast<double>(value.count), query.language)},
              {"selected", value.selected},
              {"open", false},
              {"children", json::array()}};
    // The second level opens under a chosen first level, or where one of its own is chosen.
    const auto chosen = [](const FacetValue& v) { return v.selected || v.excluded; };
    if (value.selected || std::ranges::any_of(value.children, chosen)) {
        for (const auto& child : value.children)
            item["children"].push_back(facet_value(view, context, query, facet, child));
        item["open"] = !value.children.empty();
    }
    return item;
}

json facets(const View& view, const Context& context, const Query& query, const Results& results) {
    auto result = json::array();
    for (const auto& name : facet_names()) {
        const auto found = results.facets.find(name);
        if (found == results.facets.end()) continue;
        auto shown = json::array(), more = json::array();
        for (const auto& value : found->second.values) {
            const bool first = shown.size() < values_at_once || value.selected;
            (first ? shown : more).push_back(facet_value(view, context, query, name, value));
        }
        if (shown.empty()) continue;
        const auto filter = query.filters.find(name);
        const bool none_chosen = filter != query.filters.end() && std::ranges::count(filter->second.any, "none") > 0;
        if (found->second.missing > 0 || none_chosen)
            (more.empty() ? shown : more)
                .push_back(facet_value(view, context, query, name,
                                       {.code = "none", .count = found->second.missing, .selected = none_chosen}));
        json facet{{"name", view.text("facet_" + name, query.language)}, {"values", shown}, {"more", false}};
        if (!more.empty()) facet["more"] = {{"size", more.size()}, {"values", more}};
        result.push_back(facet);
    }
    return result;
}

/// The histogram as bars that are links to their year, over the whole span so that gaps show.
json years(const Query& query, const Results& results) {
    json data{{"from", ""}, {"to", ""}, {"bars", false}};
    if (query.year && query.year->from) data["from"] = std::to_string(*query.year->from);
    if (query.year && query.year->to) data["to"] = std::to_string(*query.year->to);
    if (results.years.size() < 2) return data;
    const int last = results.years.rbegin()->first;
    const int first = std::max(results.years.begin()->first, last - 79);  // narrower bars could not be hit
    std::int64_t most = 1;
    for (const auto& [year, count] : results.years) most = std::max(most, count);
    constexpr int pitch = 10;
    auto bars = json::array();
    for (const auto& [year, count] : results.years) {
        if (year < first) continue;
        const auto height = std::max<std::int64_t>(2, count * 40 / most);
        const bool chosen = query.year && (!query.year->from || *query.year->from <= year) &&
                            (!query.year->to || year <= *query.year->to);
        bars.push_back({{"year", year},
                        {"count", count},
                        {"x", (year - first) * pitch},
                        {"y", 42 - height},
                        {"w", pitch - 2},
                        {"h", height},
                        {"chosen", chosen},
                        {"url", link_with(query, [year = year](Query& q) { q.year = {.from = year, .to = year}; })}});
    }
    data["bars"] = {{"width", (last - first + 1) * pitch}, {"bar", bars}, {"first", first}, {"last", last}};
    return data;
}

bool is_practice(const Hit& hit) {
    return hit.stored && !hit.stored->withdrawn && hit.stored->record.kind == "practice";
}

json hit_item(const View& view, const Context& context, const Query& query, const Hit& hit, const Record& record) {
    const auto& language = query.language;
    const auto [title_language, title] = best(record.title, language);
    auto item = record_link(record, context.vocabulary, language);
    item["kind_label"] = item["kind"];
    item["kind"] = record.kind;
    item["title"] = title.empty() ? record.source_key : title;
    item["title_lang"] = title_language;
    item["url"] = "/records/" + record.id + "?q=" + url_encode(query.text) + "&lang=" + language;
    item["issued"] = format_date(record.issued, language);
    item["creators"] = names(record.creators);
    const auto* event = context.vocabulary.find_event(record.event.id);
    item["event"] = event ? best(event->name, language).second : "";
    item["abstract"] = false;
    if (!hit.abstract.empty())
        item["abstract"] = {{"html", marked_html(hit.abstract)}, {"lang", best(record.abstract, language).first}};
    item["passages"] = passage_links(view, hit.passages, record, query.text, language);
    item["has_passages"] = !hit.passages.empty();
    item["matched"] = found_as(view, hit, language);
    item["machine"] = false;
    if (hit.machine) item["machine"] = {{"html", marked_html(hit.machine->snippet)}, {"lang", hit.machine->language}};
    item["choose"] = is_practice(hit) ? hit.id : "";
    item["alike"] = false;
    if (hit.peer) {
        const auto& peer = *hit.peer;
        const auto percent = format_number(std::round(peer.likeness.value * 100), language);
        item["alike"] = {{"percent", view.text("peer_percent", language, {{"percent", percent}})},
                         {"place", peer.place.empty() ? country_name(peer.country, language) : peer.place},
                         {"why", why_alike(peer.likeness, query.peer_weights, language)}};
    }
    return item;
}

/// Searches; where the place to rank by is not known, without it, and says so.
Results ranked_search(const View& view, Context& context, Query& query, std::string& notice) {
    try {
        return context.searcher.search(query);
    } catch (const Error& error) {
        if (error.code() != "no-places" && error.code() != "unknown-place") throw;
        notice = error.code() == "no-places"
                     ? view.text("peer_none", query.language)
                     : view.text("peer_unknown", query.language, {{"place", shorten(query.peer, 80)}});
        query.peer.clear();
        query.cursor.clear();
        if (query.sort == Sort::peer) query.sort = Sort::relevance;
        return context.searcher.search(query);
    }
}

/// By what place results are ranked, and the others that its name could mean.
json peer_of(const View& view, const Query& query, const Results& results) {
    if (!results.peer) return false;
    json others = json::array();
    for (const auto& other : results.peer->others)
        others.push_back({{"label", place_label(other, query.language)},
                          {"url", link_with(query, [&](Query& q) { q.peer = other.id; })},
                          {"last", false}});
    if (!others.empty()) others.back()["last"] = true;
    const auto name = place_label(results.peer->place, query.language);
    return {{"ranked", view.text("peer_ranked", query.language, {{"place", name}})},
            {"has_others", !others.empty()},
            {"others", std::move(others)},
            {"remove_url", link_with(query, [](Query& q) {
                 q.peer.clear();
                 if (q.sort == Sort::peer) q.sort = Sort::relevance;
             })}};
}

/// What could not be read as syntax, each with the place where it stands.
json notices(const Query& query) {
    auto result = json::array();
    for (const auto& notice : notices_of(query.text))
        result.push_back({{"text", notice_text(notice, query.language)},
                          {"html", marked_html(mark_position(query.text, notice.position))}});
    return result;
}

/// What the search form must carry along because no visible field does.
json kept_fields(const Query& query) {
    auto kept = json::array();
    for (const auto& [facet, selection] : query.filters)
        for (const auto& code : selection.none) kept.push_back({{"name", "not." + facet}, {"value", code}});
    if (!query.across_languages) kept.push_back({{"name", "xl"}, {"value", "0"}});
    for (std::size_t i = 0; i < trait_count; ++i)
        if (query.peer_weights[i] != usual_weights[i])
            kept.push_back({{"name", "w." + std::string{to_string(static_cast<Trait>(i))}},
                            {"value", weight_text(query.peer_weights[i])}});
    return kept;
}

}  // namespace

Response results_page(const View& view, Context& context, const Request& request) {
    auto query = query_from(without_lost_sort(with_year_range(request)));
    const auto language = query.language = answer_language(request);
    query.facets = {"*"};
    std::string peer_notice;
    const auto results = ranked_search(view, context, query, peer_notice);

    json data{{"q", query.text},
              {"kept", kept_fields(query)},
              {"noindex", true},
              {"count", view.count("results_count", language, results.total)},
              {"for_q", view.text("results_for", language, {{"q", shorten(query.text, 120)}})},
              {"chips", chips(view, context, query)},
              {"clear_url", link_with(query,
                                      [](Query& q) {
                                          q.filters.clear();
                                          q.year.reset();
                                      })},
              {"suggestion", results.suggestion},
              {"suggestion_url", link_with(query, [&](Query& q) { q.text = results.suggestion; })},
              {"meanings", meanings(view, results, language)},
              {"only_typed_url", link_with(query, [](Query& q) { q.across_languages = false; })},
              {"across", !query.across_languages},
              {"no_tables", query.across_languages && !results.translates && !query.text.empty()},
              {"across_url", link_with(query, [](Query& q) { q.across_languages = true; })},
              {"notices", notices(query)},
              {"peer", peer_of(view, query, results)},
              {"peer_notice", peer_notice},
              {"peer_value", request.parameter("peer").value_or("")},
              {"nothing", results.total == 0},
              {"hits", json::array()},
              {"facets", facets(view, context, query, results)},
              {"years", years(query, results)},
              {"first_url", ""},
              {"next_url", ""},
              {"sorts", json::array()}};
    data["has_chips"] = !data["chips"].empty();
    data["has_notices"] = !data["notices"].empty();
    const std::vector<std::pair<Sort, std::pair<const char*, const char*>>> sorts = {
        {Sort::relevance, {"relevance", "sort_relevance"}},
        {Sort::date_descending, {"-date", "sort_newest"}},
        {Sort::date, {"date", "sort_oldest"}},
        {Sort::title, {"title", "sort_title"}},
        {Sort::peer, {"peer", "sort_peer"}}};
    for (const auto& [sort, names] : sorts) {
        if (sort == Sort::peer && query.peer.empty()) continue;
        data["sorts"].push_back(
            {{"value", names.first}, {"label", view.text(names.second, language)}, {"selected", query.sort == sort}});
    }
    for (const auto& hit : results.hits)
        if (hit.stored) data["hits"].push_back(hit_item(view, context, query, hit, hit.stored->record));
    data["can_compare"] = std::ranges::count_if(results.hits, is_practice) >= static_cast<int>(least_compared);
    if (!query.cursor.empty()) data["first_url"] = link_with(query, [](Query&) {});
    if (!results.next.empty()) {
        auto next = query;
        next.cursor = results.next;
        data["next_url"] = link(next);
    }
    const auto title = (query.text.empty() ? view.text("results_title", language) : shorten(query.text, 60)) + " · " +
                       view.text("name", language);
    return view.page(request, "results", title, data);
}

}  // namespace acervo
