// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oai/sets.h"

#include <algorithm>
#include <array>

#include "corpus/record_selection.h"

namespace acervo {
namespace {

/// What sets are made by: the first word of their names, the member of a record, what they are called.
struct Division {
    const char* name;
    const char* member;
    const char *es, *pt, *en;
};
constexpr std::array<Division, 4> divisions{{{"kind", "$.kind", "Tipo", "Tipo", "Kind"},
                                             {"theme", "$.theme", "Tema", "Tema", "Theme"},
                                             {"country", "$.country", "País", "País", "Country"},
                                             {"event", "$.event.id", "Evento", "Evento", "Event"}}};

const Division* division_of(const std::string& set) {
    const auto name = set.substr(0, set.find(':'));
    const auto found =
        std::find_if(divisions.begin(), divisions.end(), [&](const auto& one) { return name == one.name; });
    return found == divisions.end() ? nullptr : &*found;
}

/// "amb.res" -> "theme:amb:amb.res"; empty when there is no such code.
std::string set_of(const std::string& division, const std::string& code, const Vocabulary& vocabulary) {
    if (division == "event") {
        const auto* event = vocabulary.find_event(code);
        return event ? "event:" + event->series + ":" + code : "";
    }
    if (division == "country") return is_country(code) ? "country:" + code : "";
    const auto& scheme = vocabulary.scheme(division);
    if (!scheme.find(code)) return {};
    std::string set = division;
    const auto path = scheme.with_ancestors(code);
    for (auto each = path.rbegin(); each != path.rend(); ++each) set += ":" + *each;
    return set;
}

/// The code that a set is named after; empty for a whole division.
std::string code_of(const std::string& set) {
    const auto colon = set.rfind(':');
    return colon == std::string::npos ? "" : set.substr(colon + 1);
}

void add_with_children(const Scheme& scheme, const std::string& code, std::vector<std::string>& codes) {
    codes.push_back(code);
    if (const auto* found = scheme.find(code))
        for (const auto& child : found->children) add_with_children(scheme, child, codes);
}

}  // namespace

std::optional<std::pair<std::string, std::vector<std::string>>> members_of_set(const std::string& set,
                                                                               const Vocabulary& vocabulary) {
    const auto* division = division_of(set);
    if (!division) return {};
    const std::string name = division->name, code = code_of(set);
    if (set == name) return std::pair{std::string{division->member}, std::vector<std::string>{}};
    std::vector<std::string> codes;
    if (name == "event" && set == "event:" + code) {
        const auto* series = vocabulary.find_series(code);
        if (!series || series->events.empty()) return {};
        codes = series->events;
    } else if (set != set_of(name, code, vocabulary)) {
        return {};
    } else if (name == "theme" || name == "kind") {
        add_with_children(vocabulary.scheme(name), code, codes);
    } else {
        codes = {code};
    }
    return std::pair{std::string{division->member}, std::move(codes)};
}

std::vector<std::string> sets_of(const Record& record, const Vocabulary& vocabulary) {
    std::vector<std::string> sets;
    const auto add = [&](const std::string& division, const std::string& code) {
        if (code.empty()) return;
        auto set = set_of(division, code, vocabulary);
        if (!set.empty() && std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(std::move(set));
    };
    add("kind", record.kind);
    add("event", record.event.id);
    for (const auto& code : record.countries) add("country", code);
    for (const auto& code : record.themes) add("theme", code);
    return sets;
}

LangMap name_of_set(const std::string& set, const Vocabulary& vocabulary) {
    const auto* division = division_of(set);
    if (!division) return {};
    const LangMap head{{"es", division->es}, {"pt", division->pt}, {"en", division->en}};
    const auto code = code_of(set);
    if (code.empty()) return head;
    LangMap name;
    for (const auto& [language, word] : head) {
        std::string label = code;
        if (set.starts_with("country:") || set.starts_with("kind:") || set.starts_with("theme:")) {
            label = vocabulary.scheme(division->name).label(code, language);
        } else if (const auto* event = vocabulary.find_event(code)) {
            label = best(event->name, language).second;
        } else if (const auto* series = vocabulary.find_series(code)) {
            label = best(series->name, language).second;
        }
        name[language] = word + ": " + label;
    }
    return name;
}

std::vector<std::string> SetCensus::sets(const Catalogue& catalogue, const Vocabulary& vocabulary) {
    const std::lock_guard lock{mutex_};
    const auto sequence = catalogue.sequence();
    if (sequence != counted_) {
        // What was counted before need not be looked at again, unless another catalogue took its place.
        if (sequence < counted_) {
            sets_.clear();
            counted_ = 0;
        }
        const RecordSelector journal{catalogue.folder()};
        for (const auto& division : divisions) {
            for (const auto& code : journal.values_since(division.member, counted_)) {
                auto set = set_of(division.name, code, vocabulary);
                while (!set.empty()) {
                    sets_.insert(set);
                    const auto colon = set.rfind(':');
                    set.erase(colon == std::string::npos ? 0 : colon);
                }
            }
        }
        counted_ = sequence;
    }
    return {sets_.begin(), sets_.end()};
}

}  // namespace acervo
