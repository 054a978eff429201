// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/codes.h"

#include <algorithm>
#include <array>
#include <set>

#include "corpus/text.h"
#include "indexer/fields.h"

namespace acervo {
namespace {

constexpr std::array reading_languages = {"es", "pt", "en"};

/// A code and everything it is called.
struct Named {
    std::string code;
    std::vector<std::string> names;
};

void add_all(std::vector<std::string>& names, const LangMap& map) {
    for (const auto& [language, text] : map) names.push_back(text);
}

std::vector<Named> from_scheme(const Scheme& scheme) {
    std::vector<Named> result;
    for (const auto& one : scheme.concepts) {
        Named named{one.code, {}};
        add_all(named.names, one.label);
        for (const auto& [language, labels] : one.alternatives)
            named.names.insert(named.names.end(), labels.begin(), labels.end());
        result.push_back(std::move(named));
    }
    return result;
}

std::vector<Named> named_values(const fields::FacetField& field, const Columns& columns, const Vocabulary& vocabulary) {
    std::vector<Named> result;
    if (!field.scheme.empty() && vocabulary.has_scheme(std::string{field.scheme}))
        result = from_scheme(vocabulary.scheme(std::string{field.scheme}));
    for (const auto& event : vocabulary.events()) {
        if (field.name != "event") break;
        Named named{event.id, {}};
        add_all(named.names, event.name);
        result.push_back(std::move(named));
    }
    for (const auto& series : vocabulary.series()) {
        if (field.name != "series") break;
        Named named{series.id, {}};
        add_all(named.names, series.name);
        result.push_back(std::move(named));
    }
    for (const auto& [code, ordinal] :
         columns.ordinals[static_cast<std::size_t>(facet_index(std::string{field.name}))]) {
        const auto known = std::ranges::find(result, code, &Named::code);
        auto& named = known == result.end() ? result.emplace_back(Named{code, {}}) : *known;
        for (const std::string language : reading_languages) {
            if (field.name == "country") named.names.push_back(country_name(code, language));
            if (field.name == "doclang") named.names.push_back(language_name(code, language));
        }
    }
    return result;
}

std::set<std::string> folded_words(std::string_view text) {
    std::set<std::string> result;
    for (const auto& word : words(text)) result.insert(fold(word.text));
    return result;
}

}  // namespace

std::vector<std::string> codes_meant(const std::string& facet, const std::string& value, const Columns& columns,
                                     const Vocabulary& vocabulary) {
    const int index = facet_index(facet);
    if (index < 0) return {};
    const auto& field = fields::facets[static_cast<std::size_t>(index)];
    const auto typed = fold(value);
    for (const auto& [code, ordinal] : columns.ordinals[static_cast<std::size_t>(index)])
        if (fold(code) == typed) return {code};
    const auto named = named_values(field, columns, vocabulary);
    std::vector<std::string> result;
    for (const auto& one : named)
        if (fold(one.code) == typed) return {one.code};
    for (const auto& one : named)
        if (std::ranges::any_of(one.names, [&](const auto& name) { return fold(name) == typed; }))
            result.push_back(one.code);
    if (!result.empty()) return result;
    const auto typed_words = folded_words(value);
    for (const auto& one : named)
        if (std::ranges::any_of(
                one.names, [&](const auto& name) { return std::ranges::includes(folded_words(name), typed_words); }))
            result.push_back(one.code);
    return result;
}

}  // namespace acervo
