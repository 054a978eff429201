// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/passages.h"

#include <algorithm>

#include "indexer/fields.h"
#include "search/hits.h"
#include "search/match.h"

namespace acervo {
namespace {

bool has_phrase(const std::vector<Mark>& marks, const std::vector<Wanted>& wanted) {
    return std::ranges::any_of(marks,
                               [&](const Mark& mark) { return wanted[mark.wanted].kind == Wanted::Kind::phrase; });
}

bool wants_phrase(const Highlighter& highlighter) {
    return std::ranges::any_of(highlighter.wanted(),
                               [](const Wanted& wanted) { return wanted.kind == Wanted::Kind::phrase; });
}

}  // namespace

bool may_show_text(const Stored& stored) {
    return !stored.withdrawn && stored.text != 0 && is_open(stored.record.rights, now().substr(0, 10));
}

std::vector<std::vector<UnitScore>> best_units(const Xapian::Database& passages, const Xapian::Query& query,
                                               const std::vector<std::string>& records, std::size_t limit) {
    std::vector<std::vector<UnitScore>> result(records.size());
    if (query.empty() || limit == 0) return result;
    std::vector<std::pair<DocId, std::size_t>> owners;
    std::vector<Xapian::Query> filters;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto term = fields::term(fields::record, records[i]);
        for (auto at = passages.postlist_begin(term); at != passages.postlist_end(term); ++at)
            owners.emplace_back(*at, i);
        filters.emplace_back(term);
    }
    if (owners.empty()) return result;
    std::ranges::sort(owners);
    const Xapian::Query theirs{Xapian::Query::OP_OR, filters.begin(), filters.end()};
    std::vector<MatchSet> found(records.size());
    for (const auto& one : match(passages, {Xapian::Query::OP_FILTER, query, theirs})) {
        const auto owner = std::ranges::lower_bound(owners, one.document, {}, &std::pair<DocId, std::size_t>::first);
        if (owner != owners.end() && owner->first == one.document) found[owner->second].push_back(one);
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto& units = found[i];
        const auto end = units.begin() + static_cast<std::ptrdiff_t>(std::min(limit, units.size()));
        std::partial_sort(units.begin(), end, units.end(), [](const Matched& a, const Matched& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.document < b.document;
        });
        for (auto unit = units.begin(); unit != end; ++unit) {
            const auto number = passages.get_document(unit->document).get_value(fields::slot_number);
            if (!number.empty())
                result[i].push_back({static_cast<int>(Xapian::sortable_unserialise(number)), unit->weight});
        }
    }
    return result;
}

std::optional<Passage> passage_of(const Unit& unit, const Highlighter& highlighter, double score) {
    Passage passage{.number = unit.number,
                    .label = unit.label.empty() ? std::to_string(unit.number) : unit.label,
                    .kind = unit.kind,
                    .language = unit.language,
                    .title = unit.title,
                    .snippet = {},
                    .score = score};
    const auto in_text = highlighter.find(unit.text, unit.language);
    if (!in_text.empty()) {
        passage.snippet = snippet(unit.text, in_text, highlighter.wanted());
        return passage;
    }
    const auto in_notes = highlighter.find(unit.notes, unit.language);
    if (!in_notes.empty()) {
        passage.snippet = snippet(unit.notes, in_notes, highlighter.wanted());
        passage.in_notes = true;
        return passage;
    }
    const auto in_title = highlighter.find(unit.title, unit.language);
    if (in_title.empty()) return {};
    passage.snippet = snippet(unit.title, in_title, highlighter.wanted());
    return passage;
}

std::vector<Passage> passages_of(const Catalogue& catalogue, const Stored& stored,
                                 const std::vector<UnitScore>& candidates, const Highlighter& highlighter,
                                 std::size_t limit) {
    std::vector<Passage> result;
    std::vector<Passage> scattered;
    const bool phrases = wants_phrase(highlighter);
    for (const auto& candidate : candidates) {
        if (result.size() == limit) break;
        if (!phrases && result.size() + scattered.size() == limit) break;
        auto unit = catalogue.find_unit(stored.text, candidate.number);
        if (!unit) continue;
        if (unit->language.empty() || unit->language == "und") unit->language = text_language(stored.record);
        auto passage = passage_of(*unit, highlighter, candidate.score);
        if (!passage) continue;
        const bool whole = !phrases || has_phrase(highlighter.find(unit->text, unit->language), highlighter.wanted()) ||
                           has_phrase(highlighter.find(unit->notes, unit->language), highlighter.wanted());
        (whole ? result : scattered).push_back(std::move(*passage));
    }
    for (auto& passage : scattered)
        if (result.size() < limit) result.push_back(std::move(passage));
    return result;
}

}  // namespace acervo
