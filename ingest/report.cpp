// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/csv.h"
#include "ingest/ingest.h"

namespace acervo {

namespace {

using nlohmann::ordered_json;

constexpr std::array all_outcomes = {Outcome::created, Outcome::updated, Outcome::unchanged, Outcome::rejected,
                                     Outcome::skipped};

struct Words {
    const char *language, *batch, *state, *items, *created, *updated, *unchanged, *rejected, *skipped, *rejected_items,
        *skipped_items, *noticed_items, *nothing_rejected;
    const char* of(Outcome outcome) const {
        switch (outcome) {
            case Outcome::created:
                return created;
            case Outcome::updated:
                return updated;
            case Outcome::unchanged:
                return unchanged;
            case Outcome::rejected:
                return rejected;
            case Outcome::skipped:
                break;
        }
        return skipped;
    }
};

constexpr std::array languages = {
    Words{"es", "Lote", "Estado", "Elementos", "creados", "actualizados", "sin cambios", "rechazados", "omitidos",
          "Rechazados", "Omitidos", "Con avisos", "No se rechazó ningún elemento."},
    Words{"pt", "Lote", "Estado", "Itens", "criados", "atualizados", "sem mudanças", "rejeitados", "ignorados",
          "Rejeitados", "Ignorados", "Com avisos", "Nenhum item foi rejeitado."},
    Words{"en", "Batch", "State", "Items", "created", "updated", "unchanged", "rejected", "skipped", "Rejected",
          "Skipped", "With notices", "No item was rejected."},
};

const Words& words_of(const std::string& language) {
    for (const auto& words : languages) {
        if (language.substr(0, 2) == words.language) return words;
    }
    return languages.back();
}

std::int64_t total(const Batch& batch, Outcome outcome) {
    const auto at = batch.totals.find(to_string(outcome));
    return at == batch.totals.end() ? 0 : at->second;
}

std::string sentence(const Item& item, const std::string& language) {
    return best(item.message, language).second;
}

ordered_json or_null(const std::string& text) {
    return text.empty() ? ordered_json() : ordered_json(text);
}

std::string json_report(const Batch& batch, const std::vector<Item>& items) {
    ordered_json report{{"batch", or_null(batch.id)}};
    for (const Outcome outcome : all_outcomes) report["totals"][to_string(outcome)] = total(batch, outcome);
    // Item by item: a report of a hundred thousand is one text, not a hundred thousand trees.
    std::string text = report.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
    text.pop_back();
    text += ",\"items\":[";
    bool first = true;
    for (const auto& item : items) {
        ordered_json entry{{"path", item.path},
                           {"line", item.line ? ordered_json(item.line) : ordered_json()},
                           {"outcome", to_string(item.outcome)},
                           {"record", or_null(item.record)},
                           {"rule", or_null(item.rule)},
                           {"field", or_null(item.field)},
                           {"value", or_null(item.value)},
                           {"message", ordered_json::object()}};
        for (const auto& [language, words] : item.message) entry["message"][language] = words;
        text += first ? "\n" : ",\n";
        text += entry.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
        first = false;
    }
    return text + "\n]}\n";
}

std::string csv_report(const std::vector<Item>& items, const std::string& language) {
    std::string text = "path,line,outcome,record,rule,field,value,message\r\n";
    for (const auto& item : items) {
        text += csv_field(item.path) + ',' + (item.line ? std::to_string(item.line) : "") + ',' +
                to_string(item.outcome) + ',' + csv_field(item.record) + ',' + csv_field(item.rule) + ',' +
                csv_field(item.field) + ',' + csv_field(item.value) + ',' + csv_field(sentence(item, language)) +
                "\r\n";
    }
    return text;
}

/// Items that only say that something else has its own lines.
bool is_container(const Item& item) {
    return item.rule == "manifest" || item.rule == "archive" || item.rule == "manifest-file";
}

std::string text_report(const Batch& batch, const std::vector<Item>& items, const std::string& language) {
    const Words& words = words_of(language);
    std::string text;
    if (!batch.id.empty())
        text += std::string(words.batch) + " " + batch.id + (batch.name.empty() ? "" : " · " + batch.name) + "\n";
    text += std::string(words.items) + ": " + std::to_string(items.size());
    for (const Outcome outcome : all_outcomes)
        text += std::string(" · ") + words.of(outcome) + " " + std::to_string(total(batch, outcome));
    text += "\n";
    const auto list = [&](const char* heading, auto&& belongs) {
        bool first = true;
        for (const auto& item : items) {
            if (!belongs(item)) continue;
            if (first) text += std::string("\n") + heading + "\n";
            first = false;
            text += "  [" + item.rule + "] " + squeeze(sentence(item, language)) + "\n";
        }
        return !first;
    };
    const bool any = list(words.rejected_items,
                          [](const Item& item) { return item.outcome == Outcome::rejected && !is_container(item); });
    if (!any) text += std::string(words.nothing_rejected) + "\n";
    list(words.skipped_items, [](const Item& item) { return item.outcome == Outcome::skipped && !is_container(item); });
    list(words.noticed_items, [](const Item& item) {
        return item.outcome != Outcome::rejected && item.outcome != Outcome::skipped && !item.rule.empty() &&
               !is_container(item);
    });
    return text;
}

}  // namespace

std::string report(const Batch& batch, const std::vector<Item>& items, ReportFormat format,
                   const std::string& language) {
    switch (format) {
        case ReportFormat::json:
            return json_report(batch, items);
        case ReportFormat::csv:
            return csv_report(items, language);
        case ReportFormat::text:
            break;
    }
    return text_report(batch, items, language);
}

}  // namespace acervo
