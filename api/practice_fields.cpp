// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/practice_fields.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "api/embedded/practice_json.h"
#include "api/results_json.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;
using Lines = std::vector<std::string>;

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    std::string result;
    for (const auto& part : parts)
        if (!part.empty()) result += (result.empty() ? "" : separator) + part;
    return result;
}

/// Collects the lines of one field.
class Teller {
public:
    Teller(const Record& record, const Vocabulary& vocabulary, const std::string& language)
        : record_(record), practice_(*record.practice), vocabulary_(vocabulary), language_(language) {}

    Lines tell(const std::string& field) {
        static const std::map<std::string, void (Teller::*)()> tellers = {{"country", &Teller::countries},
                                                                          {"place", &Teller::places},
                                                                          {"process", &Teller::process},
                                                                          {"actors", &Teller::actors},
                                                                          {"beneficiaries", &Teller::beneficiaries},
                                                                          {"participation", &Teller::participation},
                                                                          {"legal_basis", &Teller::legal_basis},
                                                                          {"cost", &Teller::cost},
                                                                          {"funding", &Teller::funding},
                                                                          {"staff", &Teller::staff},
                                                                          {"start", &Teller::period},
                                                                          {"results", &Teller::results},
                                                                          {"evidence_level", &Teller::evidence},
                                                                          {"transferability", &Teller::transferability},
                                                                          {"adoptions", &Teller::adoptions},
                                                                          {"awards", &Teller::awards},
                                                                          {"source", &Teller::source}};
        const auto known = tellers.find(field);
        if (known != tellers.end())
            (this->*known->second)();
        else
            simple(field);
        return std::move(lines_);
    }

private:
    void add(const std::string& line) {
        if (!squeeze(line).empty()) lines_.push_back(line);
    }
    void text(const LangMap& map) { add(best(map, language_).second); }
    std::string label(const char* facet, const std::string& code) const {
        return code.empty() ? code : facet_label(vocabulary_, facet, code, language_);
    }
    void labels(const char* facet, const std::vector<std::string>& codes) {
        for (const auto& code : codes) add(label(facet, code));
    }
    std::string number(double value) const { return format_number(value, language_); }
    std::string date(const std::string& edtf) const { return format_date(edtf, language_); }
    std::string place_name(const Place& place) const {
        return joined({place.name, place.country.empty() ? "" : country_name(place.country, language_)}, ", ");
    }

    void simple(const std::string& field) {
        const std::map<std::string, const LangMap*> texts = {{"title", &record_.title},
                                                             {"abstract", &record_.abstract},
                                                             {"problem", &practice_.problem},
                                                             {"objectives", &practice_.objectives},
                                                             {"solution", &practice_.solution},
                                                             {"capabilities", &practice_.capabilities},
                                                             {"lessons", &practice_.lessons},
                                                             {"sustainability", &practice_.sustainability},
                                                             {"conditions", &practice_.conditions},
                                                             {"what_failed", &practice_.what_failed}};
        if (const auto found = texts.find(field); found != texts.end()) return text(*found->second);
        if (field == "theme") labels("theme", record_.themes);
        if (field == "axis") labels("axis", record_.axes);
        if (field == "sdg") labels("sdg", record_.sdgs);
        if (field == "language") labels("doclang", record_.languages);
        if (field == "kind") add(label("kind", record_.kind));
        if (field == "source_key") add(record_.source_key);
        if (field == "government_level") add(label("level", record_.level));
        if (field == "stage") add(label("stage", practice_.stage));
        if (field == "evaluation") add(practice_.evaluation);
        if (field == "contact") add(practice_.contact);
        if (field == "validation") add(practice_.validation);
        if (field == "last_confirmed") add(date(practice_.last_confirmed));
    }

    void countries() { labels("country", record_.countries); }
    void places() {
        for (const auto& place : record_.places) {
            const auto inhabitants =
                place.population
                    ? " · " + number(static_cast<double>(*place.population)) +
                          (place.population_year ? " (" + std::to_string(*place.population_year) + ")" : "")
                    : "";
            add(place_name(place) + inhabitants);
        }
    }
    void process() {
        text(practice_.process);
        for (const auto& milestone : practice_.milestones)
            add(joined({date(milestone.date), best(milestone.what, language_).second}, ": "));
    }
    void actors() {
        for (const auto& actor : practice_.actors)
            add(joined(
                {actor.name, joined({label("actor", actor.type), actor.role, label("support", actor.support)}, ", ")},
                " — "));
    }
    void beneficiaries() {
        labels("beneficiaries", practice_.beneficiaries);
        if (practice_.beneficiaries_number) add(number(static_cast<double>(*practice_.beneficiaries_number)));
    }
    void participation() {
        add(label("participation", practice_.participation));
        if (practice_.participants) add(number(static_cast<double>(*practice_.participants)));
    }
    void legal_basis() {
        text(practice_.legal_basis);
        labels("competence", practice_.competence);
    }
    void cost() {
        if (!practice_.cost) return;
        const auto& told = *practice_.cost;
        static const std::map<std::string, std::pair<const char*, const char*>> words = {
            {"es", {"puesta en marcha", "al año"}}, {"pt", {"implantação", "por ano"}}, {"en", {"set-up", "a year"}}};
        const auto& [setup, yearly] = words.at(words.contains(language_) ? language_ : "es");
        const auto year = told.year ? "(" + std::to_string(*told.year) + ")" : "";
        if (told.setup) add(joined({number(*told.setup), told.currency, setup, year}, " "));
        if (told.yearly) add(joined({number(*told.yearly), told.currency, yearly, year}, " "));
        text(told.note);
    }
    void funding() {
        for (const auto& one : practice_.funding)
            add(joined({one.source, one.type, one.share ? number(*one.share * 100) + " %" : ""}, ", "));
    }
    void staff() {
        static const std::map<std::string, const char*> words = {
            {"es", "jornadas completas"}, {"pt", "jornadas completas"}, {"en", "full-time equivalents"}};
        if (practice_.staff_fte)
            add(number(*practice_.staff_fte) + " " + words.at(words.contains(language_) ? language_ : "es"));
        text(practice_.staff_note);
    }
    void period() { add(joined({date(practice_.start), date(practice_.end)}, " – ")); }
    void results() {
        for (const auto& one : practice_.results) {
            const auto value = [&](const std::optional<double>& amount, const std::string& when) {
                if (!amount) return std::string{"—"};
                return joined({number(*amount), one.unit, when.empty() ? "" : "(" + date(when) + ")"}, " ");
            };
            const auto change = one.baseline
                                    ? value(one.baseline, one.baseline_date) + " → " + value(one.value, one.date)
                                    : value(one.value, one.date);
            add(joined({best(one.name, language_).second, change}, ": ") +
                (one.source.empty() ? "" : " [" + one.source + "]"));
        }
        text(practice_.results_note);
    }
    void evidence() {
        if (practice_.evidence_level) add(label("evidence", std::to_string(*practice_.evidence_level)));
    }
    void transferability() {
        for (const auto* name : {"evidence", "cost_complexity", "documentation", "conditions", "flexibility"}) {
            const auto found = practice_.transferability.find(name);
            if (found == practice_.transferability.end() || !found->second.value) continue;
            add(joined({label("transferability", name) + " " + std::to_string(*found->second.value) + "/5",
                        best(found->second.why, language_).second},
                       ": "));
        }
    }
    void adoptions() {
        for (const auto& one : practice_.adoptions)
            add(joined({place_name(one.place), date(one.date), best(one.changed, language_).second,
                        best(one.result, language_).second, one.source},
                       " — "));
    }
    void awards() {
        for (const auto& one : practice_.awards)
            add(joined({one.name, one.year ? std::to_string(*one.year) : "", one.source}, ", "));
    }
    void source() { add(joined({record_.source.name, record_.source.url}, " · ")); }

    const Record& record_;
    const Practice& practice_;
    const Vocabulary& vocabulary_;
    const std::string& language_;
    Lines lines_;
};

}  // namespace

const std::vector<PracticeField>& practice_form() {
    static const auto fields = [] {
        std::vector<PracticeField> form;
        for (const auto& entry : json::parse(practice_json)) {
            PracticeField field{entry.at("name"), entry.at("required"), entry.at("label"), entry.at("help"), {}};
            for (const auto& column : entry.at("columns")) field.columns.emplace_back(column.at(0), column.at(1));
            form.push_back(std::move(field));
        }
        return form;
    }();
    return fields;
}

std::string practice_label(const std::string& field, const std::string& language) {
    const auto found = std::ranges::find(practice_form(), field, &PracticeField::name);
    return found == practice_form().end() ? field : best(found->label, language).second;
}

std::vector<std::string> practice_lines(const Record& record, const std::string& field, const Vocabulary& vocabulary,
                                        const std::string& language) {
    if (!record.practice) return {};
    return Teller{record, vocabulary, language}.tell(field);
}

}  // namespace acervo
