// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/validate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <string_view>

#include "corpus/text.h"
#include "ingest/edtf.h"

namespace acervo {

namespace {

constexpr std::size_t longest_key = 2048, longest_title = 4000, longest_name = 1000;  // bytes
constexpr auto events = "event";

bool is_language_tag(std::string_view tag) {
    std::size_t part = 0;
    for (std::size_t at = 0; at <= tag.size(); ++part) {
        const auto end = std::min(tag.find('-', at), tag.size());
        const auto piece = tag.substr(at, end - at);
        const bool letters =
            std::ranges::all_of(piece, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
        const bool plain = std::ranges::all_of(
            piece, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
        if (part == 0 ? !letters || piece.size() < 2 || piece.size() > 3 : !plain || piece.empty() || piece.size() > 8)
            return false;
        at = end + 1;
    }
    return true;
}

/// A web address with a host and nothing that could break out of an attribute or a header.
bool is_web_address(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (url.substr(0, scheme.size()) != scheme) continue;
        const auto rest = url.substr(scheme.size());
        const bool clean_bytes = std::ranges::none_of(rest, [](char c) {
            return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == 0x7F;
        });
        return clean_bytes && !rest.empty() && rest[0] != '/' && rest[0] != ':' && rest[0] != '?' && rest[0] != '#';
    }
    return false;
}

/// "11.3" or "11.b" of a goal.
bool is_target_of(const std::string& code, const std::unordered_set<std::string>& goals) {
    const auto dot = code.find('.');
    if (dot == std::string::npos || !goals.contains(code.substr(0, dot))) return false;
    const std::string_view target = std::string_view{code}.substr(dot + 1);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (target.size() == 1 && target[0] >= 'a' && target[0] <= 'd') return true;
    return !target.empty() && target.size() <= 2 && std::ranges::all_of(target, digit);
}

/// Names of members that people write: those of the model and of the manifest.
constexpr std::array members = {"source_key",
                                "collection",
                                "kind",
                                "title",
                                "abstract",
                                "summary",
                                "language",
                                "creators",
                                "authors",
                                "contributors",
                                "publisher",
                                "issued",
                                "date",
                                "year",
                                "theme",
                                "axis",
                                "sdg",
                                "keywords",
                                "country",
                                "place",
                                "government_level",
                                "level",
                                "population_band",
                                "population",
                                "event",
                                "rights",
                                "relations",
                                "source",
                                "status",
                                "note",
                                "doi",
                                "handle",
                                "isbn",
                                "issn",
                                "url",
                                "volume",
                                "series",
                                "page_start",
                                "page_end",
                                "parts",
                                "problem",
                                "objectives",
                                "solution",
                                "process",
                                "milestones",
                                "actors",
                                "beneficiaries",
                                "beneficiaries_number",
                                "participation",
                                "participants",
                                "legal_basis",
                                "competence",
                                "cost",
                                "funding",
                                "staff_fte",
                                "staff_note",
                                "capabilities",
                                "start",
                                "end",
                                "stage",
                                "results",
                                "results_note",
                                "evidence_level",
                                "evaluation",
                                "sustainability",
                                "lessons",
                                "what_failed",
                                "conditions",
                                "transferability",
                                "adoptions",
                                "awards",
                                "contact",
                                "validation",
                                "last_confirmed",
                                "file",
                                "text"};

const std::vector<Named>& member_names() {
    static const std::vector<Named> names = [] {
        std::vector<Named> list;
        for (const char* const name : members) list.push_back({name, fold(name)});
        return list;
    }();
    return names;
}

/// One pass over the rules: says what is wrong, or clears it.
class Check {
public:
    using Say = std::function<void(Finding)>;
    Check(const Validator& validator, Say say) : validator_(validator), say_(std::move(say)) {}

    void required(const std::string& field, bool there) {
        if (!there) say_({"required", field, "", ""});
    }
    bool size(const std::string& field, const std::string& text, std::size_t most) {
        if (text.size() <= most) return true;
        say_({"too-large", field, text, std::to_string(text.size()) + " > " + std::to_string(most)});
        return false;
    }
    bool code(const std::string& scheme, const std::string& field, const std::string& code) {
        if (code.empty() || validator_.is_code(scheme, code)) return true;
        say_({"vocabulary", field, code, joined(validator_.nearest_codes(scheme, code))});
        return false;
    }
    bool language(const std::string& field, const std::string& tag) {
        if (tag.empty() || is_language_tag(tag)) return true;
        say_({"language", field, tag, ""});
        return false;
    }
    bool date(const std::string& field, const std::string& text) {
        if (text.empty() || is_edtf(text)) return true;
        say_({"date", field, text, ""});
        return false;
    }
    bool day(const std::string& field, const std::string& text) {
        if (text.empty() || is_iso_day(text)) return true;
        say_({"date", field, text, ""});
        return false;
    }
    bool url(const std::string& field, const std::string& text) {
        if (text.empty() || is_web_address(text)) return true;
        say_({"url", field, text, ""});
        return false;
    }
    template <typename Number>
    bool range(const std::string& field, const std::optional<Number>& number, double least, double most) {
        if (!number || (static_cast<double>(*number) >= least && static_cast<double>(*number) <= most)) return true;
        say_({"range", field, std::to_string(*number), bounds(least, most)});
        return false;
    }

private:
    static std::string bounds(double least, double most) {
        const auto plain = [](double number) {
            std::array<char, 32> text{};
            const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
            return std::string(text.data(), end);
        };
        return most >= unbounded ? "≥ " + plain(least) : plain(least) + "–" + plain(most);
    }

public:
    static constexpr double unbounded = 1e15;

private:
    const Validator& validator_;
    Say say_;
};

void check_agents(Check& check, const std::string& field, const std::vector<Agent>& agents) {
    for (const auto& agent : agents) {
        check.required(field + ".name", !agent.name.empty());
        check.size(field + ".name", agent.name, longest_name);
        check.code("country", field + ".country", agent.country);
    }
}

void check_place(Check& check, const std::string& field, const Place& place) {
    check.code("country", field + ".country", place.country);
    check.range(field + ".lat", place.lat, -90, 90);
    check.range(field + ".lon", place.lon, -180, 180);
    check.range(field + ".population", place.population, 0, 1e11);
}

void check_practice(Check& check, const Practice& practice) {
    for (const auto& milestone : practice.milestones) check.date("milestones.date", milestone.date);
    for (const auto& actor : practice.actors) {
        check.code("actor", "actors.type", actor.type);
        check.code("support", "actors.support", actor.support);
    }
    check.code("participation", "participation", practice.participation);
    check.range("participants", practice.participants, 0, Check::unbounded);
    check.range("beneficiaries_number", practice.beneficiaries_number, 0, Check::unbounded);
    for (const auto& code : practice.competence) check.code("competence", "competence", code);
    if (practice.cost) {
        check.range("cost.setup", practice.cost->setup, 0, Check::unbounded);
        check.range("cost.yearly", practice.cost->yearly, 0, Check::unbounded);
        check.range("cost.year", practice.cost->year, 1800, 2200);
    }
    for (const auto& funding : practice.funding) check.range("funding.share", funding.share, 0, 1);
    check.range("staff_fte", practice.staff_fte, 0, 1e7);
    check.date("start", practice.start);
    check.date("end", practice.end);
    check.code("stage", "stage", practice.stage);
    for (const auto& result : practice.results) {
        check.date("results.date", result.date);
        check.date("results.baseline_date", result.baseline_date);
    }
    check.range("evidence_level", practice.evidence_level, 0, 5);
    for (const auto& [name, rating] : practice.transferability) {
        check.code("transferability", "transferability", name);
        check.range("transferability." + name, rating.value, 0, 5);
    }
    for (const auto& adoption : practice.adoptions) {
        check_place(check, "adoptions.place", adoption.place);
        check.date("adoptions.date", adoption.date);
    }
    check.day("last_confirmed", practice.last_confirmed);
}

void check_event(Check& check, const Vocabulary& vocabulary, const EventRef& reference, const Check::Say& say) {
    if (!check.code(events, "event", reference.id) || reference.axis.empty()) return;
    const Event* const event = vocabulary.find_event(reference.id);
    if (!event || event->axes.empty()) return;
    if (std::ranges::find(event->axes, reference.axis, &EventAxis::code) != event->axes.end()) return;
    std::vector<Named> names;
    for (const auto& axis : event->axes) {
        names.push_back({axis.code, fold(axis.code)});
        for (const auto& [language, label] : axis.label) names.push_back({axis.code, fold(label)});
    }
    say({"vocabulary", "event.axis", reference.axis, joined(nearest(reference.axis, names))});
}

void check_parts(Check& check, const std::vector<Part>& parts, const Check::Say& say) {
    for (const auto& part : parts) {
        check.range("parts.start", std::optional{part.start}, 0, 1e6);
        if (part.end < part.start)
            say({"range", "parts.end", std::to_string(part.end), "≥ " + std::to_string(part.start)});
        check.language("parts.language", part.language);
        check_agents(check, "parts.creators", part.creators);
    }
}

template <typename Map>
void check_tags(Check& check, const std::string& field, const Map& map) {
    for (const auto& [language, text] : map) check.language(field, language);
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
    const Check::Say say = [&](Finding finding) { found.push_back(std::move(finding)); };
    Check check(*this, say);
    check.required("source_key", !record.source_key.empty());
    check.size("source_key", record.source_key, longest_key);
    check.size("collection", record.collection, longest_name);
    check.required("kind", !record.kind.empty());
    check.code("kind", "kind", record.kind);
    check.required("title", std::ranges::any_of(record.title, [](const auto& entry) { return !entry.second.empty(); }));
    for (const auto& [language, text] : record.title) check.size("title", text, longest_title);
    check_tags(check, "title", record.title);
    check_tags(check, "abstract", record.abstract);
    check_tags(check, "keywords", record.keywords);
    for (const auto& tag : record.languages) check.language("language", tag);
    check_agents(check, "creators", record.creators);
    check_agents(check, "contributors", record.contributors);
    check.date("issued", record.issued);
    for (const auto& code : record.themes) check.code("theme", "theme", code);
    for (const auto& code : record.axes) check.code("axis", "axis", code);
    for (const auto& code : record.sdgs) check.code("sdg", "sdg", code);
    for (const auto& code : record.countries) check.code("country", "country", code);
    for (const auto& place : record.places) check_place(check, "place", place);
    check.code("level", "government_level", record.level);
    check.code("population", "population_band", record.population_band);
    check_event(check, vocabulary_, record.event, say);
    check.code("access", "rights.access", record.rights.access);
    check.day("rights.embargo_until", record.rights.embargo_until);
    if (record.rights.access == "embargo") check.required("rights.embargo_until", !record.rights.embargo_until.empty());
    if (record.rights.licence.find(':') != std::string::npos) check.url("rights.licence", record.rights.licence);
    check.url("source.url", record.source.url);
    check.url("source.harvested_from", record.source.harvested_from);
    check.code("status", "status", record.status);
    check.url("url", record.url);
    check.range("page_start", record.page_start, 0, 1e6);
    check.range("page_end", record.page_end, record.page_start.value_or(0), 1e6);
    check_parts(check, record.parts, say);
    if (record.practice) check_practice(check, *record.practice);
    for (const auto& unit : units) {
        if (!check.language("text.language", unit.language)) break;
    }
    return found;
}

std::vector<Finding> Validator::notices(const Record& record) const {
    if (record.extra.empty()) return {};
    Finding finding{"unknown-field", "", "", ""};
    std::vector<std::string> fields, hints;
    for (const auto& [name, text] : record.extra) {
        fields.push_back(shorten(name, 60));
        for (const auto& near : nearest(name, member_names(), 1)) {
            if (std::ranges::find(hints, near) == hints.end()) hints.push_back(near);
        }
    }
    finding.field = joined(fields);
    finding.hint = joined(hints);
    return {finding};
}

void Validator::sanitize(Record& embedded) const {
    Check check(*this, [](const Finding&) {});
    const auto keep_codes = [&](const std::string& scheme, std::vector<std::string>& codes) {
        std::erase_if(codes, [&](const std::string& code) { return code.empty() || !is_code(scheme, code); });
    };
    const auto keep_texts = [](auto& map) {
        std::erase_if(map, [](const auto& entry) { return !is_language_tag(entry.first); });
    };
    const auto keep_agents = [&](std::vector<Agent>& agents) {
        std::erase_if(agents,
                      [](const Agent& agent) { return agent.name.empty() || agent.name.size() > longest_name; });
        for (auto& agent : agents) {
            if (!check.code("country", "", agent.country)) agent.country.clear();
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
        text = text.size() > longest_title ? shorten(text, longest_title / 4) : text;
    if (!check.date("", embedded.issued)) embedded.issued.clear();
    if (!check.code("kind", "", embedded.kind)) embedded.kind.clear();
    if (!check.code(events, "", embedded.event.id)) embedded.event = {};
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
