// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/catalogue_impl.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/sha256.h"
#include "corpus/text.h"

#include <array>
#include <random>
#include <string_view>
#include <utility>

namespace acervo {
namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 5> outcomes{{{Outcome::created, "created"},
                                                                        {Outcome::updated, "updated"},
                                                                        {Outcome::unchanged, "unchanged"},
                                                                        {Outcome::rejected, "rejected"},
                                                                        {Outcome::skipped, "skipped"}}};
constexpr std::array<std::string_view, 6> states{"planning", "planned", "applying", "applied", "failed", "reverted"};

/// Eight letters out of 32 that are not mistaken for each other.
std::string random_id() {
    static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    std::random_device random;
    std::string id;
    for (int i = 0; i < 8; ++i) id += letters[random() % letters.size()];
    return id;
}

constexpr const char* batch_columns = "SELECT id, name, state, options, started, finished, found FROM batches ";

Batch batch_of(const sqlite::Rows& rows) {
    Batch batch;
    batch.id = rows.text(0);
    batch.name = rows.text(1);
    batch.state = rows.text(2);
    batch.options = rows.text(3);
    batch.started = rows.text(4);
    batch.finished = rows.text(5);
    batch.found = rows.integer(6);
    return batch;
}

void add_totals(sqlite::Database& database, Batch& batch) {
    const int planned = batch.state == "planning" || batch.state == "planned" ? 1 : 0;
    sqlite::Rows rows = database.query(
        "SELECT outcome, count(*) FROM items WHERE batch = ? AND planned = ? GROUP BY outcome", batch.id, planned);
    while (rows.next()) batch.totals[rows.text(0)] = rows.integer(1);
}

LangMap message_of(const std::string& text) {
    LangMap message;
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) return message;
    for (const auto& [language, sentence] : json.items()) {
        if (sentence.is_string()) message[language] = sentence.get<std::string>();
    }
    return message;
}

std::string to_text(const std::vector<Remark>& remarks) {
    auto list = nlohmann::json::array();
    for (const Remark& remark : remarks) {
        list.push_back({{"rule", remark.rule},
                        {"field", clean(remark.field)},
                        {"value", clean(remark.value)},
                        {"message", remark.message}});
    }
    return dump(list);
}

std::vector<Remark> remarks_of(const std::string& text) {
    std::vector<Remark> remarks;
    if (text == "[]") return remarks;
    const nlohmann::json list = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!list.is_array()) return remarks;
    for (const auto& each : list) {
        if (!each.is_object()) continue;
        remarks.push_back({each.value("rule", ""), each.value("field", ""), each.value("value", ""),
                           message_of(each.contains("message") ? each["message"].dump() : "")});
    }
    return remarks;
}

constexpr const char* item_columns =
    "SELECT number, path, line, outcome, record, rule, field, value, message, version_before, version_after, remarks, "
    "digest, planned FROM items ";

Item item_of(const sqlite::Rows& rows) {
    Item item;
    item.number = rows.integer(0);
    item.path = rows.text(1);
    item.line = static_cast<int>(rows.integer(2));
    item.outcome = outcome(rows.text(3));
    item.record = rows.text(4);
    item.rule = rows.text(5);
    item.field = rows.text(6);
    item.value = rows.text(7);
    item.message = message_of(rows.text(8));
    item.version_before = rows.integer(9);
    item.version_after = rows.integer(10);
    item.others = remarks_of(rows.text(11));
    item.digest = rows.text(12);
    item.planned = rows.integer(13) != 0;
    return item;
}

}  // namespace

std::string to_string(Outcome outcome) {
    for (const auto& [value, name] : outcomes) {
        if (value == outcome) return std::string(name);
    }
    return "skipped";
}

Outcome outcome(const std::string& name) {
    for (const auto& [value, known] : outcomes) {
        if (known == name) return value;
    }
    throw Error(Problem::bad_input, "\"" + name + "\" is not an outcome")
        .with_hint("Use created, updated, unchanged, rejected or skipped.");
}

Batch Catalogue::start_batch(const std::string& name, const std::string& options, const std::string& state) {
    Transaction transaction(*this);
    Batch batch;
    do batch.id = random_id();
    while (impl_->database.number("SELECT count(*) FROM batches WHERE id = ?", batch.id) != 0);
    batch.name = clean(name);
    batch.state = state;
    batch.options = options;
    batch.started = now();
    impl_->database.run("INSERT INTO batches (id, name, state, options, started, finished) VALUES (?, ?, ?, ?, ?, '')",
                        batch.id, batch.name, batch.state, batch.options, batch.started);
    transaction.commit();
    return batch;
}

void Catalogue::set_batch_state(const std::string& id, const std::string& state) {
    bool known = false;
    for (const std::string_view each : states) known = known || each == state;
    if (!known) throw Error(Problem::bad_input, "\"" + state + "\" is not a state of a batch");
    const std::string finished = state == "applied" || state == "failed" || state == "reverted" ? now() : "";
    Transaction transaction(*this);
    if (impl_->database.run("UPDATE batches SET state = ?, finished = ? WHERE id = ?", state, finished, id) == 0) {
        throw Error(Problem::not_found, "there is no batch " + id);
    }
    transaction.commit();
}

std::optional<Batch> Catalogue::batch(const std::string& id) const {
    std::optional<Batch> batch;
    if (sqlite::Rows rows = impl_->database.query(std::string(batch_columns) + "WHERE id = ?", id); rows.next()) {
        batch = batch_of(rows);
    }
    if (batch) add_totals(impl_->database, *batch);
    return batch;
}

std::vector<Batch> Catalogue::batches() const {
    std::vector<Batch> batches;
    {
        sqlite::Rows rows = impl_->database.query(std::string(batch_columns) + "ORDER BY number DESC");
        while (rows.next()) batches.push_back(batch_of(rows));
    }
    for (Batch& batch : batches) add_totals(impl_->database, batch);
    return batches;
}

void Catalogue::put_item(const std::string& batch, const Item& item) {
    const std::string path = clean(item.path);
    Transaction transaction(*this);
    sqlite::Database& database = impl_->database;
    if (database.number("SELECT count(*) FROM batches WHERE id = ?", batch) == 0) {
        throw Error(Problem::not_found, "there is no batch " + batch);
    }
    // A replaced item keeps its number; a new one gets the one it asks for if that is free, else the next.
    std::int64_t number =
        database.number("SELECT number FROM items WHERE batch = ? AND path = ? AND line = ?", batch, path, item.line);
    const bool taken = number == 0 && database.number("SELECT count(*) FROM items WHERE batch = ? AND number = ?",
                                                      batch, item.number) != 0;
    if (number == 0) {
        number = item.number > 0 && !taken
                     ? item.number
                     : database.number("SELECT max(number) FROM items WHERE batch = ?", batch) + 1;
    }
    const std::string outcome_name = to_string(item.outcome);
    const std::string value = clean(item.value);
    const std::string message = dump(item.message);
    const std::string remarks = item.others.empty() ? "[]" : to_text(item.others);
    database.run(
        "INSERT INTO items (batch, number, path, line, outcome, record, rule, field, value, message, version_before, "
        "version_after, remarks, digest, planned) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (batch, number) DO UPDATE SET outcome = "
        "excluded.outcome, record = excluded.record, rule = excluded.rule, field = excluded.field, value = "
        "excluded.value, message = excluded.message, version_before = excluded.version_before, version_after = "
        "excluded.version_after, remarks = excluded.remarks, digest = excluded.digest, planned = excluded.planned",
        batch, number, path, item.line, outcome_name, item.record, item.rule, item.field, value, message,
        item.version_before, item.version_after, remarks, item.digest, item.planned ? 1 : 0);
    transaction.commit();
}

std::vector<Item> Catalogue::items(const std::string& batch) const {
    std::vector<Item> items;
    each_item(batch, 0, [&](const Item& item) {
        items.push_back(item);
        return true;
    });
    return items;
}

std::vector<Item> Catalogue::items_of(const std::string& batch, const std::string& record) const {
    std::vector<Item> items;
    sqlite::Rows rows = impl_->database.query(
        std::string(item_columns) + "WHERE batch = ? AND record = ? ORDER BY number", batch, record);
    while (rows.next()) items.push_back(item_of(rows));
    return items;
}

void Catalogue::each_item(const std::string& batch, std::int64_t after,
                          const std::function<bool(const Item&)>& visit) const {
    sqlite::Rows rows = impl_->database.query(
        std::string(item_columns) + "WHERE batch = ? AND number > ? ORDER BY number", batch, after);
    while (rows.next() && visit(item_of(rows))) {
    }
}

std::optional<Item> Catalogue::item(const std::string& batch, const std::string& path, int line) const {
    const std::string tidy = clean(path);
    sqlite::Rows rows = impl_->database.query(std::string(item_columns) + "WHERE batch = ? AND path = ? AND line = ?",
                                              batch, tidy, line);
    if (!rows.next()) return std::nullopt;
    return item_of(rows);
}

void Catalogue::set_batch_found(const std::string& id, std::int64_t found) {
    Transaction transaction(*this);
    impl_->database.run("UPDATE batches SET found = ? WHERE id = ?", found, id);
    transaction.commit();
}

std::optional<std::string> Catalogue::extraction(const std::string& sha256, const std::string& extractor) const {
    sqlite::Rows rows =
        impl_->database.query("SELECT json FROM extractions WHERE sha256 = ? AND extractor = ?", sha256, extractor);
    if (!rows.next()) return std::nullopt;
    return rows.text(0);
}

void Catalogue::put_extraction(const std::string& sha256, const std::string& extractor, const std::string& json) {
    Transaction transaction(*this);
    impl_->database.run(
        "INSERT INTO extractions (sha256, extractor, json) VALUES (?, ?, ?) "
        "ON CONFLICT (sha256) DO UPDATE SET extractor = excluded.extractor, json = excluded.json",
        sha256, extractor, json);
    transaction.commit();
}

}  // namespace acervo
