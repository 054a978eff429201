// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/names.h"

#include <xapian.h>

#include <functional>
#include <set>

#include "indexer/fields.h"
#include "indexer/names.h"

namespace acervo {
namespace {

using Kind = Suggestion::Kind;

void add_titles(const Xapian::Database& records, std::vector<Name>& names) {
    const auto end = records.valuestream_end(fields::slot_title);
    for (auto title = records.valuestream_begin(fields::slot_title); title != end; ++title)
        names.push_back({.kind = Kind::title, .text = *title, .count = 1, .document = title.get_docid()});
}

void for_terms(const Xapian::Database& records, const std::string& prefix,
               const std::function<void(std::string form, std::uint32_t count)>& step) {
    for (auto term = records.allterms_begin(prefix); term != records.allterms_end(prefix); ++term)
        step((*term).substr(prefix.size()), term.get_termfreq());
}

void add_agents(const Xapian::Database& records, Kind kind, std::string_view prefix, std::vector<Name>& names) {
    for_terms(records, std::string{prefix}, [&](std::string form, std::uint32_t count) {
        names.push_back({.kind = kind, .text = std::move(form), .count = count});
    });
}

void add_places(const Xapian::Database& records, std::vector<Name>& names) {
    for_terms(records, std::string{fields::name_place}, [&](const std::string& form, std::uint32_t count) {
        if (auto place = read_place(form))
            names.push_back({.kind = Kind::place,
                             .text = std::move(place->name),
                             .code = place->subdivision + '\n' + place->country,
                             .count = count});
    });
}

/// The codes of a facet that occur, under every label that they have.
void add_labels(const Xapian::Database& records, Kind kind, const std::string& facet, std::vector<Name>& names,
                const std::function<std::set<std::pair<std::string, std::string>>(const std::string&)>& labels) {
    for_terms(records, fields::code_term(facet, ""), [&](const std::string& code, std::uint32_t count) {
        for (const auto& [language, text] : labels(code))
            names.push_back({.kind = kind, .text = text, .code = code, .language = language, .count = count});
    });
}

using Labels = std::set<std::pair<std::string, std::string>>;

Labels in_all_languages(const LangMap& texts) {
    return {texts.begin(), texts.end()};
}

Labels concept_labels(const Vocabulary& vocabulary, const std::string& scheme, const std::string& code) {
    Labels result;
    for (const std::string language : {"es", "pt", "en"})
        if (auto label = vocabulary.scheme(scheme).label(code, language); label != code)
            result.emplace(language, label);
    if (const auto* found = vocabulary.scheme(scheme).find(code))
        for (const auto& [language, list] : found->alternatives)
            for (const auto& label : list) result.emplace(language, label);
    return result;
}

}  // namespace

std::vector<Name> names_of(const Xapian::Database& records, const Vocabulary& vocabulary) {
    std::vector<Name> names;
    add_titles(records, names);
    add_agents(records, Kind::person, fields::name_person, names);
    add_agents(records, Kind::organization, fields::name_organization, names);
    add_places(records, names);
    for (const auto& [kind, scheme] : {std::pair{Kind::country, "country"}, std::pair{Kind::theme, "theme"}})
        if (vocabulary.has_scheme(scheme))
            add_labels(records, kind, scheme, names,
                       [&, name = scheme](const std::string& code) { return concept_labels(vocabulary, name, code); });
    add_labels(records, Kind::event, "event", names, [&](const std::string& code) {
        const auto* event = vocabulary.find_event(code);
        return event ? in_all_languages(event->name) : Labels{};
    });
    add_labels(records, Kind::series, "series", names, [&](const std::string& code) {
        const auto* series = vocabulary.find_series(code);
        return series ? in_all_languages(series->name) : Labels{};
    });
    return names;
}

}  // namespace acervo
