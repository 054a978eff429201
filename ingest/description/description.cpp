// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/description.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "corpus/error.h"
#include "ingest/description/events.h"
#include "ingest/description/geography.h"
#include "ingest/description/kinds.h"
#include "ingest/description/levels.h"
#include "ingest/description/topics.h"

namespace acervo {

namespace {

/// A damaged one is none: countries are known without it, and `acervo check` tells.
Gazetteer gazetteer_of(const std::filesystem::path& data) {
    try {
        return Gazetteer::load(data);
    } catch (const Error&) {
        return {};
    }
}

/// Fields that a person filled.
std::set<std::string> given(const Record& record) {
    std::set<std::string> fields;
    const auto filled = [&](const char* field, bool is) {
        if (is && std::ranges::find(record.machine, field) == record.machine.end()) fields.insert(field);
    };
    filled("theme", !record.themes.empty());
    filled("axis", !record.axes.empty());
    filled("sdg", !record.sdgs.empty());
    filled("country", !record.countries.empty());
    filled("place", !record.places.empty());
    filled("government_level", !record.level.empty());
    filled("event", !record.event.id.empty());
    filled("kind", !record.kind.empty());
    return fields;
}

}  // namespace

Description::Description(const Vocabulary& vocabulary, const std::filesystem::path& data)
    : gazetteer_(gazetteer_of(data)) {
    suggesters_.push_back(std::make_unique<KindSuggester>());
    suggesters_.push_back(std::make_unique<TopicSuggester>(vocabulary));
    suggesters_.push_back(std::make_unique<GeographySuggester>(gazetteer_, vocabulary.thesaurus()));
    suggesters_.push_back(std::make_unique<LevelSuggester>());
    suggesters_.push_back(std::make_unique<EventSuggester>(vocabulary));
}

std::vector<FieldSuggestion> Description::suggest(const Record& record, const std::vector<Unit>& units) const {
    const Reading reading{record, units, record.files.empty() ? "" : record.files.front().media_type};
    std::vector<FieldSuggestion> all;
    for (const auto& suggester : suggesters_) suggester->suggest(reading, all);
    const auto filled = given(record);
    std::erase_if(all, [&](const FieldSuggestion& each) { return filled.contains(each.field); });
    std::ranges::stable_sort(all, [](const FieldSuggestion& a, const FieldSuggestion& b) {
        return a.field != b.field ? a.field < b.field : a.confidence > b.confidence;
    });
    for (auto& each : all) each.confidence = std::round(std::clamp(each.confidence, 0.0, 0.99) * 100) / 100;
    return all;
}

void settle_kind(Record& record, const std::vector<FieldSuggestion>& suggestions) {
    constexpr double likely = 0.6;
    const bool guessed = std::ranges::find(record.machine, "kind") != record.machine.end();
    const auto best = std::ranges::find(suggestions, "kind", &FieldSuggestion::field);
    if (guessed && record.kind == "other" && best != suggestions.end() && best->confidence >= likely)
        record.kind = best->value;
}

}  // namespace acervo
