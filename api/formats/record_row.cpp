// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/record_row.h"

#include <array>

#include "api/citation/reference.h"
#include "corpus/text.h"
#include "ingest/csv.h"

namespace acervo {
namespace {

constexpr auto columns = std::to_array<const char*>(
    {"id",        "kind",   "title", "creators",  "contributors", "issued", "languages", "themes",
     "countries", "places", "event", "publisher", "series",       "volume", "pages",     "doi",
     "isbn",      "issn",   "url",   "permalink", "licence",      "access", "keywords",  "abstract"});

std::string names_of(const std::vector<Agent>& agents) {
    std::string text;
    for (const auto& agent : agents) text += (text.empty() ? "" : "; ") + agent.name;
    return text;
}

std::string labels_of(const Scheme& scheme, const std::vector<std::string>& codes, const std::string& language) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : "; ") + scheme.label(code, language);
    return text;
}

}  // namespace

std::string record_row_head() {
    std::string text = "\xEF\xBB\xBF";
    for (const char* column : columns) text += (text.size() > 3 ? "," : "") + std::string{column};
    return text + "\r\n";
}

std::string record_row(const Stored& stored, const Publication& publication, const std::string& language) {
    const auto& record = stored.record;
    const auto& vocabulary = publication.vocabulary;
    const auto reference = reference_of(record, publication);
    std::string tongues, countries, places, keywords;
    for (const auto& tag : record.languages) tongues += (tongues.empty() ? "" : "; ") + language_name(tag, language);
    for (const auto& code : record.countries)
        countries += (countries.empty() ? "" : "; ") + country_name(code, language);
    for (const auto& place : record.places) places += (places.empty() ? "" : "; ") + place.name;
    for (const auto& word : reference.keywords) keywords += (keywords.empty() ? "" : "; ") + word;
    const auto* const event = vocabulary.find_event(record.event.id);
    const auto cells = std::to_array<std::string>({record.id,
                                                   vocabulary.scheme("kind").label(record.kind, language),
                                                   best(record.title, language).second,
                                                   names_of(record.creators),
                                                   names_of(record.contributors),
                                                   record.issued,
                                                   tongues,
                                                   labels_of(vocabulary.scheme("theme"), record.themes, language),
                                                   countries,
                                                   places,
                                                   event == nullptr ? "" : best(event->name, language).second,
                                                   record.publisher,
                                                   record.series,
                                                   record.volume,
                                                   reference.pages,
                                                   record.doi,
                                                   record.isbn,
                                                   record.issn,
                                                   record.url,
                                                   publication.record(record.id),
                                                   record.rights.licence,
                                                   record.rights.access,
                                                   keywords,
                                                   best(record.abstract, language).second});
    static_assert(std::tuple_size_v<decltype(cells)> == columns.size());
    std::string text;
    for (const auto& cell : cells) text += (text.empty() ? "" : ",") + csv_field(cell);
    return text + "\r\n";
}

}  // namespace acervo
