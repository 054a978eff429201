// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/json_ld.h"
#include "api/pages/view.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

std::string when(const Event& event, const std::string& language) {
    const auto start = format_date(event.start, language), end = format_date(event.end, language);
    return end.empty() || end == start ? start : start + " – " + end;
}

std::string place(const Event& event, const std::string& language) {
    const auto country = event.venue.country.empty() ? "" : country_name(event.venue.country, language);
    return event.venue.name.empty() ? country : event.venue.name + (country.empty() ? "" : ", " + country);
}

Results documents(Context& context, const std::string& facet, const std::string& id, int page_size,
                  const std::string& language) {
    Query query{.language = language, .sort = Sort::title, .page_size = page_size, .passages = 0};
    query.filters[facet].any = {id};
    return context.searcher.search(query);
}

/// What series and edition have in common on their page.
json frame(const View& view, Context& context, const std::string& facet, const std::string& id,
           const std::string& language) {
    constexpr int listed = 50;
    const auto results = documents(context, facet, id, listed, language);
    json data{{"documents", json::array()},
              {"documents_count", format_number(static_cast<double>(results.total), language)},
              {"all_url", "/search?" + facet + "=" + url_encode(id) + "&lang=" + language},
              {"unconfirmed", false},
              {"text", ""},
              {"facts", json::array()},
              {"axes", json::array()},
              {"editions", json::array()},
              {"sources", json::array()},
              {"description", view.count("events_documents", language, results.total)}};
    for (const auto& hit : results.hits)
        if (hit.stored) data["documents"].push_back(record_link(hit.stored->record, context.vocabulary, language));
    return data;
}

Response finish(const View& view, const Request& request, json data) {
    for (const auto* list : {"documents", "axes", "editions", "sources"})
        data[std::string{"has_"} + list] = !data[list].empty();
    const auto title = data["name"].get<std::string>() + " · " + view.text("name", answer_language(request));
    return view.page(request, "event", title, std::move(data));
}

void add_fact(const View& view, json& data, const std::string& key, const std::string& value,
              const std::string& language, const std::string& url = {}) {
    const bool web = url.starts_with("/") || url.starts_with("https://") || url.starts_with("http://");
    if (!value.empty())
        data["facts"].push_back({{"name", view.text(key, language)}, {"value", value}, {"url", web ? url : ""}});
}

Response series_page(const View& view, Context& context, const Request& request, const EventSeries& series) {
    const auto language = answer_language(request);
    auto data = frame(view, context, "series", series.id, language);
    data["name"] = best(series.name, language).second;
    data["text"] = best(series.description, language).second;
    data["head"] = json_ld_block(json_ld(series, context.publication(), language));
    data["unconfirmed"] = !series.name_confirmed;
    add_fact(view, data, "events_organizer", series.organizer, language);
    add_fact(view, data, "record_url", series.url, language, series.url);
    for (const auto& id : series.events)
        if (const auto* event = context.vocabulary.find_event(id))
            data["editions"].push_back({{"url", "/events/" + id + "?lang=" + language},
                                        {"name", best(event->name, language).second},
                                        {"when", when(*event, language)},
                                        {"where", place(*event, language)}});
    for (const auto& source : series.sources) data["sources"].push_back({{"text", source}});
    return finish(view, request, std::move(data));
}

}  // namespace

Response events_page(const View& view, Context& context, const Request& request) {
    const auto language = answer_language(request);
    json data{{"series", json::array()}};
    for (const auto& series : context.vocabulary.series()) {
        const auto total = documents(context, "series", series.id, 1, language).total;
        std::string editions;
        for (const auto& id : series.events)
            if (const auto* event = context.vocabulary.find_event(id))
                editions += (editions.empty() ? "" : " · ") + event->start.substr(0, 4);
        data["series"].push_back({{"url", "/events/" + series.id + "?lang=" + language},
                                  {"name", best(series.name, language).second},
                                  {"description", best(series.description, language).second},
                                  {"editions", editions},
                                  {"documents", view.count("events_documents", language, total)}});
    }
    return view.page(request, "events", view.text("events_title", language) + " · " + view.text("name", language),
                     data);
}

Response event_page(const View& view, Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto language = answer_language(request);
    if (const auto* series = context.vocabulary.find_series(id)) return series_page(view, context, request, *series);
    const auto* event = context.vocabulary.find_event(id);
    if (!event) throw Error{Problem::not_found, "there is no event " + id}.with_code("not-found");
    auto data = frame(view, context, "event", id, language);
    data["name"] = best(event->name, language).second;
    data["text"] = best(event->theme_statement, language).second;
    data["head"] = json_ld_block(json_ld(*event, context.publication(), language));
    if (const auto* series = context.vocabulary.find_series(event->series))
        add_fact(view, data, "facet_series", best(series->name, language).second, language,
                 "/events/" + series->id + "?lang=" + language);
    add_fact(view, data, "events_when", when(*event, language), language);
    add_fact(view, data, "events_where", place(*event, language), language);
    std::string organizers;
    for (const auto& organizer : event->organizers) organizers += (organizers.empty() ? "" : "; ") + organizer;
    add_fact(view, data, "events_organizer", organizers, language);
    add_fact(view, data, "record_url", event->url, language, event->url);
    for (const auto& axis : event->axes) {
        std::string themes;
        for (const auto& code : axis.themes)
            themes += (themes.empty() ? "" : " · ") + context.vocabulary.scheme("theme").label(code, language);
        data["axes"].push_back({{"label", best(axis.label, language).second}, {"themes", themes}});
    }
    for (const auto& source : event->sources) data["sources"].push_back({{"text", source}});
    return finish(view, request, std::move(data));
}

}  // namespace acervo
