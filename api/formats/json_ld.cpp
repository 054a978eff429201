// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/json_ld.h"

#include "api/citation/reference.h"
#include "api/formats/document_type.h"
#include "corpus/parts.h"
#include "corpus/record_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

/// Adds a member, unless it says nothing.
void put(json& object, const char* name, json value) {
    const bool says_nothing = value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
                              (value.is_structured() && value.empty());
    if (!says_nothing) object[name] = std::move(value);
}

/// ISO 8601 of an EDTF date: of an interval its beginning, of a doubtful date nothing more than its year.
std::string iso_date(const std::string& edtf) {
    const auto date = date_parts(edtf);
    if (date.year == 0) return {};
    auto text = std::to_string(date.year);
    if (date.month != 0) text += (date.month < 10 ? "-0" : "-") + std::to_string(date.month);
    if (date.day != 0) text += (date.day < 10 ? "-0" : "-") + std::to_string(date.day);
    return text;
}

json organization(const std::string& name) {
    return name.empty() ? json{} : json{{"@type", "Organization"}, {"name", name}};
}

json agent_of(const Agent& agent, const std::string& language) {
    const auto name = person_name(agent, language);
    json object{{"@type", name.organization ? "Organization" : "Person"}, {"name", name.in_order()}};
    if (!name.organization) {
        put(object, "givenName", name.given + (name.particle.empty() ? "" : " " + name.particle));
        put(object, "familyName", name.family);
        put(object, "honorificSuffix", name.suffix);
        put(object, "affiliation", organization(agent.affiliation));
    }
    if (!agent.orcid.empty()) object["@id"] = "https://orcid.org/" + agent.orcid;
    if (!agent.ror.empty() && name.organization) object["@id"] = "https://ror.org/" + agent.ror;
    return object;
}

/// Creators are authors, or editors where that is what they did.
void put_agents(json& object, const Record& record) {
    const auto language = record.languages.empty() ? std::string{} : record.languages.front();
    const auto add = [&](const Agent& agent, bool creator) {
        const auto& role = agent.role;
        const bool editor = role == "editor" || role == "compiler" || role == "coordinator" || role == "organizer";
        const char* const name = editor                 ? "editor"
                                 : role == "translator" ? "translator"
                                 : role == "sponsor"    ? "sponsor"
                                 : creator              ? "author"
                                                        : "contributor";
        object[name].push_back(agent_of(agent, language));
    };
    for (const auto& agent : record.creators) add(agent, true);
    for (const auto& agent : record.contributors) add(agent, false);
}

json place_of(const Place& place, const std::string& language) {
    json object{{"@type", "Place"}};
    put(object, "name", place.name.empty() ? country_name(place.country, language) : place.name);
    json address{{"@type", "PostalAddress"}};
    put(address, "addressLocality", place.name);
    put(address, "addressRegion", place.subdivision);
    put(address, "addressCountry", place.country);
    if (address.size() > 1) object["address"] = std::move(address);
    if (place.lat && place.lon)
        object["geo"] = {{"@type", "GeoCoordinates"}, {"latitude", *place.lat}, {"longitude", *place.lon}};
    if (!place.geonames.empty()) object["sameAs"] = "https://www.geonames.org/" + place.geonames;
    return object;
}

void put_subjects(json& object, const Record& record, const Publication& publication, const std::string& language) {
    for (const auto& code : record.themes)
        object["about"].push_back({{"@type", "DefinedTerm"},
                                   {"name", publication.vocabulary.scheme("theme").label(code, language)},
                                   {"termCode", code},
                                   {"inDefinedTermSet", publication.base + "/vocabularies/theme"}});
    for (const auto& [tag, words] : record.keywords)
        for (const auto& word : words) object["keywords"].push_back(word);
    for (const auto& place : record.places) object["spatialCoverage"].push_back(place_of(place, language));
    if (record.places.empty())
        for (const auto& code : record.countries)
            if (code != "ZZ")
                object["spatialCoverage"].push_back({{"@type", "Country"}, {"name", country_name(code, language)}});
}

void put_identifiers(json& object, const Record& record) {
    const auto add = [&](const char* scheme, const std::string& value) {
        if (!value.empty())
            object["identifier"].push_back({{"@type", "PropertyValue"}, {"propertyID", scheme}, {"value", value}});
    };
    add("doi", record.doi);
    add("hdl", record.handle);
    if (record.kind != "paper") put(object, "isbn", record.isbn);
    if (!record.doi.empty()) object["sameAs"].push_back("https://doi.org/" + record.doi);
    if (!record.handle.empty()) object["sameAs"].push_back("https://hdl.handle.net/" + record.handle);
    if (record.url.starts_with("http")) object["sameAs"].push_back(record.url);
}

/// What a paper stands in.
void put_host(json& object, const Record& record) {
    if (!record.series.empty()) {
        const bool journal = record.kind == "paper" && !record.issn.empty() && record.isbn.empty();
        json host{{"@type", journal                  ? "Periodical"
                            : record.kind == "paper" ? "Book"
                                                     : "CreativeWorkSeries"},
                  {"name", record.series}};
        if (record.kind == "paper") put(host, "isbn", journal ? "" : record.isbn);
        put(host, "issn", record.issn);
        if (record.kind == "paper" && !record.volume.empty())
            host = {{"@type", "PublicationVolume"}, {"volumeNumber", record.volume}, {"isPartOf", std::move(host)}};
        object["isPartOf"] = std::move(host);
    }
    if (record.page_start) object["pageStart"] = *record.page_start;
    if (record.page_end) object["pageEnd"] = *record.page_end;
}

void put_files(json& object, const Stored& stored, const Publication& publication) {
    const auto& record = stored.record;
    const bool open = is_open(record.rights, now().substr(0, 10));
    object["isAccessibleForFree"] = open;
    if (!open) return;
    for (std::size_t i = 0; i < record.files.size(); ++i) {
        json file{{"@type", "MediaObject"},
                  {"contentUrl", publication.file(record.id, i + 1)},
                  {"contentSize", std::to_string(record.files[i].bytes) + " B"},
                  {"sha256", record.files[i].sha256}};
        put(file, "encodingFormat", record.files[i].media_type);
        put(file, "name", record.files[i].name);
        object["encoding"].push_back(std::move(file));
    }
}

void put_parts(json& object, const Record& record, const Publication& publication) {
    const auto ids = part_ids(record.parts);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& part = record.parts[i];
        json one{{"@type", "ScholarlyArticle"}, {"@id", publication.record(record.id) + "/parts/" + ids[i]}};
        put(one, "name", best(part.title, part.language).second);
        put(one, "pagination", printed_pages(part));
        for (const auto& agent : part.creators) one["author"].push_back(agent_of(agent, part.language));
        object["hasPart"].push_back(std::move(one));
    }
}

}  // namespace

json json_ld(const Stored& stored, const Publication& publication, const std::string& language) {
    const auto& record = stored.record;
    const auto own = record.languages.empty() ? language : record.languages.front();
    const auto titles = written_by_people(record.title);
    const auto [shown, title] = best(titles, own);
    json object{{"@context", "https://schema.org"},
                {"@type", document_type(record.kind).schema_org},
                {"@id", publication.record(record.id)},
                {"url", publication.record(record.id)},
                {"name", title},
                {"headline", shorten(title, 110)},
                {"dateModified", stored.modified}};
    for (const auto& [tag, text] : titles)
        if (tag != shown) object["alternateName"].push_back(text);
    put(object, "description", best(written_by_people(record.abstract), language).second);
    put(object, "inLanguage", record.languages);
    put_agents(object, record);
    put(object, "publisher", organization(record.publisher));
    put(object, "datePublished", iso_date(record.issued));
    put(object, "genre", publication.vocabulary.scheme("kind").label(record.kind, language));
    put_subjects(object, record, publication, language);
    put_identifiers(object, record);
    put_host(object, record);
    put(object, "license", licence_address(record.rights.licence));
    put(object, "copyrightHolder", organization(record.rights.holder));
    if (const auto* const event = publication.vocabulary.find_event(record.event.id)) {
        auto told = json_ld(*event, publication, language);
        told.erase("@context");
        object["@reverse"]["workFeatured"] = std::move(told);
    }
    if (record.practice) {
        const auto from = iso_date(record.practice->start), until = iso_date(record.practice->end);
        if (!from.empty()) object["temporalCoverage"] = from + "/" + (until.empty() ? ".." : until);
    }
    put_files(object, stored, publication);
    put_parts(object, record, publication);
    return object;
}

json json_ld(const Event& event, const Publication& publication, const std::string& language) {
    const auto address = publication.base + "/events/" + event.id;
    json object{{"@context", "https://schema.org"}, {"@type", "Event"}, {"@id", address}, {"url", address}};
    put(object, "name", best(event.name, language).second);
    put(object, "description", best(event.theme_statement, language).second);
    put(object, "startDate", iso_date(event.start));
    put(object, "endDate", iso_date(event.end));
    put(object, "inLanguage", event.languages);
    if (event.url.starts_with("http")) object["sameAs"] = event.url;
    if (!event.mode.empty())
        object["eventAttendanceMode"] =
            std::string{"https://schema.org/"} + (event.mode == "online"   ? "OnlineEventAttendanceMode"
                                                  : event.mode == "hybrid" ? "MixedEventAttendanceMode"
                                                                           : "OfflineEventAttendanceMode");
    if (event.mode == "online") {
        object["location"] = {{"@type", "VirtualLocation"}, {"url", event.url.empty() ? address : event.url}};
    } else if (!event.venue.name.empty() || !event.venue.country.empty()) {
        object["location"] = place_of(event.venue, language);
    }
    for (const auto& organizer : event.organizers) object["organizer"].push_back(organization(organizer));
    if (const auto* const series = publication.vocabulary.find_series(event.series)) {
        object["superEvent"] = json_ld(*series, publication, language);
        object["superEvent"].erase("@context");
    }
    return object;
}

json json_ld(const EventSeries& series, const Publication& publication, const std::string& language) {
    const auto address = publication.base + "/events/" + series.id;
    json object{{"@context", "https://schema.org"}, {"@type", "EventSeries"}, {"@id", address}, {"url", address}};
    put(object, "name", best(series.name, language).second);
    put(object, "description", best(series.description, language).second);
    put(object, "organizer", organization(series.organizer));
    if (series.url.starts_with("http")) object["sameAs"] = series.url;
    return object;
}

std::string json_ld_block(const json& document) {
    std::string text = dump(document), out = "<script type=\"application/ld+json\">";
    for (const char c : text) {
        if (c == '<') {
            out += "\\u003c";
        } else {
            out += c;
        }
    }
    return out + "</script>";
}

}  // namespace acervo
