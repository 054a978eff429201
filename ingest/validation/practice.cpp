// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "ingest/validation/check.h"

namespace acervo {

namespace {

constexpr double earliest_year = 1800, latest_year = 2200;
constexpr double whole = 1.005;  // shares are rounded to the hundredth

}  // namespace

void Check::practice(const Practice& practice) const {
    for (const auto& milestone : practice.milestones) date("milestones.date", milestone.date);
    for (const auto& actor : practice.actors) {
        required("actors.name", !actor.name.empty());
        code("actor", "actors.type", actor.type);
        code("support", "actors.support", actor.support);
    }
    code("participation", "participation", practice.participation);
    range("participants", practice.participants, 0, unbounded);
    range("beneficiaries_number", practice.beneficiaries_number, 0, unbounded);
    for (const auto& competence : practice.competence) code("competence", "competence", competence);
    if (practice.cost) {
        range("cost.setup", practice.cost->setup, 0, unbounded);
        range("cost.yearly", practice.cost->yearly, 0, unbounded);
        range("cost.year", practice.cost->year, earliest_year, latest_year);
        currency("cost.currency", practice.cost->currency);
        const std::string& basis = practice.cost->basis;
        if (!basis.empty() && basis != "estimate" && basis != "actual" && is_heard())
            say({"vocabulary", "cost.basis", basis, "estimate, actual"});
    }
    for (const auto& funding : practice.funding) range("funding.share", funding.share, 0, 1);
    const double shares = std::accumulate(practice.funding.begin(), practice.funding.end(), 0.0,
                                          [](double sum, const Funding& each) { return sum + each.share.value_or(0); });
    if (shares > whole) range("funding.share", shares, 0, 1);
    range("staff_fte", practice.staff_fte, 0, 1e7);
    if (date("start", practice.start) && date("end", practice.end)) period("end", practice.start, practice.end);
    code("stage", "stage", practice.stage);
    for (const auto& result : practice.results) {
        if (date("results.date", result.date) && date("results.baseline_date", result.baseline_date))
            period("results.date", result.baseline_date, result.date);
    }
    range("evidence_level", practice.evidence_level, 0, 5);
    for (const auto& [name, rating] : practice.transferability) {
        code("transferability", "transferability", name);
        range("transferability." + name, rating.value, 0, 5);
    }
    for (const auto& adoption : practice.adoptions) {
        place("adoptions.place", adoption.place);
        date("adoptions.date", adoption.date);
    }
    for (const auto& award : practice.awards) range("awards.year", award.year, earliest_year, latest_year);
    day("last_confirmed", practice.last_confirmed);
}

}  // namespace acervo
