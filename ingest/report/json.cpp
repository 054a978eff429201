// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "ingest/report/writers.h"

namespace acervo::reporting {
namespace {

using nlohmann::ordered_json;

ordered_json or_null(const std::string& text) {
    return text.empty() ? ordered_json() : ordered_json(text);
}

std::string written(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json finding(const Item& item, const Remark& remark) {
    return {{"rule", remark.rule},
            {"severity", severity_of(item, remark)},
            {"field", or_null(remark.field)},
            {"value", or_null(remark.value)},
            {"message", remark.message}};
}

}  // namespace

void write_json(std::ostream& out, const Batch& batch, const EachItem& items) {
    ordered_json head{{"batch", or_null(batch.id)}, {"state", or_null(batch.state)}};
    for (const Outcome outcome : all_outcomes) head["totals"][to_string(outcome)] = total(batch, outcome);
    // Item by item: a report of a hundred thousand is not a hundred thousand trees.
    std::string text = written(head);
    text.pop_back();
    out << text << ",\"items\":[";
    bool first = true;
    items([&](const Item& item) {
        ordered_json entry{{"path", item.path},
                           {"line", item.line ? ordered_json(item.line) : ordered_json()},
                           {"outcome", to_string(item.outcome)},
                           {"record", or_null(item.record)},
                           {"rule", or_null(item.rule)},
                           {"field", or_null(item.field)},
                           {"value", or_null(item.value)},
                           {"message", ordered_json::object()}};
        for (const auto& [language, words] : item.message) entry["message"][language] = words;
        entry["findings"] = ordered_json::array();
        for (const Remark& remark : remarks_of(item)) entry["findings"].push_back(finding(item, remark));
        out << (first ? "\n" : ",\n") << written(entry);
        first = false;
    });
    out << "\n]}\n";
}

}  // namespace acervo::reporting
