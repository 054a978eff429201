// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "api/pages/view.h"
#include "api/practice_fields.h"
#include "api/results_json.h"
#include "corpus/practice.h"
#include "corpus/text.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

using nlohmann::json;

json section(const std::string& heading) {
    return {{"heading", heading}, {"id", ""},       {"texts", json::array()},
            {"list", false},      {"table", false}, {"ratings", false}};
}

json list_section(const std::string& heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return nullptr;
    auto result = section(heading);
    auto items = json::array();
    for (const auto& line : lines) items.push_back({{"text", line}});
    result["list"] = {{"items", items}};
    return result;
}

std::string joined(std::initializer_list<std::string> parts, const std::string& separator) {
    std::string result;
    for (const auto& part : parts)
        if (!part.empty()) result += (result.empty() ? "" : separator) + part;
    return result;
}

json results_section(const View& view, const Practice& practice, const std::string& language) {
    auto result = text_section(view, view.text("p_results", language), practice.results_note, language);
    if (practice.results.empty()) return result;
    if (result.is_null()) result = section(view.text("p_results", language));
    json head = json::array(), rows = json::array();
    for (const auto* key : {"p_indicator", "p_baseline", "p_value", "p_value_source"})
        head.push_back({{"text", view.text(key, language)}});
    const auto number = [&](const std::optional<double>& value, const Indicator& indicator, const std::string& date) {
        if (!value) return std::string{"—"};
        const auto when = date.empty() ? "" : "(" + format_date(date, language) + ")";
        return joined({format_number(*value, language), indicator.unit, when}, " ");
    };
    for (const auto& indicator : practice.results) {
        json cells = json::array();
        for (const auto& text :
             {best(indicator.name, language).second, number(indicator.baseline, indicator, indicator.baseline_date),
              number(indicator.value, indicator, indicator.date), indicator.source})
            cells.push_back({{"text", text}});
        rows.push_back({{"cells", cells}});
    }
    result["table"] = {{"head", head}, {"rows", rows}};
    return result;
}

json ratings_section(const View& view, const Practice& practice, const std::string& language) {
    auto items = json::array();
    for (const auto* name : {"evidence", "cost_complexity", "documentation", "conditions", "flexibility"}) {
        const auto found = practice.transferability.find(name);
        if (found == practice.transferability.end() || !found->second.value) continue;
        items.push_back({{"name", view.text(std::string{"p_t_"} + name, language)},
                         {"value", std::to_string(*found->second.value)},
                         {"why", best(found->second.why, language).second}});
    }
    if (items.empty()) return nullptr;
    auto result = section(view.text("p_transferability", language));
    result["ratings"] = {{"items", items}};
    return result;
}

}  // namespace

json text_section(const View& view, const std::string& heading, const LangMap& texts, const std::string& language) {
    if (texts.empty()) return nullptr;
    auto result = section(heading);
    const auto add = [&](const std::string& code, const std::string& text, bool other) {
        auto lines = json::array();
        std::istringstream stream{text};
        for (std::string line; std::getline(stream, line);)
            if (!squeeze(line).empty()) lines.push_back({{"html", xml::escaped(line)}});
        const auto name =
            other ? view.text("record_other_language", language, {{"language", language_name(code, language)}}) : "";
        result["texts"].push_back({{"lang", code}, {"language", name}, {"paragraphs", lines}});
    };
    const auto [first, text] = best(texts, language);
    add(first, text, first.substr(0, 2) != language && first != "und");
    for (const auto& [code, other] : texts)
        if (code != first) add(code, other, true);
    return result;
}

json practice_sections(const View& view, const Record& record, const Vocabulary& vocabulary,
                       const std::string& language) {
    auto result = json::array();
    if (!record.practice) return result;
    const auto& practice = *record.practice;
    const auto add = [&](json one) {
        if (!one.is_null()) result.push_back(std::move(one));
    };
    const auto texts = [&](const char* key, const LangMap& map) {
        add(text_section(view, view.text(key, language), map, language));
    };
    const auto label = [&](const char* scheme, const std::string& code) {
        return code.empty() || !vocabulary.has_scheme(scheme) ? code : vocabulary.scheme(scheme).label(code, language);
    };

    texts("p_problem", practice.problem);
    texts("p_objectives", practice.objectives);
    texts("p_solution", practice.solution);
    texts("p_process", practice.process);
    std::vector<std::string> lines;
    for (const auto& milestone : practice.milestones)
        lines.push_back(joined({format_date(milestone.date, language), best(milestone.what, language).second}, ": "));
    add(list_section(view.text("p_milestones", language), lines));
    add(results_section(view, practice, language));
    texts("p_lessons", practice.lessons);
    texts("p_what_failed", practice.what_failed);
    texts("p_conditions", practice.conditions);
    texts("p_capabilities", practice.capabilities);
    texts("p_legal_basis", practice.legal_basis);
    texts("p_sustainability", practice.sustainability);
    texts("p_staff", practice.staff_note);
    add(ratings_section(view, practice, language));
    lines.clear();
    for (const auto& actor : practice.actors)
        lines.push_back(joined(
            {actor.name, joined({label("actor", actor.type), actor.role, label("support", actor.support)}, ", ")},
            " — "));
    add(list_section(view.text("p_actors", language), lines));
    lines.clear();
    for (const auto& funding : practice.funding) {
        const auto share = funding.share ? format_number(*funding.share * 100, language) + " %" : "";
        lines.push_back(joined({funding.source, funding.type, share}, ", "));
    }
    add(list_section(view.text("p_funding", language), lines));
    lines.clear();
    for (const auto& adoption : practice.adoptions)
        lines.push_back(joined({joined({adoption.place.name, country_name(adoption.place.country, language)}, ", "),
                                format_date(adoption.date, language), best(adoption.changed, language).second,
                                best(adoption.result, language).second, adoption.source},
                               " — "));
    add(list_section(view.text("p_adoptions", language), lines));
    lines.clear();
    for (const auto& award : practice.awards)
        lines.push_back(joined({award.name, award.year ? std::to_string(*award.year) : "", award.source}, ", "));
    add(list_section(view.text("p_awards", language), lines));
    return result;
}

json missing_of(const View& view, const Record& record, const std::string& language) {
    const auto missing = missing_fields(record);
    if (missing.empty()) return false;
    json names = json::array();
    for (const auto& field : missing) names.push_back({{"text", practice_label(field, language)}});
    return {{"names", std::move(names)},
            {"hint", view.text("p_missing_hint", language,
                               {{"n", std::to_string(practice_field_count - missing.size())},
                                {"total", std::to_string(practice_field_count)}})}};
}

std::string peers_url(const Record& record, const std::string& language) {
    if (!record.practice || record.places.empty()) return {};
    const auto& place = record.places.front();
    if (place.geonames.empty() && place.name.empty()) return {};
    const auto peer = !place.geonames.empty() ? place.geonames : place.name + ", " + place.country;
    return "/search?kind=practice&sort=peer&peer=" + url_encode(peer) + "&lang=" + language;
}

}  // namespace acervo
