// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/facets.h"

#include <algorithm>
#include <bit>

#include "corpus/error.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr std::size_t facet_count = fields::facets.size();

[[noreturn]] void unknown_facet(const std::string& name) {
    std::string known;
    for (const auto& facet : fields::facets) known += (known.empty() ? "" : ", ") + std::string{facet.name};
    throw Error{Problem::bad_input, "there is no facet \"" + name + "\""}
        .with_hint("The facets are " + known + ".")
        .with_code("unknown-facet");
}

/// The filters of a query as bits: bit f of a mask stands for the selection of facet f, bit `year_bit` for the years.
class Filters {
public:
    static constexpr unsigned year_bit = 31;

    Filters(const Query& query, const Columns& columns)
        : columns_(columns), any_(columns.values.size()), none_(columns.values.size()) {
        for (const auto& [name, selection] : query.filters) {
            const int facet = facet_index(name);
            if (facet < 0) unknown_facet(name);
            const auto bit = 1U << static_cast<unsigned>(facet);
            if (!selection.any.empty()) needed_ |= bit;
            for (const auto& code : selection.any) set(facet, code, bit, any_, any_missing_);
            for (const auto& code : selection.none) set(facet, code, bit, none_, none_missing_);
        }
        if (query.year) years_ = *query.year;
    }

    /// The selections that the document does not meet.
    std::uint32_t failed(DocId document) const {
        std::uint32_t met = 0, hit = 0;
        for (auto at = columns_.row_begin[document]; at < columns_.row_begin[document + 1]; ++at) {
            met |= any_[columns_.codes[at]];
            hit |= none_[columns_.codes[at]];
        }
        const std::uint32_t missing = ~std::uint32_t{columns_.facets[document]};
        met |= missing & any_missing_;
        hit |= missing & none_missing_;
        return (needed_ & ~met) | hit | (in_years(columns_.year[document]) ? 0U : 1U << year_bit);
    }

private:
    void set(int facet, const std::string& code, std::uint32_t bit, std::vector<std::uint32_t>& values,
             std::uint32_t& missing) const {
        if (code == code_none) {
            missing |= bit;
        } else if (const auto ordinal = columns_.ordinal(facet, code)) {
            values[*ordinal] |= bit;
        }
    }

    bool in_years(std::int16_t year) const {
        if (years_ == YearRange{}) return true;
        return year != Columns::no_year && (!years_.from || year >= *years_.from) && (!years_.to || year <= *years_.to);
    }

    const Columns& columns_;
    std::vector<std::uint32_t> any_, none_;  ///< by ordinal: the selections it meets, the exclusions it hits
    std::uint32_t needed_ = 0, any_missing_ = 0, none_missing_ = 0;
    YearRange years_;
};

struct Counts {
    explicit Counts(const Columns& columns) : values(columns.values.size()) {}
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> missing = std::vector<std::int64_t>(facet_count);
    std::map<int, std::int64_t> years;
};

bool more(const FacetValue& a, const FacetValue& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
}

/// The value of a code among siblings, added when it is not there yet.
FacetValue& value_of(std::vector<FacetValue>& values, const std::string& code) {
    const auto found = std::ranges::find(values, code, &FacetValue::code);
    if (found != values.end()) return *found;
    return values.emplace_back(FacetValue{.code = code});
}

Facet facet_of(int facet, const Counts& counts, const Columns& columns, const Query& query) {
    const auto& field = fields::facets[static_cast<std::size_t>(facet)];
    Facet result;
    result.missing = counts.missing[static_cast<std::size_t>(facet)];
    std::map<std::string, std::vector<FacetValue>> below;
    const auto place = [&](const std::string& code) -> FacetValue& {
        const std::string parent{field.tree ? fields::parent(code) : std::string_view{}};
        return value_of(parent.empty() ? result.values : below[parent], code);
    };
    const auto& known = columns.ordinals[static_cast<std::size_t>(facet)];
    for (const auto& [code, ordinal] : known) {
        if (counts.values[ordinal] == 0) continue;
        const std::string parent{field.tree ? fields::parent(code) : std::string_view{}};
        // Each code comes once: no need to look for it among its siblings.
        (parent.empty() ? result.values : below[parent]).push_back({.code = code, .count = counts.values[ordinal]});
    }
    // What is chosen stays in sight, with a count of 0 if need be.
    if (const auto chosen = query.filters.find(std::string{field.name}); chosen != query.filters.end()) {
        for (const auto& code : chosen->second.any)
            if (code != code_none) place(code).selected = true;
        for (const auto& code : chosen->second.none)
            if (code != code_none) place(code).excluded = true;
    }
    for (auto& [parent, children] : below) {
        std::ranges::sort(children, more);
        value_of(result.values, parent).children = std::move(children);
    }
    std::ranges::sort(result.values, more);
    return result;
}

}  // namespace

Filtered filter_and_count(MatchSet matches, const Query& query, const Columns& columns) {
    const Filters filters{query, columns};
    std::uint32_t wanted = 0;
    bool histogram = false;
    for (const auto& name : query.facets) {
        const int facet = facet_index(name);
        if (name == "*") wanted = (1U << facet_count) - 1;
        if (facet >= 0) wanted |= 1U << static_cast<unsigned>(facet);
        if (name == year_facet || name == "*") histogram = true;
        if (facet < 0 && name != "*" && name != year_facet) unknown_facet(name);
    }

    Counts counts{columns};
    Filtered result;
    const auto count = [&](DocId document, std::uint32_t which) {
        for (auto at = columns.row_begin[document]; at < columns.row_begin[document + 1]; ++at) {
            const auto ordinal = columns.codes[at];
            if ((which >> static_cast<unsigned>(columns.values[ordinal].facet) & 1U) != 0) ++counts.values[ordinal];
        }
        for (auto missing = which & ~std::uint32_t{columns.facets[document]}; missing != 0; missing &= missing - 1)
            ++counts.missing[static_cast<std::size_t>(std::countr_zero(missing))];
    };
    for (const auto& found : matches) {
        const auto failed = filters.failed(found.document);
        if (failed == 0) {
            result.kept.push_back(found);
            if (wanted != 0) count(found.document, wanted);
        } else if (std::has_single_bit(failed) && (failed & wanted) != 0) {
            count(found.document, failed);
        }
        if (histogram && (failed & ~(1U << Filters::year_bit)) == 0 && columns.year[found.document] != Columns::no_year)
            ++counts.years[columns.year[found.document]];
    }
    for (std::size_t facet = 0; facet < facet_count; ++facet)
        if ((wanted >> facet & 1U) != 0)
            result.facets[std::string{fields::facets[facet].name}] =
                facet_of(static_cast<int>(facet), counts, columns, query);
    result.years = std::move(counts.years);
    return result;
}

}  // namespace acervo
