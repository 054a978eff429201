// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/practice.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace acervo {

namespace {

struct Rate {
    std::string_view currency;
    double dollars;  ///< of one unit, roughly, 2015 to 2024
};
constexpr std::array rates = {Rate{"USD", 1},     Rate{"EUR", 1.1},    Rate{"GBP", 1.3},     Rate{"BRL", 0.22},
                              Rate{"MXN", 0.053}, Rate{"COP", 0.0003}, Rate{"CLP", 0.0013},  Rate{"PEN", 0.28},
                              Rate{"UYU", 0.028}, Rate{"BOB", 0.145},  Rate{"PYG", 0.00015}, Rate{"CRC", 0.0017},
                              Rate{"GTQ", 0.13},  Rate{"HNL", 0.041},  Rate{"NIO", 0.03},    Rate{"DOP", 0.019},
                              Rate{"PAB", 1},     Rate{"SVC", 0.114},  Rate{"CAD", 0.76}};

}  // namespace

std::string fresh_until(const Practice& practice) {
    auto date = practice.last_confirmed;
    const auto year = year_of(date);
    if (!year || date.size() < 4 || date.find('/') != std::string::npos) return {};
    if (date.size() == 4) date += "-01";
    if (date.size() == 7) date += "-01";
    static_assert(stale_after_months % 12 == 0);
    return std::to_string(*year + stale_after_months / 12) + date.substr(4, 6);
}

std::string confirmation(const Practice& practice, const std::string& today) {
    const auto until = fresh_until(practice);
    if (until.empty()) return "never";
    return today <= until ? "recent" : "stale";
}

std::vector<std::string> needs_of(const Practice& practice) {
    std::vector<std::string> needs;
    const auto add = [&](bool needed, const char* code) {
        if (needed) needs.emplace_back(code);
    };
    add(!practice.legal_basis.empty() || !practice.competence.empty(), "law");
    add(practice.cost.has_value() || !practice.funding.empty(), "money");
    add(practice.staff_fte.has_value() || !practice.staff_note.empty(), "staff");
    add(!practice.capabilities.empty(), "capabilities");
    const auto is_partner = [](const Actor& actor) { return !actor.type.empty() && actor.type != "municipality"; };
    add(std::ranges::any_of(practice.actors, is_partner), "partners");
    add(!practice.participation.empty() || practice.participants.has_value(), "participation");
    add(!practice.conditions.empty(), "conditions");
    return needs;
}

std::string budget_band(const Practice& practice) {
    if (!practice.cost) return {};
    const auto& cost = *practice.cost;
    const auto rate = std::ranges::find(rates, cost.currency, &Rate::currency);
    if (rate == rates.end() || (!cost.setup && !cost.yearly)) return {};
    const double dollars = (cost.setup.value_or(0) + cost.yearly.value_or(0)) * rate->dollars;
    if (!(dollars >= 0)) return {};
    constexpr std::array limits = {1e4, 1e5, 1e6, 1e7};
    const auto above = std::ranges::count_if(limits, [&](double limit) { return dollars >= limit; });
    return "b" + std::to_string(above + 1);
}

std::vector<std::string> missing_fields(const Record& record) {
    std::vector<std::string> missing;
    const auto need = [&](bool present, const char* name) {
        if (!present) missing.emplace_back(name);
    };
    if (!record.practice) return missing;
    const auto& practice = *record.practice;
    need(!record.abstract.empty(), "abstract");
    need(!record.themes.empty(), "theme");
    need(!record.places.empty(), "place");
    need(!record.level.empty(), "government_level");
    need(!practice.problem.empty(), "problem");
    need(!practice.objectives.empty(), "objectives");
    need(!practice.solution.empty(), "solution");
    need(!practice.process.empty() || !practice.milestones.empty(), "process");
    need(!practice.actors.empty(), "actors");
    need(!practice.beneficiaries.empty() || practice.beneficiaries_number, "beneficiaries");
    need(!practice.participation.empty() || practice.participants, "participation");
    need(!practice.legal_basis.empty() || !practice.competence.empty(), "legal_basis");
    need(practice.cost && (practice.cost->setup || practice.cost->yearly), "cost");
    need(!practice.funding.empty(), "funding");
    need(practice.staff_fte || !practice.staff_note.empty(), "staff");
    need(!practice.capabilities.empty(), "capabilities");
    need(!practice.start.empty(), "start");
    need(!practice.stage.empty(), "stage");
    need(!practice.results.empty(), "results");
    need(practice.evidence_level.has_value(), "evidence_level");
    need(!practice.evaluation.empty(), "evaluation");
    need(!practice.sustainability.empty(), "sustainability");
    need(!practice.lessons.empty(), "lessons");
    need(!practice.what_failed.empty(), "what_failed");
    need(!practice.conditions.empty(), "conditions");
    const auto is_rated = [](const auto& rating) { return rating.second.value.has_value(); };
    need(std::ranges::count_if(practice.transferability, is_rated) >= 5, "transferability");
    need(!practice.adoptions.empty(), "adoptions");
    need(!practice.contact.empty(), "contact");
    need(!practice.validation.empty(), "validation");
    need(!practice.last_confirmed.empty(), "last_confirmed");
    return missing;
}

}  // namespace acervo
