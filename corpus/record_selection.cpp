// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record_selection.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/catalogue_impl.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

/// Of the versions that are numbered without a gap in the order of their instants: the first that is not before
/// `instant`, or one more than the last. A handful of look-ups, so that instants need no index.
std::int64_t first_at(sqlite::Database& database, const std::string& instant) {
    std::int64_t low = 1, high = database.number("SELECT max(sequence) FROM versions") + 1;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        sqlite::Rows row = database.query(
            "SELECT sequence, created FROM versions WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1", middle);
        if (row.next() && row.text(1) >= instant) {
            high = row.integer(0);
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/// An instant after every one of this second, and before those of the next.
std::string past(const std::string& instant) {
    return instant + "~";
}

/// The sequence numbers that a selection lets through: above the first, up to the second.
std::pair<std::int64_t, std::int64_t> bounds(sqlite::Database& database, const RecordSelection& selection) {
    auto after = selection.after, end = selection.end;
    if (!selection.from.empty()) after = std::max(after, first_at(database, selection.from) - 1);
    if (!selection.until.empty()) end = std::min(end, first_at(database, past(selection.until)) - 1);
    return {after, end};
}

// The version of a record then is one that no other follows up to `end`.
constexpr const char* versions_of_then =
    " FROM versions LEFT JOIN versions AS later ON later.record = versions.record AND later.version = versions.version "
    "+ 1 WHERE versions.sequence > ? AND versions.sequence <= ? AND (later.sequence IS NULL OR later.sequence > ?)";

}  // namespace

struct RecordSelector::Impl {
    explicit Impl(const std::filesystem::path& file) : database(file, /*read_only=*/true) {
        check_schema(database, file.string());
    }
    sqlite::Database database;
};

RecordSelector::RecordSelector(const std::filesystem::path& data)
    : impl_(std::make_unique<Impl>(data / "catalogue.db")) {}
RecordSelector::~RecordSelector() = default;
RecordSelector::RecordSelector(RecordSelector&&) noexcept = default;

std::vector<RecordSelector::Chosen> RecordSelector::select(const RecordSelection& selection, int limit) const {
    const auto [after, end] = bounds(impl_->database, selection);
    std::string sql = std::string{"SELECT versions.sequence, versions.record"} + versions_of_then;
    std::vector<std::string> texts;
    for (const auto& [member, values] : selection.members) {
        sql += " AND EXISTS (SELECT 1 FROM json_each(versions.json, ?) AS has WHERE ";
        sql += values.empty() ? "? <> '')" : "has.value IN (SELECT value FROM json_each(?)))";
        texts.push_back(member);
        texts.push_back(dump(nlohmann::json(values)));
    }
    sql += " ORDER BY versions.sequence LIMIT ?";
    sqlite::Rows rows = impl_->database.query(sql, after, end, selection.end);
    int parameter = 3;
    for (const auto& text : texts) rows.bind(++parameter, text);
    rows.bind(++parameter, limit);
    std::vector<Chosen> chosen;
    while (rows.next()) chosen.push_back({rows.integer(0), rows.text(1)});
    return chosen;
}

std::int64_t RecordSelector::count(const RecordSelection& selection) const {
    const auto [after, end] = bounds(impl_->database, selection);
    return impl_->database.number(std::string{"SELECT count(*)"} + versions_of_then, after, end, selection.end);
}

std::vector<std::string> RecordSelector::values_since(const std::string& member, std::int64_t sequence) const {
    std::vector<std::string> values;
    sqlite::Rows rows = impl_->database.query(
        "SELECT DISTINCT has.value FROM versions, json_each(versions.json, ?) AS has WHERE versions.sequence > ?",
        member, sequence);
    while (rows.next()) values.push_back(rows.text(0));
    return values;
}

std::string RecordSelector::first_instant() const {
    sqlite::Rows rows = impl_->database.query("SELECT created FROM versions ORDER BY sequence LIMIT 1");
    return rows.next() ? rows.text(0) : std::string{};
}

}  // namespace acervo
