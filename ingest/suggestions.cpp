// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/suggestions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/csv.h"
#include "ingest/messages.h"
#include "ingest/staging.h"
#include "ingest/validate.h"

namespace acervo {

namespace {

using nlohmann::json;

constexpr std::size_t longest_value = 2000;  // bytes; so deep can its JSON be nested, too

/// One decision about one record.
struct Decided {
    FieldSuggestion suggestion;
    bool accept = true;
    std::string corrected;  ///< instead of the suggested value
    int line = 0;           ///< of the CSV
};

bool is_list(const std::string& field) {
    return field == "theme" || field == "axis" || field == "sdg" || field == "country" || field == "place";
}

/// A place is an object; a person may write its name alone. As the model has it: members of other types or names are
/// none. @throws Error (bad_input)
json value_of(const std::string& field, const std::string& text) {
    if (field != "place" && field != "event") return text;
    json value = json::parse(text, nullptr, false);
    if (!value.is_object()) value = json{{field == "place" ? "name" : "id", text}};
    const json all = to_json(record_from_json(json{{field, is_list(field) ? json::array({value}) : value}}));
    const auto at = all.find(field);
    value = at == all.end() || at->empty() ? json() : at->is_array() ? at->front() : *at;
    if (value.empty()) throw Error(Problem::bad_input, "\"" + text + "\" is no " + field).with_code("type");
    return value;
}

/// Whether two values mean the same; places by GeoNames' number, else by country and name.
bool same(const std::string& field, const json& one, const json& other) {
    if (field == "event") return one.value("id", "") == other.value("id", "");
    if (field != "place" || !one.is_object() || !other.is_object()) return one == other;
    const auto number = one.value("geonames", ""), its = other.value("geonames", "");
    if (!number.empty() && !its.empty()) return number == its;
    return fold(one.value("name", "")) == fold(other.value("name", "")) &&
           one.value("country", "") == other.value("country", "");
}

bool holds(const Record& record, const std::string& field, const std::string& text) {
    const json all = to_json(record);
    const auto at = all.find(field);
    if (at == all.end()) return false;
    const json value = value_of(field, text);
    if (!at->is_array()) return same(field, *at, value);
    return std::ranges::any_of(*at, [&](const json& each) { return same(field, each, value); });
}

class Decisions {
public:
    Decisions(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& of, bool by_person)
        : catalogue_(catalogue), validator_(vocabulary), of_(of), by_person_(by_person), lock_(catalogue.folder()) {}

    IngestResult run(const std::vector<Decided>& decisions, const std::string& path) {
        const auto batch = catalogue_.batch(of_);
        if (!batch) throw Error(Problem::not_found, "there is no batch " + of_).with_hint("See `acervo batch list`.");
        path_ = path;
        std::map<std::string, std::vector<const Decided*>> by_record;
        for (const auto& each : decisions) by_record[each.suggestion.record].push_back(&each);
        IngestResult result;
        Catalogue::Transaction transaction(catalogue_);
        const json options{{"decisions", of_}, {"by", by_person_ ? "person" : "rule"}};
        result.batch = catalogue_.start_batch("suggestions of " + of_, dump(options));
        for (const auto& [record, list] : by_record) result.items.push_back(decide(record, list, result.batch.id));
        for (auto& item : result.items) {
            item.number = &item - result.items.data() + 1;
            catalogue_.put_item(result.batch.id, item);
        }
        catalogue_.set_batch_state(result.batch.id, "applied");
        transaction.commit();
        result.batch = *catalogue_.batch(result.batch.id);
        return result;
    }

private:
    /// All decisions about one record make one version of it.
    Item decide(const std::string& id, const std::vector<const Decided*>& decisions, const std::string& batch) {
        Item item;
        item.path = by_person_ ? path_ : id;
        item.line = decisions.front()->line;
        item.record = id;
        item.outcome = Outcome::unchanged;
        const auto stored = catalogue_.find(id);
        if (!stored || stored->withdrawn) return skipped(item, {"suggestion-gone", "", "", id});
        Record record = stored->record;
        item.version_before = item.version_after = stored->version;
        std::vector<const Decided*> taken;
        for (const auto* each : decisions) {
            const bool puts = each->accept || !each->corrected.empty();
            try {
                if (puts && !put(record, *each)) {
                    skipped(item, {"suggestion-given", each->suggestion.field, each->suggestion.value, ""});
                    continue;
                }
                if (!puts) take_out(record, each->suggestion);
            } catch (const Error& error) {
                if (error.problem() != Problem::bad_input) throw;
                item.outcome = Outcome::rejected;
                item.line = each->line;
                return told(item, {"type", each->suggestion.field, each->corrected, ""});
            }
            taken.push_back(each);
        }
        if (const auto wrong = validator_.violations(record); !wrong.empty()) {
            item.outcome = Outcome::rejected;
            return told(item, wrong.front());
        }
        if (!(record == stored->record)) {
            const auto put = catalogue_.put(record, catalogue_.units(stored->text), batch);
            item.outcome = put.outcome;
            item.version_before = put.version_before;
            item.version_after = put.version_after;
        } else if (!taken.empty() && item.outcome == Outcome::skipped) {
            item.outcome = Outcome::unchanged;
        }
        for (const auto* each : taken) {
            const bool right = each->accept && each->corrected.empty();
            catalogue_.decide(id, each->suggestion.field, each->suggestion.value, right ? "accepted" : "rejected");
        }
        return item;
    }

    /// @return false where a person gave something else
    bool put(Record& record, const Decided& decided) {
        const std::string& field = decided.suggestion.field;
        const std::string& text = decided.corrected.empty() ? decided.suggestion.value : decided.corrected;
        const json value = value_of(field, text);
        const auto marked = std::ranges::find(record.machine, field);
        const bool guessed = marked != record.machine.end();
        json all = to_json(record);
        const auto present = all.find(field);
        const bool filled = present != all.end() && !present->empty();
        // The rule adds only where no person has been; a person adds to lists, but takes nothing away.
        if (filled && !guessed && !by_person_) return false;
        if (filled && !guessed && !is_list(field) && !same(field, *present, value)) return false;
        json list = json::array();
        if (is_list(field)) {
            // What a person accepts replaces what was guessed: the rest of the guess was not accepted.
            if (filled && !(guessed && by_person_)) list = *present;
            if (std::ranges::none_of(list, [&](const json& each) { return same(field, each, value); }))
                list.push_back(value);
            all[field] = list;
        } else {
            all[field] = value;
        }
        if (by_person_ && guessed) record.machine.erase(marked);
        if (!by_person_ && !guessed) record.machine.push_back(field);
        all["machine"] = record.machine;
        record = record_from_json(all);
        return true;
    }

    /// What a person rejects, but the machine has put in.
    static void take_out(Record& record, const FieldSuggestion& rejected) {
        const std::string& field = rejected.field;
        if (std::ranges::find(record.machine, field) == record.machine.end()) return;
        json all = to_json(record);
        const auto present = all.find(field);
        if (present == all.end()) return;
        const json value = value_of(field, rejected.value);
        if (is_list(field)) {
            json rest = json::array();
            std::ranges::copy_if(*present, std::back_inserter(rest),
                                 [&](const json& each) { return !same(field, each, value); });
            *present = std::move(rest);
        } else if (same(field, *present, value)) {
            *present = field == "kind" ? json("other") : json();  // a record must have a kind
        }
        if (present->empty()) std::erase(record.machine, field);
        all["machine"] = record.machine;
        record = record_from_json(all);
    }

    static Item& told(Item& item, const Finding& finding) {
        say(item, {finding});
        return item;
    }

    static Item& skipped(Item& item, const Finding& finding) {
        item.outcome = Outcome::skipped;
        return told(item, finding);
    }

    Catalogue& catalogue_;
    Validator validator_;
    std::string of_, path_;
    bool by_person_;
    IngestLock lock_;
};

/// Nothing: not decided. @throws Error (bad_input) for a word that is no decision
std::optional<bool> decision_of(const std::string& cell, int line) {
    static const std::map<std::string, bool, std::less<>> words = {
        {"accept", true},    {"accepted", true},   {"aceptar", true},   {"aceptado", true},   {"aceitar", true},
        {"aceito", true},    {"yes", true},        {"si", true},        {"sim", true},        {"y", true},
        {"s", true},         {"x", true},          {"1", true},         {"reject", false},    {"rejected", false},
        {"rechazar", false}, {"rechazado", false}, {"rejeitar", false}, {"rejeitado", false}, {"no", false},
        {"nao", false},      {"n", false},         {"0", false}};
    const auto text = fold(squeeze(cell));
    if (text.empty()) return {};
    const auto found = words.find(text);
    if (found == words.end()) {
        throw Error(Problem::bad_input, "line " + std::to_string(line) + ": \"" + cell + "\" is no decision")
            .with_hint("Write accept or reject, or leave the cell empty.");
    }
    return found->second;
}

/// A cell without the apostrophe that keeps spreadsheets from taking it for a formula.
std::string unprotected(const std::string& cell) {
    const bool guarded =
        cell.size() > 1 && cell[0] == '\'' && std::string_view{"=+-@\t\r\n"}.find(cell[1]) != std::string_view::npos;
    return guarded ? cell.substr(1) : cell;
}

}  // namespace

IngestResult accept_suggestions(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                                const SuggestionFilter& filter) {
    std::vector<Decided> decisions;
    for (auto& each : catalogue.suggestions_of(batch)) {
        if (each.state != "open" || each.confidence < filter.above) continue;
        if (filter.field.empty() || filter.field == each.field) decisions.push_back({std::move(each), true, "", 0});
    }
    // Of a field with one value the likeliest is accepted.
    std::map<std::pair<std::string, std::string>, int> times;
    std::erase_if(decisions, [&](const Decided& each) {
        return !is_list(each.suggestion.field) && times[{each.suggestion.record, each.suggestion.field}]++ > 0;
    });
    return Decisions{catalogue, vocabulary, batch, false}.run(decisions, "");
}

IngestResult import_decisions(Catalogue& catalogue, const Vocabulary& vocabulary, const std::string& batch,
                              std::istream& csv, const std::string& name) {
    std::map<std::tuple<std::string, std::string, std::string>, FieldSuggestion> known;
    for (auto& each : catalogue.suggestions_of(batch))
        known.emplace(std::tuple{each.record, each.field, each.value}, each);
    CsvReader reader{csv, delimiter_under(csv, "record").value_or(',')};
    CsvRecord row;
    std::map<std::string, std::size_t> column;
    if (reader.next(row)) {
        for (std::size_t i = 0; i < row.fields.size(); ++i) column.emplace(fold(squeeze(row.fields[i])), i);
    }
    for (const char* needed : {"record", "field", "value", "decision"}) {
        if (column.contains(needed)) continue;
        throw Error(Problem::bad_input, name + " has no column " + needed)
            .with_hint("Fill in what `acervo batch suggestions ID --format csv` writes.");
    }
    std::vector<Decided> decisions;
    while (reader.next(row)) {
        if (!row.wrong.empty())
            throw Error(Problem::bad_input, name + ": line " + std::to_string(row.line) + ": " + row.wrong);
        const auto cell = [&](const char* of) {
            const auto at = column.find(of);
            return at == column.end() || at->second >= row.fields.size() ? std::string{}
                                                                         : unprotected(row.fields[at->second]);
        };
        auto corrected = squeeze(cell("corrected"));
        const auto decision = during(name, [&] { return decision_of(cell("decision"), row.line); });
        if (!decision && corrected.empty()) continue;
        if (corrected.size() > longest_value) {
            throw Error(Problem::bad_input,
                        name + ": line " + std::to_string(row.line) + ": the corrected value is too long")
                .with_hint("Write one value.");
        }
        const auto found = known.find({cell("record"), cell("field"), cell("value")});
        if (found == known.end()) {
            throw Error(Problem::bad_input, name + ": line " + std::to_string(row.line) + ": batch " + batch +
                                                " suggested no such value: " + cell("field") + " " + cell("value"))
                .with_hint("Leave the columns record, field and value as they are; another value goes into corrected.");
        }
        decisions.push_back({found->second, decision.value_or(true), std::move(corrected), row.line});
    }
    return Decisions{catalogue, vocabulary, batch, true}.run(decisions, name);
}

void reopen_suggestions(Catalogue& catalogue, const std::string& record) {
    const auto stored = catalogue.find(record);
    for (const auto& each : catalogue.suggestions(record)) {
        if (each.state == "accepted" && (!stored || !holds(stored->record, each.field, each.value)))
            catalogue.decide(record, each.field, each.value, "open");
    }
}

}  // namespace acervo
