// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/vocabulary_json.h"

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

/// A value of the file and where it stands, so that every complaint can say it.
class Reader {
public:
    Reader(const json& value, std::string place) : value_(value), place_(std::move(place)) {}

    [[noreturn]] void fail(const std::string& problem) const {
        throw Error{Problem::bad_input, place_ + ": " + problem};
    }
    const std::string& place() const { return place_; }
    const json& value() const { return value_; }

    /// An object with no other members than these.
    void only(std::initializer_list<const char*> members) const {
        if (!value_.is_object()) fail("an object is wanted");
        for (const auto& [name, ignored] : value_.items())
            if (std::ranges::find(members, name) == members.end()) fail("unknown member \"" + name + "\"");
    }

    bool has(const char* name) const { return value_.contains(name); }

    Reader at(const char* name) const {
        const auto found = value_.find(name);
        if (found == value_.end()) fail(std::string{"\""} + name + "\" is missing");
        return {*found, place_ + "." + name};
    }

    std::string text() const {
        if (!value_.is_string()) fail("a text is wanted");
        auto result = value_.get<std::string>();
        if (squeeze(result).empty()) fail("the text is empty");
        return result;
    }
    std::string text(const char* name) const { return has(name) ? at(name).text() : std::string{}; }

    std::vector<Reader> items() const {
        if (!value_.is_array()) fail("a list is wanted");
        std::vector<Reader> result;
        for (std::size_t i = 0; i < value_.size(); ++i)
            result.emplace_back(value_[i], place_ + "[" + std::to_string(i) + "]");
        return result;
    }
    std::vector<Reader> items(const char* name) const { return has(name) ? at(name).items() : std::vector<Reader>{}; }

    std::vector<std::string> texts(const char* name) const {
        std::vector<std::string> result;
        for (const auto& item : items(name)) result.push_back(item.text());
        return result;
    }

    LangMap lang_map(const char* name) const {
        LangMap result;
        if (!has(name)) return result;
        const auto map = at(name);
        if (!map.value().is_object()) map.fail("a text by language is wanted");
        for (const auto& [language, text] : map.value().items())
            result.emplace(language, Reader{text, map.place() + "." + language}.text());
        return result;
    }

    /// A language map that every reader of the page understands.
    LangMap label(const char* name) const {
        auto result = lang_map(name);
        for (const char* language : {"es", "pt", "en"})
            if (!result.contains(language)) fail(std::string{name} + "." + language + " is missing");
        return result;
    }

    template <typename Number>
    std::optional<Number> number(const char* name) const {
        if (!has(name)) return std::nullopt;
        const auto member = at(name);
        if (!member.value().is_number()) member.fail("a number is wanted");
        return member.value().get<Number>();
    }

private:
    const json& value_;
    std::string place_;
};

json parse(const std::filesystem::path& file) {
    std::ifstream input{file, std::ios::binary};
    if (!input) throw Error{Problem::broken, file.string() + ": cannot be read"};
    try {
        return json::parse(input);
    } catch (const json::exception& error) {
        throw Error{Problem::bad_input, file.string() + ": " + error.what()};
    }
}

void read_concepts(const std::vector<Reader>& list, const std::string& parent, Scheme& scheme,
                   std::set<std::string>& codes) {
    for (const auto& item : list) {
        item.only({"code", "label", "alternatives", "parent", "uri", "definition", "from", "below", "narrower"});
        Concept entry;
        entry.code = item.at("code").text();
        const Reader named{item.value(), item.place() + " \"" + entry.code + "\""};
        if (!codes.insert(entry.code).second) named.fail("the code stands twice");
        entry.parent = named.has("parent") ? named.text("parent") : parent;
        if (!parent.empty() && entry.parent != parent) named.fail("stands under \"" + parent + "\"");
        if (!entry.parent.empty() && !codes.contains(entry.parent))
            named.fail("its parent \"" + entry.parent + "\" does not stand before it");
        if (!scheme.names.empty() && !named.has("label")) {
            for (const char* language : {"es", "pt", "en"})
                entry.label[language] = scheme.names == "country" ? country_name(entry.code, language)
                                                                  : language_name(entry.code, language);
            if (entry.label["en"] == entry.code) named.fail("no " + scheme.names + " has this code");
        } else {
            entry.label = named.label("label");
        }
        if (named.has("alternatives")) {
            const auto map = named.at("alternatives");
            if (!map.value().is_object()) map.fail("lists by language are wanted");
            for (const auto& [language, ignored] : map.value().items())
                entry.alternatives[language] = map.texts(language.c_str());
        }
        entry.uri = named.text("uri");
        entry.definition = named.has("definition") ? named.label("definition") : LangMap{};
        entry.from = named.number<std::int64_t>("from");
        entry.below = named.number<std::int64_t>("below");
        const auto code = entry.code;
        scheme.concepts.push_back(std::move(entry));
        read_concepts(named.items("narrower"), code, scheme, codes);
    }
}

void list_children(Scheme& scheme) {
    for (std::size_t i = 0; i < scheme.concepts.size(); ++i) {
        const auto& child = scheme.concepts[i];
        if (child.parent.empty()) continue;
        const auto parent = std::ranges::find(scheme.concepts, child.parent, &Concept::code);
        parent->children.push_back(child.code);
    }
}

/// What the dates of an event look like; what they mean is EDTF's business.
std::string date(const Reader& reader, const char* name) {
    const auto text = reader.text(name);
    const bool plain = std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    if (!text.empty() && (!plain || !year_of(text) || (text.size() != 4 && text.size() != 7 && text.size() != 10)))
        reader.at(name).fail("\"" + text + "\" is not a date such as 2024, 2024-08 or 2024-08-26");
    return text;
}

std::string url(const Reader& reader, const char* name) {
    const auto text = reader.text(name);
    if (!text.empty() && !text.starts_with("https://") && !text.starts_with("http://"))
        reader.at(name).fail("\"" + text + "\" is not an http address");
    return text;
}

Place read_place(const Reader& reader) {
    reader.only({"name", "country", "subdivision", "geonames", "wikidata", "lat", "lon"});
    Place place;
    place.name = reader.text("name");
    place.country = reader.at("country").text();
    if (!is_country(place.country)) reader.fail("no country has the code \"" + place.country + "\"");
    place.subdivision = reader.text("subdivision");
    place.geonames = reader.text("geonames");
    place.wikidata = reader.text("wikidata");
    place.lat = reader.number<double>("lat");
    place.lon = reader.number<double>("lon");
    return place;
}

std::vector<std::string> codes(const Reader& reader, const char* name, const Scheme& scheme) {
    std::vector<std::string> result;
    for (const auto& item : reader.items(name)) {
        result.push_back(item.text());
        if (!scheme.find(result.back())) item.fail(scheme.name + " has no code \"" + result.back() + "\"");
    }
    return result;
}

Event read_event(const Reader& reader, const std::string& series, const Scheme& themes, const Scheme& axes) {
    reader.only({"id", "name", "edition", "theme_statement", "start", "end", "mode", "venue", "organizers", "languages",
                 "url", "sources", "axes", "sessions", "note"});
    Event event;
    event.id = reader.at("id").text();
    if (!event.id.starts_with(series + "-"))
        reader.fail("the id \"" + event.id + "\" does not begin with \"" + series + "-\"");
    event.series = series;
    event.name = reader.label("name");
    event.edition = reader.text("edition");
    event.theme_statement = reader.lang_map("theme_statement");
    event.start = date(reader, "start");
    event.end = date(reader, "end");
    if (!event.end.empty() && event.end < event.start) reader.fail("ends before it starts");
    event.mode = reader.text("mode");
    if (!event.mode.empty() && event.mode != "onsite" && event.mode != "online" && event.mode != "hybrid")
        reader.at("mode").fail("\"" + event.mode + "\" is none of onsite, online, hybrid");
    if (reader.has("venue")) event.venue = read_place(reader.at("venue"));
    event.organizers = reader.texts("organizers");
    event.languages = reader.texts("languages");
    event.url = url(reader, "url");
    event.sources = reader.texts("sources");
    event.note = reader.has("note") ? reader.label("note") : LangMap{};
    for (const auto& item : reader.items("axes")) {
        item.only({"code", "label", "themes", "axes"});
        EventAxis axis{item.at("code").text(), item.label("label"), codes(item, "themes", themes),
                       codes(item, "axes", axes)};
        if (std::ranges::find(event.axes, axis.code, &EventAxis::code) != event.axes.end())
            item.fail("the code \"" + axis.code + "\" stands twice");
        if (axis.themes.empty() || axis.axes.empty()) item.fail("maps to no theme or to no transition axis");
        event.axes.push_back(std::move(axis));
    }
    for (const auto& item : reader.items("sessions")) {
        item.only({"code", "title", "axis", "date"});
        Session session{item.at("code").text(), item.lang_map("title"), item.text("axis"), date(item, "date")};
        if (!session.axis.empty() && std::ranges::find(event.axes, session.axis, &EventAxis::code) == event.axes.end())
            item.fail("the event has no axis \"" + session.axis + "\"");
        event.sessions.push_back(std::move(session));
    }
    return event;
}

}  // namespace

Scheme read_scheme(const std::filesystem::path& file) {
    const auto document = parse(file);
    const Reader reader{document, file.string()};
    reader.only({"scheme", "title", "names", "source", "concepts"});
    Scheme scheme;
    scheme.name = reader.at("scheme").text();
    if (scheme.name != file.stem()) reader.fail("the scheme is called \"" + scheme.name + "\"");
    scheme.title = reader.label("title");
    scheme.names = reader.text("names");
    if (!scheme.names.empty() && scheme.names != "country" && scheme.names != "language")
        reader.at("names").fail("\"" + scheme.names + "\" is none of country, language");
    std::set<std::string> seen;
    read_concepts(reader.at("concepts").items(), {}, scheme, seen);
    if (scheme.concepts.empty()) reader.fail("there are no concepts");
    list_children(scheme);
    return scheme;
}

SeriesFile read_series(const std::filesystem::path& file, const Scheme& themes, const Scheme& axes) {
    const auto document = parse(file);
    const Reader reader{document, file.string()};
    reader.only(
        {"id", "name", "description", "organizer", "frequency", "url", "sources", "name_confirmed", "note", "events"});
    SeriesFile result;
    auto& series = result.series;
    series.id = reader.at("id").text();
    if (series.id != file.stem()) reader.fail("the series is called \"" + series.id + "\"");
    series.name = reader.label("name");
    series.description = reader.label("description");
    series.organizer = reader.text("organizer");
    series.frequency = reader.text("frequency");
    series.url = url(reader, "url");
    series.sources = reader.texts("sources");
    series.note = reader.has("note") ? reader.label("note") : LangMap{};
    if (reader.has("name_confirmed")) {
        const auto confirmed = reader.at("name_confirmed");
        if (!confirmed.value().is_boolean()) confirmed.fail("true or false is wanted");
        series.name_confirmed = confirmed.value().get<bool>();
    }
    for (const auto& item : reader.at("events").items()) {
        auto event = read_event(item, series.id, themes, axes);
        if (std::ranges::find(result.events, event.id, &Event::id) != result.events.end())
            item.fail("the id \"" + event.id + "\" stands twice");
        result.events.push_back(std::move(event));
    }
    std::ranges::stable_sort(result.events, std::ranges::greater{}, &Event::start);
    for (const auto& event : result.events) series.events.push_back(event.id);
    return result;
}

}  // namespace acervo
