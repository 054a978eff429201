// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/http.h"
#include "api/results_json.h"

namespace acervo {
namespace {

using nlohmann::json;

/// Adds a member unless it says nothing.
template <typename Value>
void add(json& object, const char* name, const Value& value) {
    if (!value.empty()) object[name] = value;
}

json place_json(const Place& place, const std::string& language) {
    json told = json::object();
    add(told, "name", place.name);
    if (!place.country.empty()) {
        told["country"] = place.country;
        told["country_label"] = country_name(place.country, language);
    }
    add(told, "subdivision", place.subdivision);
    if (place.lat && place.lon) {
        told["lat"] = *place.lat;
        told["lon"] = *place.lon;
    }
    return told;
}

json links_of(const std::string& id, const std::string& facet) {
    const auto code = url_encode(id);
    return {{"self", "/api/v1/events/" + code},
            {"html", "/events/" + code},
            {"search", "/api/v1/search?" + facet + "=" + code}};
}

json event_head_json(const Event& event, const std::string& language) {
    json told = {{"type", "event"}, {"id", event.id}, {"label", best(event.name, language).second}};
    add(told, "edition", event.edition);
    add(told, "start", event.start);
    add(told, "end", event.end);
    if (auto venue = place_json(event.venue, language); !venue.empty()) told["venue"] = std::move(venue);
    told["links"] = links_of(event.id, "event");
    return told;
}

}  // namespace

json series_json(const EventSeries& series, const Vocabulary& vocabulary, const std::string& language) {
    json told = {{"type", "series"},
                 {"id", series.id},
                 {"name", series.name},
                 {"label", best(series.name, language).second},
                 {"name_confirmed", series.name_confirmed},
                 {"events", json::array()},
                 {"links", links_of(series.id, "series")}};
    add(told, "description", series.description);
    add(told, "organizer", series.organizer);
    add(told, "frequency", series.frequency);
    add(told, "url", series.url);
    add(told, "sources", series.sources);
    add(told, "note", series.note);
    for (const auto& id : series.events)
        if (const auto* event = vocabulary.find_event(id)) told["events"].push_back(event_head_json(*event, language));
    return told;
}

json event_json(const Event& event, const Vocabulary& vocabulary, const std::string& language) {
    json told = event_head_json(event, language);
    told["name"] = event.name;
    if (const auto* series = vocabulary.find_series(event.series))
        told["series"] = {{"code", series->id}, {"label", best(series->name, language).second}};
    add(told, "theme_statement", event.theme_statement);
    add(told, "mode", event.mode);
    add(told, "organizers", event.organizers);
    add(told, "languages", event.languages);
    add(told, "url", event.url);
    add(told, "sources", event.sources);
    add(told, "note", event.note);
    told["axes"] = json::array();
    for (const auto& axis : event.axes)
        told["axes"].push_back({{"code", axis.code},
                                {"name", axis.label},
                                {"label", best(axis.label, language).second},
                                {"theme", axis.themes},
                                {"axis", axis.axes}});
    told["sessions"] = json::array();
    for (const auto& session : event.sessions) {
        json entry = {{"code", session.code}, {"label", best(session.title, language).second}};
        add(entry, "title", session.title);
        add(entry, "axis", session.axis);
        add(entry, "date", session.date);
        told["sessions"].push_back(std::move(entry));
    }
    return told;
}

json scheme_json(const Scheme& scheme, const std::string& language) {
    json concepts = json::array();
    for (const auto& item : scheme.concepts) {
        json told = {{"code", item.code}, {"label", scheme.label(item.code, language)}};
        add(told, "labels", item.label);
        add(told, "definition", item.definition);
        add(told, "alternatives", item.alternatives);
        add(told, "parent", item.parent);
        add(told, "children", item.children);
        add(told, "uri", item.uri);
        if (item.from) told["from"] = *item.from;
        if (item.below) told["below"] = *item.below;
        concepts.push_back(std::move(told));
    }
    return {{"scheme", scheme.name},
            {"title", scheme.title},
            {"label", best(scheme.title, language).second},
            {"concepts", std::move(concepts)},
            {"links", {{"self", "/api/v1/vocabularies/" + scheme.name}}}};
}

}  // namespace acervo
