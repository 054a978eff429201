// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/citation/style.h"
#include "api/formats/json_ld.h"
#include "api/formats/record_format.h"
#include "api/formats/scholar_meta.h"
#include "api/formats/signposting.h"
#include "api/pages/view.h"
#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/parts.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

/// Adds lines to the list of facts at the margin, leaving out what is not known.
class Facts {
public:
    Facts(const View& view, const Record& record, std::string language)
        : view_(view), record_(record), language_(std::move(language)) {}

    void add(const std::string& key, const std::vector<std::pair<std::string, std::string>>& texts_and_urls,
             const std::string& field = {}) {
        auto values = json::array();
        for (const auto& [text, url] : texts_and_urls)
            if (!text.empty()) values.push_back({{"text", text}, {"url", url}});
        if (values.empty()) return;
        const bool machine = std::ranges::count(record_.machine, field) > 0;
        any_machine_ |= machine;
        facts_.push_back({{"name", view_.text(key, language_)}, {"values", values}, {"machine", machine}});
    }
    void add(const std::string& key, const std::string& text, const std::string& field = {}) {
        add(key, {{text, ""}}, field);
    }

    const json& all() const { return facts_; }
    bool any_machine() const { return any_machine_; }

private:
    const View& view_;
    const Record& record_;
    std::string language_;
    json facts_ = json::array();
    bool any_machine_ = false;
};

std::vector<std::pair<std::string, std::string>> links(const Vocabulary& vocabulary, const std::string& facet,
                                                       const std::vector<std::string>& codes,
                                                       const std::string& language) {
    std::vector<std::pair<std::string, std::string>> result;
    for (const auto& code : codes)
        result.emplace_back(facet_label(vocabulary, facet, code, language),
                            "/search?" + facet + "=" + url_encode(code) + "&lang=" + language);
    return result;
}

/// Only http and https become links: a record comes from anywhere.
std::string safe_url(const std::string& url) {
    return url.starts_with("https://") || url.starts_with("http://") ? url : std::string{};
}

void add_place_facts(Facts& facts, const Record& record, const std::string& language) {
    std::vector<std::pair<std::string, std::string>> places, populations;
    for (const auto& place : record.places) {
        places.emplace_back(place.name + (place.subdivision.empty() ? "" : ", " + place.subdivision), "");
        if (!place.population) continue;
        auto text = format_number(static_cast<double>(*place.population), language);
        if (place.population_year) text += " (" + std::to_string(*place.population_year) + ")";
        populations.emplace_back(text, "");
    }
    facts.add("record_places", places, "place");
    facts.add("record_population", populations);
}

void add_practice_facts(Facts& facts, const View& view, const Practice& practice, const Vocabulary& vocabulary,
                        const std::string& language) {
    facts.add("p_stage", practice.stage.empty() ? "" : vocabulary.scheme("stage").label(practice.stage, language));
    const auto start = format_date(practice.start, language), end = format_date(practice.end, language);
    facts.add("p_period", start.empty() ? end
                          : end.empty() ? view.text("p_since", language, {{"date", start}})
                                        : start + " – " + end);
    if (practice.cost) {
        const auto& cost = *practice.cost;
        const auto amount = [&](const std::optional<double>& value, const char* what) {
            if (!value) return std::string{};
            return format_number(*value, language) + " " + cost.currency + " " + view.text(what, language) +
                   (cost.year ? " (" + std::to_string(*cost.year) + ")" : "");
        };
        facts.add("p_cost", {{amount(cost.setup, "p_cost_setup"), ""},
                             {amount(cost.yearly, "p_cost_yearly"), ""},
                             {cost.basis == "estimate" || cost.basis == "actual"
                                  ? view.text("p_cost_basis_" + cost.basis, language)
                                  : cost.basis,
                              ""},
                             {best(cost.note, language).second, ""}});
    }
    if (practice.evidence_level)
        facts.add("p_evidence",
                  facet_label(vocabulary, "evidence", std::to_string(*practice.evidence_level), language));
    facts.add("p_evaluation", {{practice.evaluation, safe_url(practice.evaluation)}});
    if (practice.participants)
        facts.add("p_participants", format_number(static_cast<double>(*practice.participants), language));
    const auto label = [&](const char* scheme, const std::string& code) {
        return vocabulary.has_scheme(scheme) ? vocabulary.scheme(scheme).label(code, language) : code;
    };
    std::vector<std::pair<std::string, std::string>> beneficiaries;
    for (const auto& code : practice.beneficiaries) beneficiaries.emplace_back(label("beneficiaries", code), "");
    if (practice.beneficiaries_number)
        beneficiaries.emplace_back(format_number(static_cast<double>(*practice.beneficiaries_number), language), "");
    facts.add("p_beneficiaries", beneficiaries);
    facts.add("p_participation", practice.participation.empty() ? "" : label("participation", practice.participation));
    std::vector<std::pair<std::string, std::string>> competences;
    for (const auto& code : practice.competence) competences.emplace_back(label("competence", code), "");
    facts.add("p_competence", competences);
    if (practice.staff_fte) facts.add("p_staff_fte", format_number(*practice.staff_fte, language));
    facts.add("p_validation", practice.validation);
    facts.add("p_contact", practice.contact);
    facts.add("p_confirmation",
              practice.last_confirmed.empty()
                  ? view.text("p_unconfirmed", language)
                  : view.text("p_confirmed", language, {{"date", format_date(practice.last_confirmed, language)}}));
}

Facts facts_of(const View& view, const Record& record, const Vocabulary& vocabulary, const std::string& language) {
    Facts facts{view, record, language};
    facts.add("record_issued", format_date(record.issued, language), "issued");
    facts.add("record_countries", links(vocabulary, "country", record.countries, language), "country");
    add_place_facts(facts, record, language);
    if (!record.level.empty())
        facts.add("record_level", links(vocabulary, "level", {record.level}, language), "government_level");
    if (record.practice) add_practice_facts(facts, view, *record.practice, vocabulary, language);
    facts.add("record_themes", links(vocabulary, "theme", record.themes, language), "theme");
    facts.add("record_axes", links(vocabulary, "axis", record.axes, language), "axis");
    facts.add("record_sdgs", links(vocabulary, "sdg", record.sdgs, language), "sdg");
    std::vector<std::string> tongues;
    for (const auto& tag : record.languages) tongues.push_back(tag.substr(0, tag.find('-')));
    facts.add("record_language", links(vocabulary, "doclang", tongues, language), "language");
    if (const auto* event = vocabulary.find_event(record.event.id)) {
        facts.add("record_event", {{best(event->name, language).second, "/events/" + event->id + "?lang=" + language}},
                  "event");
        for (const auto& axis : event->axes)
            if (axis.code == record.event.axis) facts.add("record_event_axis", best(axis.label, language).second);
    }
    facts.add("record_contributors", names(record.contributors, 20), "contributors");
    facts.add("record_publisher", record.publisher, "publisher");
    facts.add("record_series", record.series, "series");
    facts.add("record_volume", record.volume, "volume");
    if (record.page_start)
        facts.add("record_pages",
                  std::to_string(*record.page_start) + (record.page_end ? "–" + std::to_string(*record.page_end) : ""));
    std::vector<std::pair<std::string, std::string>> words;
    for (const auto& [tag, list] : record.keywords)
        for (const auto& word : list)
            words.emplace_back(word, "/search?q=" + url_encode("\"" + word + "\"") + "&lang=" + language);
    if (words.size() > 16) words.resize(16);
    facts.add("record_keywords", words, "keywords");
    if (!record.doi.empty()) facts.add("record_doi", {{record.doi, "https://doi.org/" + record.doi}}, "doi");
    facts.add("record_url", {{record.url, safe_url(record.url)}}, "url");
    facts.add("record_source",
              {{record.source.name.empty() ? record.source.url : record.source.name, safe_url(record.source.url)}},
              "source");
    facts.add("record_licence", {{record.rights.licence, safe_url(record.rights.licence)}}, "rights");
    if (record.rights.access != "open")
        facts.add("record_access", facet_label(vocabulary, "access", record.rights.access, language));
    return facts;
}

json files_of(const Record& record, const std::string& language) {
    auto result = json::array();
    int number = 0;
    for (const auto& file : record.files) {
        const double kilobytes = static_cast<double>(file.bytes) / 1000;
        const auto size =
            kilobytes < 1000
                ? format_number(std::max(1.0, static_cast<double>(static_cast<long>(kilobytes))), language) + " kB"
                : format_number(static_cast<double>(static_cast<long>(kilobytes / 100)) / 10, language) + " MB";
        result.push_back({{"url", "/api/v1/records/" + record.id + "/files/" + std::to_string(++number)},
                          {"name", file.name},
                          {"type", file.media_type},
                          {"size", size}});
    }
    return result;
}

json parts_of(const View& view, const Record& record, const std::string& language) {
    auto result = json::array();
    const auto ids = part_ids(record.parts);
    for (const auto& part : record.parts) {
        const auto [title_language, title] = best(part.title, language);
        result.push_back({{"url", "/records/" + record.id + "/parts/" + ids[result.size()] + "?lang=" + language},
                          {"title", title},
                          {"lang", title_language},
                          {"creators", names(part.creators)},
                          {"pages", view.text("record_pages", language) + " " + printed_pages(part)}});
    }
    return result;
}

/// The list of pages, slides or sections: number, title, and how the text begins where there is no title.
json units_of(const View& view, const Record& record, const std::vector<Unit>& units, const Query& query) {
    auto result = json::array();
    for (const auto& unit : units) {
        auto label = where(view, unit.kind, unit.number, query.language);
        if (!unit.label.empty() && unit.label != std::to_string(unit.number)) label += " (" + unit.label + ")";
        result.push_back({{"url", "/records/" + record.id + "/" + std::to_string(unit.number) + "?lang=" +
                                      query.language + (query.text.empty() ? "" : "&q=" + url_encode(query.text))},
                          {"where", label},
                          {"title", unit.title},
                          {"begin", shorten(squeeze(unit.text.substr(0, 400)), 90)}});
    }
    return result;
}

/// How the record is cited in the style that was chosen, the other styles, and where its reference is to be had.
json citation_of(const Reference& reference, const Request& request, const std::string& language) {
    const auto style = chosen_style(request, language);
    json told{{"html", cite(reference, style, language).html()},
              {"has_downloads", true},
              {"lang", language},
              {"styles", styles_of(request.path, style, language)},
              {"downloads", json::array()}};
    for (const auto& format : record_formats())
        if (format.describes)
            told["downloads"].push_back({{"name", format_title(format.name)},
                                         {"type", format.media_type.substr(0, format.media_type.find(';'))},
                                         {"url", "/records/" + reference.id + "." + std::string{format.suffix}}});
    return told;
}

}  // namespace

Response record_page(const View& view, Context& context, const Request& request) {
    const auto& id = request.captures.at("id");
    if (const auto* const format = accepted_format(request.header("accept")))
        return record_in_format(context, request, *format);
    const auto stored = context.catalogue.find(id);
    if (!stored) throw Error{Problem::not_found, "there is no record " + id}.with_code("not-found");
    const auto language = answer_language(request);
    const Query query{.text = request.parameter("q").value_or(""), .language = language};
    const auto& record = stored->record;
    const auto& vocabulary = context.vocabulary;
    const bool open = text_is_open(*stored);
    const auto units = open && stored->text ? context.catalogue.units(stored->text) : std::vector<Unit>{};

    const auto [title_language, title] = best(record.title, language);
    const auto facts = facts_of(view, record, vocabulary, language);
    json data{{"q", query.text},
              {"noindex", stored->withdrawn || !query.text.empty()},
              {"description", shorten(best(record.abstract, language).second, 200)},
              {"self", "/records/" + record.id},
              {"kind", record.kind},
              {"kind_label", vocabulary.scheme("kind").label(record.kind, language)},
              {"title", title},
              {"title_lang", title_language},
              {"other_titles", json::array()},
              {"creators", names(record.creators, 30)},
              {"notes", json::array()},
              {"withdrawn", stored->withdrawn},
              {"closed", !open && !stored->withdrawn},
              {"embargo", ""},
              {"back_url", ""},
              {"sections", json::array()},
              {"facts", facts.all()},
              {"any_machine", facts.any_machine()},
              {"files", open ? files_of(record, language) : json::array()},
              {"parts", stored->withdrawn ? json::array() : parts_of(view, record, language)},
              {"parts_proposed", std::ranges::none_of(record.parts, &Part::confirmed)},
              {"units", units_of(view, record, units, query)},
              {"best", json::array()},
              {"similar", json::array()},
              {"version", view.text("record_version", language,
                                    {{"n", std::to_string(stored->version)},
                                     {"date", format_date(stored->modified.substr(0, 10), language)}})},
              {"json_url", "/api/v1/records/" + record.id}};
    const auto publication = context.publication();
    const auto reference = reference_of(record, publication);
    if (!stored->withdrawn) {
        data["cite"] = citation_of(reference, request, language);
        data["head"] = scholar_meta(reference) + json_ld_block(json_ld(*stored, publication, language));
    }
    if (!query.text.empty()) data["back_url"] = "/search?q=" + url_encode(query.text) + "&lang=" + language;
    if (record.rights.access == "embargo" && !record.rights.embargo_until.empty())
        data["embargo"] =
            view.text("record_embargo", language, {{"date", format_date(record.rights.embargo_until, language)}});
    for (const auto& [code, text] : record.title)
        if (code != title_language) data["other_titles"].push_back({{"lang", code}, {"text", text}});
    if (!record.note.empty()) {
        const auto [code, text] = best(record.note, language);
        data["notes"].push_back({{"lang", code}, {"text", text}});
    }
    data["brief_url"] = record.practice ? "/records/" + record.id + "/brief?lang=" + language : "";
    data["missing"] = record.practice ? missing_of(view, record, language) : json(false);
    data["peers_url"] = peers_url(record, language);
    if (record.practice && !record.practice->last_confirmed.empty())
        data["stale"] = stale_notice(view, *record.practice, language);
    if (auto abstract = text_section(view, view.text("record_abstract", language), record.abstract, language);
        !abstract.is_null())
        data["sections"].push_back(abstract);
    for (auto& section : practice_sections(view, record, vocabulary, language)) data["sections"].push_back(section);
    if (!units.empty()) {
        data["units_count"] =
            view.count(to_string(units.front().kind) + "s_count", language, static_cast<std::int64_t>(units.size()));
        if (!query.text.empty())
            data["best"] = passage_links(view, context.searcher.search_inside(record.id, query.text, language, 8),
                                         record, query.text, language);
    }
    if (!stored->withdrawn)
        for (const auto& hit : context.searcher.similar(record.id, 5))
            if (const auto other = context.catalogue.find(hit.id))
                data["similar"].push_back(record_link(other->record, vocabulary, language));
    data["nothing_inside"] = !query.text.empty() && !units.empty() && data["best"].empty();
    for (const auto* list : {"best", "parts", "units", "files", "similar"})
        data[std::string{"has_"} + list] = !data[list].empty();

    auto response = view.page(request, "record", title + " · " + view.text("name", language), data);
    if (stored->withdrawn) {
        response.status = 410;
    } else {
        response.headers["Link"] = link_header(*stored, publication);
    }
    return response;
}

}  // namespace acervo
