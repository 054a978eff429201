// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/plan.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "indexer/fields.h"

namespace acervo {
namespace {

using Kind = Plan::Kind;

std::string padded(int year) {
    auto text = std::to_string(year);
    return std::string(text.size() < 4 ? 4 - text.size() : 0, '0') + text;
}

Xapian::Query joined(Xapian::Query::op how, const std::vector<Plan>& parts) {
    std::vector<Xapian::Query> queries;
    for (const auto& part : parts) queries.push_back(to_xapian(part));
    return {how, queries.begin(), queries.end()};
}

/// An OR directly under OP_MAX loses its sums: Xapian 1.4 takes the alternatives of both for one list. Scaled by 2 and
/// by a half it stays whole.
Xapian::Query best_of(const std::vector<Plan>& parts) {
    std::vector<Xapian::Query> queries;
    for (const auto& part : parts) {
        auto query = to_xapian(part);
        if (part.kind == Kind::any && part.factor == 1)
            query = {Xapian::Query::OP_SCALE_WEIGHT, {Xapian::Query::OP_SCALE_WEIGHT, query, 2}, 0.5};
        queries.push_back(std::move(query));
    }
    return {Xapian::Query::OP_MAX, queries.begin(), queries.end()};
}

/// The first of the parts and the rest joined by OR.
Xapian::Query first_and_rest(Xapian::Query::op how, const Plan& plan) {
    return {how, to_xapian(plan.parts.front()),
            joined(Xapian::Query::OP_OR, {plan.parts.begin() + 1, plan.parts.end()})};
}

/// Every code of a facet by its terms' common beginning.
Xapian::Query any_value(const std::string& facet) {
    return {Xapian::Query::OP_WILDCARD, fields::code_term(facet, ""), 0, Xapian::Query::WILDCARD_LIMIT_ERROR,
            Xapian::Query::OP_OR};
}

Xapian::Query unscaled(const Plan& plan) {
    using Query = Xapian::Query;
    switch (plan.kind) {
        case Kind::nothing:
            return {};
        case Kind::everything:
            return Query::MatchAll;
        case Kind::term:
            return Query{plan.term};
        case Kind::fixed: {
            auto* const weight = new Xapian::FixedWeightPostingSource{1};
            return {Query::OP_AND, Query{plan.term}, Query{weight->release()}};
        }
        case Kind::synonym:
            return {Query::OP_SYNONYM, plan.terms.begin(), plan.terms.end()};
        case Kind::any:
            return joined(Query::OP_OR, plan.parts);
        case Kind::best:
            return best_of(plan.parts);
        case Kind::all:
            return joined(Query::OP_AND, plan.parts);
        case Kind::without:
            return first_and_rest(Query::OP_AND_NOT, plan);
        case Kind::prefer:
            return first_and_rest(Query::OP_AND_MAYBE, plan);
        case Kind::near:
        case Kind::phrase:
            return {plan.kind == Kind::near ? Query::OP_NEAR : Query::OP_PHRASE, plan.terms.begin(), plan.terms.end(),
                    plan.window};
        case Kind::years:
            // Records without a date have no value, and so the lower end must not be open.
            return {Query::OP_VALUE_RANGE, fields::slot_date, plan.range.from ? padded(*plan.range.from) : "0",
                    plan.range.to ? padded(*plan.range.to) + "9999" : "9999~"};
        case Kind::without_value:
            return {Query::OP_AND_NOT, Query::MatchAll, any_value(plan.term)};
    }
    return {};
}

std::string described(const std::vector<std::string>& terms, const char* between) {
    std::string result;
    for (const auto& term : terms) result += (result.empty() ? "" : between) + term;
    return result;
}

std::string described(const std::vector<Plan>& parts, const char* between) {
    std::string result;
    for (const auto& part : parts) result += (result.empty() ? "" : between) + describe(part);
    return result;
}

std::string body(const Plan& plan) {
    switch (plan.kind) {
        case Kind::nothing:
            return "nothing";
        case Kind::everything:
            return "everything";
        case Kind::term:
        case Kind::fixed:
            return plan.term;
        case Kind::synonym:
            return "(" + described(plan.terms, " SYNONYM ") + ")";
        case Kind::any:
            return "(" + described(plan.parts, " OR ") + ")";
        case Kind::best:
            return "(" + described(plan.parts, " MAX ") + ")";
        case Kind::all:
            return "(" + described(plan.parts, " AND ") + ")";
        case Kind::without:
            return "(" + described(plan.parts, " AND_NOT ") + ")";
        case Kind::prefer:
            return "(" + described(plan.parts, " AND_MAYBE ") + ")";
        case Kind::near:
            return "(" + described(plan.terms, " NEAR ") + " within " + std::to_string(plan.window) + ")";
        case Kind::phrase:
            return "\"" + described(plan.terms, " ") + "\"";
        case Kind::years:
            return "years " + (plan.range.from ? std::to_string(*plan.range.from) : "") + ".." +
                   (plan.range.to ? std::to_string(*plan.range.to) : "");
        case Kind::without_value:
            return "no " + plan.term;
    }
    return {};
}

}  // namespace

Plan term_plan(std::string term) {
    return {.kind = Kind::term, .term = std::move(term)};
}

Plan synonym_plan(std::vector<std::string> terms) {
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (terms.empty()) return {};
    if (terms.size() == 1) return term_plan(std::move(terms.front()));
    return {.kind = Kind::synonym, .terms = std::move(terms)};
}

Plan join(Plan::Kind how, std::vector<Plan> parts) {
    const auto found = std::erase_if(parts, [](const Plan& part) { return part.empty(); });
    if (parts.empty() || (how == Kind::all && found > 0)) return {};
    if (parts.size() == 1) return std::move(parts.front());
    return {.kind = how, .parts = std::move(parts)};
}

Plan scaled(double factor, Plan plan) {
    plan.factor *= factor;
    return plan;
}

Xapian::Query to_xapian(const Plan& plan) {
    auto query = unscaled(plan);
    if (query.empty() || plan.factor == 1) return query;
    return {Xapian::Query::OP_SCALE_WEIGHT, query, plan.factor};
}

std::string describe(const Plan& plan) {
    if (plan.factor == 1 || plan.empty()) return body(plan);
    auto factor = std::to_string(plan.factor);
    factor.erase(factor.find_last_not_of('0') + 1);
    if (factor.ends_with('.')) factor.pop_back();
    return factor + " * " + body(plan);
}

}  // namespace acervo
