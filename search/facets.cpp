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

/// What the filters of a query leave of a match set: of all filters together, and of all but one.
class Filters {
public:
    Filters(const MatchSet& matches, const Query& query, const Columns& columns) : all_(columns.size()) {
        for (const auto& found : matches) all_.set(found.document);
        for (const auto& [name, selection] : query.filters) {
            const int facet = facet_index(name);
            if (facet < 0) unknown_facet(name);
            if (!selection.empty()) passed_.emplace_back(facet, passed(facet, selection, columns));
        }
        if (query.year && *query.year != YearRange{}) passed_.emplace_back(year, in_years(*query.year, columns));
    }

    static constexpr int year = -1;

    bool any() const { return !passed_.empty(); }
    bool has(int facet) const {
        return std::ranges::any_of(passed_, [&](const auto& one) { return one.first == facet; });
    }
    /// `facet`: whose own filter is left aside; none_aside: no one's.
    Bits kept(int facet) const {
        Bits result = all_;
        for (const auto& [of, documents] : passed_)
            if (of != facet) result &= documents;
        return result;
    }
    static constexpr int none_aside = -2;

private:
    Bits passed(int facet, const Selection& selection, const Columns& columns) const {
        Bits result = all_;
        if (!selection.any.empty()) {
            Bits wanted{columns.size()};
            for (const auto& code : selection.any) columns.add_documents(facet, code, wanted);
            result &= wanted;
        }
        if (!selection.none.empty()) {
            Bits unwanted{columns.size()};
            for (const auto& code : selection.none) columns.add_documents(facet, code, unwanted);
            result.remove(unwanted);
        }
        return result;
    }

    Bits in_years(const YearRange& years, const Columns& columns) const {
        Bits result{columns.size()};
        all_.for_each([&](DocId document) {
            const auto at = columns.year[document];
            if (at != Columns::no_year && (!years.from || at >= *years.from) && (!years.to || at <= *years.to))
                result.set(document);
        });
        return result;
    }

    Bits all_;
    std::vector<std::pair<int, Bits>> passed_;
};

struct Counts {
    explicit Counts(const Columns& columns) : values(columns.values.size()) {}
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> missing = std::vector<std::int64_t>(facet_count);
};

/// Counts each value in the documents' rows. A row is where no one expects it, so it is asked for some rows ahead.
std::vector<std::uint32_t> count_rows(const Bits& set, std::size_t size, const Columns& columns) {
    std::vector<DocId> documents;
    documents.reserve(size);
    set.for_each([&](DocId document) { documents.push_back(document); });
    constexpr std::size_t begins_ahead = 32, codes_ahead = 16;
    std::vector<std::uint32_t> found(columns.values.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (i + begins_ahead < documents.size()) __builtin_prefetch(&columns.row_begin[documents[i + begins_ahead]]);
        if (i + codes_ahead < documents.size())
            __builtin_prefetch(columns.codes.data() + columns.row_begin[documents[i + codes_ahead]]);
        const auto document = documents[i];
        for (auto at = columns.row_begin[document]; at < columns.row_begin[document + 1]; ++at)
            ++found[columns.codes[at]];
    }
    return found;
}

/// Counts the facets of `which` (bit f: facet f) in a set of documents.
void count(const Bits& set, std::uint32_t which, const Columns& columns, Counts& counts) {
    const auto is_wanted = [&](int facet) { return (which >> static_cast<unsigned>(facet) & 1U) != 0; };
    const auto documents = set.count();
    std::size_t by_value = 0;  // ValueSet::cost()
    for (std::size_t i = 0; i < columns.values.size(); ++i)
        if (is_wanted(columns.values[i].facet)) by_value += columns.sets[i].cost();
    // A document's row has to come from memory, and then has each of its codes counted.
    constexpr std::size_t row_cost = 16, code_cost = 2;
    const auto codes = columns.codes.size() / std::max<std::size_t>(1, columns.documents.size()) + 1;
    const auto by_document = documents * (row_cost + code_cost * codes);
    if (by_value < by_document) {
        for (std::size_t i = 0; i < columns.values.size(); ++i)
            if (is_wanted(columns.values[i].facet))
                counts.values[i] = static_cast<std::int64_t>(columns.sets[i].count_in(set));
    } else {
        const auto found = count_rows(set, documents, columns);
        for (std::size_t i = 0; i < found.size(); ++i)
            if (is_wanted(columns.values[i].facet)) counts.values[i] = found[i];
    }
    for (std::size_t facet = 0; facet < facet_count; ++facet)
        if (is_wanted(static_cast<int>(facet)))
            counts.missing[facet] = static_cast<std::int64_t>(documents - count_common(set, columns.with_value[facet]));
}

std::map<int, std::int64_t> count_years(const Bits& set, const Columns& columns) {
    std::map<int, std::int64_t> result;
    if (columns.first_year == Columns::no_year) return result;
    std::vector<std::int64_t> found(static_cast<std::size_t>(columns.last_year - columns.first_year + 1));
    set.for_each([&](DocId document) {
        const auto year = columns.year[document];
        if (year != Columns::no_year) ++found[static_cast<std::size_t>(year - columns.first_year)];
    });
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] > 0) result[columns.first_year + static_cast<int>(i)] = found[i];
    return result;
}

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
    std::uint32_t wanted = 0;
    bool histogram = false;
    for (const auto& name : query.facets) {
        const int facet = facet_index(name);
        if (name == "*") wanted = (1U << facet_count) - 1;
        if (facet >= 0) wanted |= 1U << static_cast<unsigned>(facet);
        if (name == year_facet || name == "*") histogram = true;
        if (facet < 0 && name != "*" && name != year_facet) unknown_facet(name);
    }

    Filtered result;
    const bool filters_years = query.year && *query.year != YearRange{};
    if (wanted == 0 && !histogram && query.filters.empty() && !filters_years) {
        result.kept = std::move(matches);
        return result;
    }
    const Filters filters{matches, query, columns};
    const auto kept = filters.kept(Filters::none_aside);
    Counts counts{columns};
    auto together = wanted;  // the facets that are counted in what is kept
    for (int facet = 0; facet < static_cast<int>(facet_count); ++facet) {
        const auto bit = 1U << static_cast<unsigned>(facet);
        if ((wanted & bit) == 0 || !filters.has(facet)) continue;
        count(filters.kept(facet), bit, columns, counts);
        together &= ~bit;
    }
    if (together != 0) count(kept, together, columns, counts);
    if (histogram) result.years = count_years(filters.kept(Filters::year), columns);
    for (std::size_t facet = 0; facet < facet_count; ++facet)
        if ((wanted >> facet & 1U) != 0)
            result.facets[std::string{fields::facets[facet].name}] =
                facet_of(static_cast<int>(facet), counts, columns, query);
    if (filters.any()) std::erase_if(matches, [&](const Matched& one) { return !kept.test(one.document); });
    result.kept = std::move(matches);
    return result;
}

}  // namespace acervo
