// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"
#include "search/query.h"
#include "search/results.h"

/// The JSON that the HTTP API and the command line show: one shape for both. Labels and titles are in `language`
/// (es, pt, en) as far as there are any; codes stay codes.
namespace acervo {

/// Answer of a search: query, total, hits, facets, links, index.
nlohmann::json results_json(const Results& results, const Query& query, const Vocabulary& vocabulary);

/// One hit with the metadata that a list of results shows. Text is left out where the record's rights say so.
nlohmann::json hit_json(const Hit& hit, const Stored& stored, const Vocabulary& vocabulary,
                        const std::string& language);
/// With the part of a volume that its page belongs to.
nlohmann::json passage_json(const Passage& passage, const Record& record, const std::string& language);

/// A part of a volume with its citation (APA) and links; `id` as part_ids() gives it.
nlohmann::json part_json(const Stored& volume, const Part& part, const std::string& id, const Publication& publication,
                         const std::string& language);

/// A record with labels of its codes, links to its units and files, and its versions' dates.
nlohmann::json record_json(const Stored& stored, const Vocabulary& vocabulary, const std::string& language);
/// A unit without its text, as in a list.
nlohmann::json unit_head_json(const Unit& unit, const std::string& record);

nlohmann::json series_json(const EventSeries& series, const Vocabulary& vocabulary, const std::string& language);
nlohmann::json event_json(const Event& event, const Vocabulary& vocabulary, const std::string& language);
nlohmann::json scheme_json(const Scheme& scheme, const std::string& language);

/// What a reader of `language` calls a value of a facet: from the scheme behind the facet, ICU for countries and
/// languages, the event's name.
std::string facet_label(const Vocabulary& vocabulary, const std::string& facet, const std::string& code,
                        const std::string& language);

/// Escaped for HTML, matches in <mark>.
std::string marked_html(const std::vector<std::pair<std::string, bool>>& pieces);

/// Whether text, snippets and files of the record may be shown today.
bool text_is_open(const Stored& stored);

/// Today as an ISO date, UTC.
std::string today();

}  // namespace acervo
