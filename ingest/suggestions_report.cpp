// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "ingest/csv.h"
#include "ingest/suggestions.h"

namespace acervo {

namespace {

using nlohmann::ordered_json;

struct Line {
    const FieldSuggestion* suggestion = nullptr;
    std::string key, title, label;
};

std::string label_of(const Vocabulary& vocabulary, const FieldSuggestion& suggestion, const std::string& language) {
    if (suggestion.field == "place") {
        const auto place = nlohmann::json::parse(suggestion.value, nullptr, false);
        if (!place.is_object()) return suggestion.value;
        return place.value("name", "") + ", " + country_name(place.value("country", ""), language);
    }
    if (suggestion.field == "event") {
        const Event* const event = vocabulary.find_event(suggestion.value);
        return event ? best(event->name, language).second : suggestion.value;
    }
    const std::string scheme = suggestion.field == "government_level" ? "level" : suggestion.field;
    return vocabulary.has_scheme(scheme) ? vocabulary.scheme(scheme).label(suggestion.value, language)
                                         : suggestion.value;
}

std::string two_digits(double number) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", number);
    return text;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : "; ") + word;
    return text;
}

std::string as_csv(const std::vector<Line>& lines) {
    std::string text = "record,source_key,title,field,value,label,confidence,because,decision,corrected\r\n";
    for (const auto& [suggestion, key, title, label] : lines) {
        const std::string decision = suggestion->state == "accepted"   ? "accept"
                                     : suggestion->state == "rejected" ? "reject"
                                                                       : "";
        for (const auto& cell : {suggestion->record, key, title, suggestion->field, suggestion->value, label,
                                 two_digits(suggestion->confidence), joined(suggestion->because), decision}) {
            text += csv_field(cell) + ',';
        }
        text += "\r\n";
    }
    return text;
}

std::string as_json(const std::vector<Line>& lines, const std::string& batch) {
    auto all = ordered_json::array();
    for (const auto& [suggestion, key, title, label] : lines) {
        all.push_back({{"record", suggestion->record},
                       {"source_key", key},
                       {"title", title},
                       {"field", suggestion->field},
                       {"value", suggestion->value},
                       {"label", label},
                       {"confidence", suggestion->confidence},
                       {"because", suggestion->because},
                       {"state", suggestion->state}});
    }
    const ordered_json json{{"batch", batch}, {"suggestions", all}};
    return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

std::string as_text(const std::vector<Line>& lines) {
    std::string text, record;
    for (const auto& [suggestion, key, title, label] : lines) {
        if (suggestion->record != record) text += (text.empty() ? "" : "\n") + suggestion->record + "  " + title + '\n';
        record = suggestion->record;
        text += "  " + two_digits(suggestion->confidence) + "  " + suggestion->field + ": " + label +
                (label == suggestion->value || suggestion->field == "place" ? "" : " (" + suggestion->value + ")") +
                (suggestion->because.empty() ? "" : "  < " + joined(suggestion->because)) +
                (suggestion->state == "open" ? "" : "  [" + suggestion->state + "]") + '\n';
    }
    return text;
}

}  // namespace

std::string suggestions_report(const Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                               const SuggestionFilter& filter, ReportFormat format, const std::string& language) {
    if (!catalogue.batch(batch))
        throw Error(Problem::not_found, "there is no batch " + batch).with_hint("See `acervo batch list`.");
    const auto suggestions = catalogue.suggestions_of(batch);
    std::vector<Line> lines;
    std::string record;
    std::pair<std::string, std::string> described;
    for (const auto& each : suggestions) {
        if (each.confidence < filter.above || (!filter.field.empty() && filter.field != each.field)) continue;
        if (each.state != "open" && !filter.decided_too) continue;
        if (each.record != record) {
            const auto stored = catalogue.find(each.record);
            record = each.record;
            described = {};
            if (stored) described = {stored->record.source_key, best(stored->record.title, language).second};
        }
        lines.push_back({&each, described.first, described.second, label_of(vocabulary, each, language)});
    }
    if (format == ReportFormat::csv) return as_csv(lines);
    return format == ReportFormat::json ? as_json(lines, batch) : as_text(lines);
}

}  // namespace acervo
