// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/results_json.h"

#include <algorithm>

#include "api/citation/style.h"
#include "api/http.h"
#include "api/notices.h"
#include "api/places_json.h"
#include "corpus/parts.h"
#include "corpus/practice.h"
#include "corpus/record_json.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

using nlohmann::json;

json text_in(const LangMap& map, const std::string& language) {
    const auto [tag, text] = best(map, language);
    return {{"text", text}, {"lang", tag.empty() ? "und" : tag}};
}

json labelled(const Vocabulary& vocabulary, const std::string& facet, const std::vector<std::string>& codes,
              const std::string& language) {
    json list = json::array();
    for (const auto& code : codes)
        list.push_back({{"code", code}, {"label", facet_label(vocabulary, facet, code, language)}});
    return list;
}

json match_json(const Match& match) {
    return {{"word", match.word}, {"found", match.found}, {"lang", match.language}, {"via", match.via}};
}

json filters_json(const Query& query) {
    json filters = json::object();
    for (const auto& [facet, selection] : query.filters) {
        if (selection.empty()) continue;
        auto& filter = filters[facet] = json::object();
        if (!selection.any.empty()) filter["any"] = selection.any;
        if (!selection.none.empty()) filter["none"] = selection.none;
    }
    return filters;
}

json query_json(const Query& query, const Results& results) {
    json told = {{"q", query.text},
                 {"lang", query.language},
                 {"ql", results.query_language},
                 {"xl", query.across_languages},
                 {"filters", filters_json(query)},
                 {"page_size", query.page_size},
                 {"suggestion", results.suggestion.empty() ? json{} : json(results.suggestion)}};
    static const std::map<Sort, std::string> sorts = {{Sort::relevance, "relevance"},
                                                      {Sort::date, "date"},
                                                      {Sort::date_descending, "-date"},
                                                      {Sort::title, "title"},
                                                      {Sort::peer, "peer"}};
    told["sort"] = sorts.at(query.sort);
    if (query.year) {
        told["year"] = json::object();
        if (query.year->from) told["year"]["from"] = *query.year->from;
        if (query.year->to) told["year"]["to"] = *query.year->to;
    }
    told["translates"] = results.translates;
    told["expanded"] = json::array();
    for (const auto& added : results.expansions)
        told["expanded"].push_back(
            {{"word", added.word}, {"term", added.found}, {"lang", added.language}, {"via", added.via}});
    told["notices"] = notices_json(query.text, query.language.empty() ? "es" : query.language);
    if (results.peer) told["peer"] = peer_json(*results.peer, query.peer_weights, query.language);
    if (query.explain) told["explanation"] = results.explanation;
    return told;
}

json facet_value_json(const FacetValue& value, const std::string& facet, const Query& query,
                      const Vocabulary& vocabulary) {
    json told = {{"code", value.code},
                 {"label", facet_label(vocabulary, facet, value.code, query.language)},
                 {"count", value.count},
                 {"selected", value.selected}};
    if (value.excluded) told["excluded"] = true;
    if (!value.children.empty()) {
        told["children"] = json::array();
        for (const auto& child : value.children)
            told["children"].push_back(facet_value_json(child, facet, query, vocabulary));
    }
    return told;
}

json year_facet_json(const Results& results, const Query& query) {
    json facet = {{"mode", "range"}, {"values", json::array()}, {"missing", 0}};
    for (const auto& [year, count] : results.years) {
        const bool selected =
            query.year && year >= query.year->from.value_or(year) && year <= query.year->to.value_or(year);
        const auto code = std::to_string(year);
        facet["values"].push_back({{"code", code}, {"label", code}, {"count", count}, {"selected", selected}});
    }
    if (const auto counted = results.facets.find("year"); counted != results.facets.end())
        facet["missing"] = counted->second.missing;
    return facet;
}

json facets_json(const Results& results, const Query& query, const Vocabulary& vocabulary) {
    json facets = json::object();
    for (const auto& [name, facet] : results.facets) {
        if (name == "year") continue;
        auto& told = facets[name] = {{"mode", "or"}, {"values", json::array()}, {"missing", facet.missing}};
        for (const auto& value : facet.values)
            told["values"].push_back(facet_value_json(value, name, query, vocabulary));
    }
    const auto wants = [&](const char* name) {
        return std::find(query.facets.begin(), query.facets.end(), name) != query.facets.end();
    };
    if (wants("year") || wants("*")) facets["year"] = year_facet_json(results, query);
    return facets;
}

}  // namespace

std::string marked_html(const std::vector<std::pair<std::string, bool>>& pieces) {
    std::string html;
    for (const auto& [text, marked] : pieces)
        html += marked ? "<mark>" + xml::escaped(text) + "</mark>" : xml::escaped(text);
    return html;
}

std::string today() {
    return now().substr(0, 10);
}

bool text_is_open(const Stored& stored) {
    return !stored.withdrawn && is_open(stored.record.rights, today());
}

std::string facet_label(const Vocabulary& vocabulary, const std::string& facet, const std::string& code,
                        const std::string& language) {
    if (facet == "event") {
        const auto* event = vocabulary.find_event(code);
        return event ? best(event->name, language).second : code;
    }
    if (facet == "series") {
        const auto* series = vocabulary.find_series(code);
        return series ? best(series->name, language).second : code;
    }
    static const std::map<std::string, std::string> schemes = {
        {"pop", "population"}, {"doclang", "language"}, {"primary", "axis"}};
    const auto known = schemes.find(facet);
    const auto& name = known == schemes.end() ? facet : known->second;
    if (vocabulary.has_scheme(name)) {
        const auto& scheme = vocabulary.scheme(name);
        if (!scheme.names.empty() || scheme.find(code)) return scheme.label(code, language);
    }
    if (facet == "country" && vocabulary.has_scheme("region") && vocabulary.scheme("region").find(code))
        return vocabulary.scheme("region").label(code, language);
    if (facet == "country") return country_name(code, language);
    if (facet == "doclang") return language_name(code, language);
    return code;
}

json passage_json(const Passage& passage, const Record& record, const std::string& language) {
    json told = {{"page", passage.number},
                 {"label", passage.label.empty() ? std::to_string(passage.number) : passage.label},
                 {"unit", to_string(passage.kind)},
                 {"snippet", marked_html(passage.snippet)},
                 {"href", "/records/" + record.id + "/" + std::to_string(passage.number)}};
    if (!passage.language.empty()) told["lang"] = passage.language;
    if (!passage.title.empty()) told["title"] = passage.title;
    if (passage.in_notes) told["in_notes"] = true;
    if (const auto* part = passage.kind == UnitKind::page ? part_of_page(record, passage.number) : nullptr) {
        const auto id = part_ids(record.parts)[static_cast<std::size_t>(part - record.parts.data())];
        told["part"] = {
            {"id", id}, {"title", text_in(part->title, language)}, {"href", "/records/" + record.id + "/parts/" + id}};
    }
    return told;
}

json part_json(const Stored& volume, const Part& part, const std::string& id, const Publication& publication,
               const std::string& language) {
    const auto& record = volume.record;
    const std::string address = "/api/v1/records/" + record.id;
    json told = {{"id", id},
                 {"record", record.id},
                 {"title", part.title},
                 {"creators", json::array()},
                 {"start", part.start},
                 {"end", part.end},
                 {"label_start", part.label_start.empty() ? std::to_string(part.start) : part.label_start},
                 {"label_end", part.label_end.empty() ? std::to_string(part.end) : part.label_end},
                 {"confidence", part.confidence},
                 {"confirmed", part.confirmed},
                 {"evidence", part.evidence},
                 {"citation", cite(reference_of(record, part, id, publication), CitationStyle::apa, language).plain()},
                 {"links",
                  {{"self", address + "/parts/" + id},
                   {"record", address},
                   {"html", "/records/" + record.id + "/parts/" + id},
                   {"first_page", "/records/" + record.id + "/" + std::to_string(part.start)}}}};
    for (const auto& agent : part.creators) told["creators"].push_back(agent.name);
    if (!part.language.empty()) told["language"] = part.language;
    if (text_is_open(volume) && !record.files.empty() && record.files.front().media_type == "application/pdf")
        told["links"]["file"] = address + "/files/1#page=" + std::to_string(part.start);
    return told;
}

json hit_json(const Hit& hit, const Stored& stored, const Vocabulary& vocabulary, const std::string& language) {
    const auto& record = stored.record;
    const bool open = text_is_open(stored);
    json told = {{"id", hit.id},
                 {"kind", record.kind},
                 {"kind_label", facet_label(vocabulary, "kind", record.kind, language)},
                 {"title", text_in(record.title, language)},
                 {"score", hit.score},
                 {"languages", record.languages},
                 {"countries", labelled(vocabulary, "country", record.countries, language)},
                 {"access", open ? "open" : record.rights.access},
                 {"creators", json::array()},
                 {"passages", json::array()},
                 {"matched", json::object()},
                 {"terms", json::array()}};
    if (!record.issued.empty()) told["issued"] = record.issued;
    for (const auto& creator : record.creators) told["creators"].push_back(creator.name);
    if (!record.event.id.empty())
        told["event"] = {{"code", record.event.id},
                         {"label", facet_label(vocabulary, "event", record.event.id, language)}};
    if (open)
        for (const auto& passage : hit.passages) told["passages"].push_back(passage_json(passage, record, language));
    if (!hit.abstract.empty() && !stored.withdrawn) told["abstract"] = marked_html(hit.abstract);
    for (const auto& match : hit.matched) {
        auto& count = told["matched"][match.via];
        count = count.is_null() ? 1 : count.get<int>() + 1;
        told["terms"].push_back(match_json(match));
    }
    if (hit.machine)
        told["machine_translation"] = {{"snippet", marked_html(hit.machine->snippet)},
                                       {"lang", hit.machine->language},
                                       {"engine", hit.machine->engine}};
    told["links"] = {{"self", "/api/v1/records/" + hit.id}, {"html", "/records/" + hit.id}};
    if (open && !record.files.empty()) told["links"]["file"] = "/api/v1/records/" + hit.id + "/files/1";
    return told;
}

json results_json(const Results& results, const Query& query, const Vocabulary& vocabulary) {
    json hits = json::array();
    for (const auto& hit : results.hits) {
        if (hit.stored) {
            hits.push_back(hit_json(hit, *hit.stored, vocabulary, query.language));
            if (hit.peer) hits.back()["peer"] = peer_json(*hit.peer, query.peer_weights, query.language);
        }
    }
    const std::string address = "/api/v1/search?";
    json links = {{"self", address + to_query_string(query)}};
    if (!results.next.empty()) {
        Query next = query;
        next.cursor = results.next;
        links["next"] = address + to_query_string(next);
    }
    return {{"query", query_json(query, results)},
            {"total", {{"value", results.total}, {"relation", "eq"}}},
            {"hits", std::move(hits)},
            {"facets", facets_json(results, query, vocabulary)},
            {"links", std::move(links)},
            {"index", {{"revision", results.revision}, {"built", results.built}}}};
}

json record_json(const Stored& stored, const Vocabulary& vocabulary, const std::string& language) {
    const auto& record = stored.record;
    const bool open = text_is_open(stored);
    const std::string address = "/api/v1/records/" + record.id;
    json told = to_json(record);
    told["version"] = stored.version;
    told["created"] = stored.created;
    told["modified"] = stored.modified;
    told["units"] = stored.units;
    told["text_open"] = open;
    json labels = json::object();
    const auto label = [&](const char* facet, const std::vector<std::string>& codes) {
        for (const auto& code : codes)
            if (!code.empty()) labels[facet][code] = facet_label(vocabulary, facet, code, language);
    };
    label("kind", {record.kind});
    label("theme", record.themes);
    label("axis", record.axes);
    label("sdg", record.sdgs);
    label("country", record.countries);
    label("level", {record.level});
    label("pop", {told.value("population_band", "")});
    label("event", {record.event.id});
    label("doclang", record.languages);
    if (record.practice) label("stage", {record.practice->stage});
    if (record.practice && record.practice->evidence_level)
        label("evidence", {std::to_string(*record.practice->evidence_level)});
    if (record.practice) {
        label("primary", record.axes.empty() ? std::vector<std::string>{} : std::vector{record.axes.front()});
        label("needs", needs_of(*record.practice));
        label("budget", {budget_band(*record.practice)});
        told["confirmation"] = confirmation(*record.practice, today());
        told["missing"] = missing_fields(record);
    }
    told["labels"] = std::move(labels);
    told["links"] = {{"self", address}, {"html", "/records/" + record.id}, {"similar", address + "/similar"}};
    if (open && stored.units > 0) {
        told["links"]["units"] = address + "/units";
        told["links"]["search"] = address + "/search";
    }
    told["links"]["files"] = json::array();
    if (open)
        for (std::size_t i = 1; i <= record.files.size(); ++i)
            told["links"]["files"].push_back(address + "/files/" + std::to_string(i));
    return told;
}

json unit_head_json(const Unit& unit, const std::string& record) {
    json told = {{"number", unit.number},
                 {"kind", to_string(unit.kind)},
                 {"label", unit.label.empty() ? std::to_string(unit.number) : unit.label},
                 {"href", "/api/v1/records/" + record + "/units/" + std::to_string(unit.number)}};
    if (!unit.title.empty()) told["title"] = unit.title;
    if (!unit.language.empty()) told["language"] = unit.language;
    if (!unit.origin.empty()) {
        told["origin"] = unit.origin;
        told["confidence"] = unit.confidence;
    }
    return told;
}

}  // namespace acervo
