// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/validate.h"

#include <algorithm>
#include <array>

#include "corpus/text.h"
#include "ingest/validation/check.h"
#include "ingest/validation/codes.h"

namespace acervo {

namespace {

constexpr auto events = "event";

/// "11.3" or "11.b" of a goal.
bool is_target_of(const std::string& code, const std::unordered_set<std::string>& goals) {
    const auto dot = code.find('.');
    if (dot == std::string::npos || !goals.contains(code.substr(0, dot))) return false;
    const std::string_view target = std::string_view{code}.substr(dot + 1);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (target.size() == 1 && target[0] >= 'a' && target[0] <= 'd') return true;
    return !target.empty() && target.size() <= 2 && std::ranges::all_of(target, digit);
}

void check_event(const Check& check, const Vocabulary& vocabulary, const EventRef& reference) {
    if (!check.code(events, "event", reference.id) || reference.axis.empty() || !check.is_heard()) return;
    const Event* const event = vocabulary.find_event(reference.id);
    if (!event || event->axes.empty()) return;
    if (std::ranges::find(event->axes, reference.axis, &EventAxis::code) != event->axes.end()) return;
    std::vector<Named> names;
    for (const auto& axis : event->axes) {
        names.push_back({axis.code, fold(axis.code)});
        for (const auto& [language, label] : axis.label) names.push_back({axis.code, fold(label)});
    }
    check.say({"vocabulary", "event.axis", reference.axis, joined(nearest(reference.axis, names))});
}

void check_parts(const Check& check, const std::vector<Part>& parts) {
    for (const auto& part : parts) {
        check.range("parts.start", part.start, 0, 1e6);
        check.range("parts.end", part.end, part.start, 1e6);
        check.range("parts.confidence", part.confidence, 0, 1);
        check.language("parts.language", part.language);
        check.agents("parts.creators", part.creators);
    }
}

void check_rights(const Check& check, const Rights& rights) {
    check.code("access", "rights.access", rights.access);
    check.day("rights.embargo_until", rights.embargo_until);
    if (rights.access == "embargo") check.required("rights.embargo_until", !rights.embargo_until.empty());
    if (rights.licence.find(':') != std::string::npos) check.url("rights.licence", rights.licence);
}

void check_identifiers(const Check& check, const Record& record) {
    check.identifier("doi", "doi", record.doi);
    check.identifier("handle", "handle", record.handle);
    check.identifier("isbn", "isbn", record.isbn);
    check.identifier("issn", "issn", record.issn);
    check.url("url", record.url);
    check.url("source.url", record.source.url);
    check.url("source.harvested_from", record.source.harvested_from);
}

}  // namespace

Validator::Validator(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    for (const auto& name : vocabulary.schemes()) {
        Codes& codes = schemes_[name];
        for (const auto& entry : vocabulary.scheme(name).concepts) {
            codes.codes.insert(entry.code);
            codes.names.push_back({entry.code, fold(entry.code)});
            for (const auto& [language, label] : entry.label) codes.names.push_back({entry.code, fold(label)});
            for (const auto& [language, labels] : entry.alternatives) {
                for (const auto& label : labels) codes.names.push_back({entry.code, fold(label)});
            }
            if (name != "country") continue;
            for (const char* const language : {"es", "pt", "en"}) {
                codes.names.push_back({entry.code, fold(country_name(entry.code, language))});
            }
        }
    }
    Codes& known = schemes_[events];
    for (const auto& event : vocabulary.events()) {
        known.codes.insert(event.id);
        known.names.push_back({event.id, fold(event.id)});
        for (const auto& [language, name] : event.name) known.names.push_back({event.id, fold(name)});
    }
}

bool Validator::is_code(const std::string& scheme, const std::string& code) const {
    const auto at = schemes_.find(scheme);
    if (at == schemes_.end() || at->second.codes.contains(code)) return true;
    if (scheme == "country") return code == "ZZ" || (code.size() == 2 && is_country(code));
    if (scheme == "sdg") return is_target_of(code, at->second.codes);
    return false;
}

std::string Validator::event_named(const std::string& name) const {
    const auto& names = schemes_.at(events).names;
    const auto found = std::ranges::find(names, fold(squeeze(name)), &Named::name);
    return found == names.end() ? std::string{} : found->code;
}

std::vector<std::string> Validator::nearest_codes(const std::string& scheme, const std::string& written) const {
    const auto at = schemes_.find(scheme);
    return at == schemes_.end() ? std::vector<std::string>{} : nearest(written, at->second.names);
}

std::vector<Finding> Validator::violations(const Record& record, const std::vector<Unit>& units) const {
    std::vector<Finding> found;
    const Check check(*this, [&](Finding finding) { found.push_back(std::move(finding)); });
    check.required("source_key", !record.source_key.empty());
    check.size("source_key", record.source_key, Check::longest_key);
    check.size("collection", record.collection, Check::longest_name);
    check.required("kind", !record.kind.empty());
    check.code("kind", "kind", record.kind);
    check.required("title", std::ranges::any_of(record.title, [](const auto& entry) { return !entry.second.empty(); }));
    for (const auto& [language, text] : record.title) check.size("title", text, Check::longest_title);
    each_text(record, [&](const std::string& field, const LangMap& map) { check.tags(field, map); });
    check.tags("keywords", record.keywords);
    for (const auto& tag : record.languages) check.language("language", tag);
    for (const auto& file : record.files) check.language("files.language", file.language);
    check.agents("creators", record.creators);
    check.agents("contributors", record.contributors);
    check.date("issued", record.issued);
    for (const auto& code : record.themes) check.code("theme", "theme", code);
    for (const auto& code : record.axes) check.code("axis", "axis", code);
    for (const auto& code : record.sdgs) check.code("sdg", "sdg", code);
    for (const auto& code : record.countries) check.code("country", "country", code);
    for (const auto& place : record.places) check.place("place", place);
    check.code("level", "government_level", record.level);
    check.code("population", "population_band", record.population_band);
    check_event(check, vocabulary_, record.event);
    check_rights(check, record.rights);
    check.code("status", "status", record.status);
    check_identifiers(check, record);
    check.range("page_start", record.page_start, 0, 1e6);
    check.range("page_end", record.page_end, record.page_start.value_or(0), 1e6);
    check_parts(check, record.parts);
    if (record.practice) check.practice(*record.practice);
    for (const auto& unit : units) {
        if (!check.language("text.language", unit.language)) break;
    }
    return found;
}

void Validator::sanitize(Record& embedded) const {
    const Check check(
        *this, [](const Finding&) {}, /*most=*/0);
    const auto keep_codes = [&](const std::string& scheme, std::vector<std::string>& codes) {
        std::erase_if(codes, [&](const std::string& code) { return code.empty() || !is_code(scheme, code); });
    };
    const auto keep_texts = [](auto& map) {
        std::erase_if(map, [](const auto& entry) { return !is_language_tag(entry.first); });
    };
    const auto keep_agents = [&](std::vector<Agent>& agents) {
        std::erase_if(agents,
                      [](const Agent& agent) { return agent.name.empty() || agent.name.size() > Check::longest_name; });
        for (auto& agent : agents) {
            if (!check.code("country", "", agent.country)) agent.country.clear();
            if (!check.identifier("orcid", "", agent.orcid)) agent.orcid.clear();
            if (!check.identifier("ror", "", agent.ror)) agent.ror.clear();
        }
    };
    std::erase_if(embedded.languages, [](const std::string& tag) { return !is_language_tag(tag); });
    keep_codes("country", embedded.countries);
    keep_codes("theme", embedded.themes);
    keep_codes("axis", embedded.axes);
    keep_codes("sdg", embedded.sdgs);
    keep_texts(embedded.title);
    keep_texts(embedded.abstract);
    keep_texts(embedded.keywords);
    keep_agents(embedded.creators);
    keep_agents(embedded.contributors);
    for (auto& [language, text] : embedded.title)
        text = text.size() > Check::longest_title ? shorten(text, Check::longest_title / 4) : text;
    if (!check.date("", embedded.issued)) embedded.issued.clear();
    if (!check.code("kind", "", embedded.kind)) embedded.kind.clear();
    if (!check.code(events, "", embedded.event.id)) embedded.event = {};
    const std::array identifiers = {std::pair{"doi", &embedded.doi}, std::pair{"handle", &embedded.handle},
                                    std::pair{"isbn", &embedded.isbn}, std::pair{"issn", &embedded.issn}};
    for (const auto& [scheme, text] : identifiers) {
        if (!check.identifier(scheme, "", *text)) text->clear();
    }
    std::erase_if(embedded.places, [&](const Place& place) { return !check.code("country", "", place.country); });
    if (!check.url("", embedded.url)) embedded.url.clear();
    if (!check.url("", embedded.source.url)) embedded.source.url.clear();
    if (!check.url("", embedded.source.harvested_from)) embedded.source.harvested_from.clear();
    if (embedded.rights.licence.find(':') != std::string::npos && !check.url("", embedded.rights.licence)) {
        embedded.rights.licence.clear();
    }
    embedded.rights.access = "open";  // a file cannot close itself, and what it says of its licence is kept
    embedded.rights.embargo_until.clear();
    if (embedded.page_start.value_or(0) < 0 || embedded.page_end.value_or(0) < embedded.page_start.value_or(0)) {
        embedded.page_start.reset();
        embedded.page_end.reset();
    }
    std::erase_if(embedded.parts, [](const Part& part) { return part.start < 1 || part.end < part.start; });
    for (auto& part : embedded.parts) {
        if (!is_language_tag(part.language)) part.language.clear();
        keep_agents(part.creators);
    }
}

}  // namespace acervo
