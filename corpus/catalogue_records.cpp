// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/catalogue_impl.h"
#include "corpus/error.h"
#include "corpus/record_json.h"
#include "corpus/sha256.h"
#include "corpus/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace acervo {
namespace {

constexpr int unit_bits = 24;  ///< of a unit's key are its number; the rest is the text's key
constexpr int most_units = (1 << unit_bits) - 1;
constexpr int page_of_changes = 256;

std::int64_t unit_key(std::int64_t text, int number) {
    return text << unit_bits | number;
}

constexpr const char* stored_columns =
    "SELECT versions.json, versions.version, versions.sequence, records.created, versions.created, versions.batch, "
    "versions.withdrawn, coalesce(versions.text, 0), coalesce(texts.units, 0), versions.record FROM versions "
    "JOIN records ON records.id = versions.record LEFT JOIN texts ON texts.key = versions.text ";

/// The row of a query that begins with `stored_columns`.
Stored stored(const sqlite::Rows& rows) {
    Stored stored;
    stored.version = rows.integer(1);
    stored.sequence = rows.integer(2);
    stored.created = rows.text(3);
    stored.modified = rows.text(4);
    stored.batch = rows.text(5);
    stored.withdrawn = rows.integer(6) != 0;
    stored.text = rows.integer(7);
    stored.units = static_cast<int>(rows.integer(8));
    const nlohmann::json json = nlohmann::json::parse(rows.text(0), nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded()) {
        throw Error(Problem::broken, "record " + rows.text(9) + " in the catalogue is not JSON")
            .with_hint("The catalogue is damaged: restore the last backup (acervo restore).")
            .with_code("damaged");
    }
    stored.record = during("record " + rows.text(9), [&] { return record_from_json(json); });
    return stored;
}

/// A version about to be written.
struct Version {
    std::string json;
    std::int64_t text = 0;
    bool withdrawn = false;
    std::string batch;
};

class Writer {
public:
    explicit Writer(sqlite::Database& database) : database_(database) {}

    /// The key of the text that has exactly these units, written if it is new; 0 for none.
    std::int64_t text(const std::vector<Unit>& units) {
        if (units.empty()) return 0;
        Sha256 content;
        for (const Unit& unit : units) {
            content.update(dump(to_json(unit)));
            content.update("\n");
        }
        const std::string digest = content.hex();
        if (const auto key = database_.number("SELECT key FROM texts WHERE digest = ?", digest)) return key;
        database_.run("INSERT INTO texts (digest, units) VALUES (?, ?)", digest, units.size());
        const std::int64_t key = database_.last_key();
        for (const Unit& unit : units) {
            database_.run(
                "INSERT INTO units (key, kind, label, language, title, body, notes, origin, confidence) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                unit_key(key, unit.number), to_string(unit.kind), unit.label, unit.language, unit.title, unit.text,
                unit.notes, unit.origin, unit.confidence);
        }
        return key;
    }

    /// Adds a version and makes it the present one. The record's row is made with the first.
    std::int64_t add(const Record& record, const Version& version) {
        const std::int64_t sequence = database_.number("SELECT max(sequence) FROM versions") + 1;
        const std::int64_t number =
            database_.number("SELECT max(version) FROM versions WHERE record = ?", record.id) + 1;
        const std::string instant = acervo::instant(database_);
        database_.run(
            "INSERT INTO versions (sequence, record, version, withdrawn, text, batch, created, json) "
            "VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?)",
            sequence, record.id, number, version.withdrawn ? 1 : 0, version.text, version.batch, instant, version.json);
        database_.run(
            "INSERT INTO records (id, collection, source_key, sequence, created) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence",
            record.id, record.collection, record.source_key, sequence, instant);
        database_.run("DELETE FROM record_files WHERE record = ?", record.id);
        if (version.withdrawn) return number;
        for (const FileRef& file : record.files) {
            database_.run("INSERT OR IGNORE INTO record_files (sha256, record) VALUES (?, ?)", file.sha256, record.id);
        }
        return number;
    }

private:
    sqlite::Database& database_;
};

/// The record as it will be read back, so that what is put again compares equal.
Record normalised(const Record& record) {
    if (record.id != record_id(record.collection, record.source_key) || record.source_key.empty()) {
        throw Error(Problem::bad_input, "record \"" + record.id + "\": its id is not that of its collection \"" +
                                            record.collection + "\" and source key \"" + record.source_key + "\"");
    }
    Record read = during("record " + record.id, [&] { return record_from_json(to_json(record)); });
    // Keys are compared bytewise and are not ours to tidy.
    if (read.collection != record.collection || read.source_key != record.source_key) {
        throw Error(Problem::bad_input, "record " + record.id +
                                            ": source key and collection must be clean text (NFC, no control "
                                            "characters, no white space at the ends)")
            .with_code("source-key");
    }
    return read;
}

std::vector<Unit> normalised(const std::vector<Unit>& units) {
    std::vector<Unit> clean_units = units;
    int last = 0;
    for (Unit& unit : clean_units) {
        if (unit.number <= last || unit.number > most_units) {
            throw Error(Problem::bad_input, "unit " + std::to_string(unit.number) + " after unit " +
                                                std::to_string(last) + ": units are numbered upwards from 1");
        }
        last = unit.number;
        for (std::string* text : {&unit.label, &unit.language, &unit.title, &unit.text, &unit.notes, &unit.origin})
            *text = clean(*text);
    }
    return clean_units;
}

}  // namespace

Catalogue::Put Catalogue::put(const Record& record, const std::vector<Unit>& units, const std::string& batch) {
    const Record tidy = normalised(record);
    const std::vector<Unit> tidy_units = normalised(units);
    const std::string json = dump(to_json(tidy));

    Transaction transaction(*this);
    Writer writer(impl_->database);
    const std::int64_t text = writer.text(tidy_units);
    Put result{Outcome::created, 0, 0};
    {
        sqlite::Rows present = impl_->database.query(
            "SELECT version, withdrawn, coalesce(text, 0), json FROM records JOIN versions USING (sequence) WHERE id = "
            "?",
            tidy.id);
        if (present.next()) {
            result.version_before = present.integer(0);
            const bool withdrawn = present.integer(1) != 0;
            if (!withdrawn && present.integer(2) == text && present.text(3) == json) {
                result.outcome = Outcome::unchanged;
                result.version_after = result.version_before;
            } else if (!withdrawn) {
                result.outcome = Outcome::updated;
            }
        }
    }
    if (result.outcome != Outcome::unchanged) result.version_after = writer.add(tidy, {json, text, false, batch});
    transaction.commit();
    return result;
}

void Catalogue::withdraw(const std::string& id, const std::string& batch) {
    Transaction transaction(*this);
    std::optional<Stored> present = find(id);
    if (!present) throw Error(Problem::not_found, "there is no record " + id);
    if (!present->withdrawn) {
        present->record.status = "withdrawn";
        Writer(impl_->database).add(present->record, {dump(to_json(present->record)), 0, true, batch});
    }
    transaction.commit();
}

void Catalogue::restore(const std::string& id, std::int64_t version, const std::string& batch) {
    Transaction transaction(*this);
    const std::optional<Stored> earlier = find(id, version);
    if (!earlier) throw Error(Problem::not_found, "record " + id + " has no version " + std::to_string(version));
    if (const auto present = find(id); present->version != version) {
        Writer(impl_->database)
            .add(earlier->record, {dump(to_json(earlier->record)), earlier->text, earlier->withdrawn, batch});
    }
    transaction.commit();
}

std::optional<Stored> Catalogue::find(const std::string& id) const {
    sqlite::Rows rows = impl_->database.query(
        std::string(stored_columns) + "WHERE versions.sequence = records.sequence AND records.id = ?", id);
    if (!rows.next()) return std::nullopt;
    return stored(rows);
}

std::optional<Stored> Catalogue::find(const std::string& id, std::int64_t version) const {
    sqlite::Rows rows = impl_->database.query(
        std::string(stored_columns) + "WHERE versions.record = ? AND versions.version = ?", id, version);
    if (!rows.next()) return std::nullopt;
    return stored(rows);
}

std::optional<Stored> Catalogue::find_by_key(const std::string& collection, const std::string& source_key) const {
    return find(record_id(collection, source_key));
}

std::vector<std::int64_t> Catalogue::versions(const std::string& id) const {
    std::vector<std::int64_t> numbers;
    sqlite::Rows rows = impl_->database.query("SELECT version FROM versions WHERE record = ? ORDER BY version", id);
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

std::vector<std::string> Catalogue::holders(const std::string& sha256) const {
    std::vector<std::string> ids;
    sqlite::Rows rows =
        impl_->database.query("SELECT record FROM record_files WHERE sha256 = ? ORDER BY record", sha256);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

namespace {

constexpr const char* unit_columns =
    "SELECT key, kind, label, language, title, body, notes, origin, confidence FROM units ";

Unit unit(const sqlite::Rows& rows) {
    Unit unit;
    unit.number = static_cast<int>(rows.integer(0) & most_units);
    unit.kind = unit_kind(rows.text(1));
    unit.label = rows.text(2);
    unit.language = rows.text(3);
    unit.title = rows.text(4);
    unit.text = rows.text(5);
    unit.notes = rows.text(6);
    unit.origin = rows.text(7);
    unit.confidence = rows.real(8);
    return unit;
}

}  // namespace

std::vector<Unit> Catalogue::units(std::int64_t text) const {
    std::vector<Unit> units;
    sqlite::Rows rows = impl_->database.query(std::string(unit_columns) + "WHERE key BETWEEN ? AND ? ORDER BY key",
                                              unit_key(text, 0), unit_key(text, most_units));
    while (rows.next()) units.push_back(unit(rows));
    return units;
}

std::optional<Unit> Catalogue::find_unit(std::int64_t text, int number) const {
    if (number < 1 || number > most_units) return std::nullopt;
    sqlite::Rows rows = impl_->database.query(std::string(unit_columns) + "WHERE key = ?", unit_key(text, number));
    if (!rows.next()) return std::nullopt;
    return unit(rows);
}

void Catalogue::changed_since(std::int64_t sequence, const std::function<bool(const Stored&)>& visit) const {
    // By pages, so that a slow visitor neither holds the log back nor trips over its own writing. A record that changes
    // meanwhile comes later, with its new version.
    for (;;) {
        std::vector<Stored> page;
        {
            sqlite::Rows rows = impl_->database.query(std::string(stored_columns) +
                                                          "WHERE versions.sequence = records.sequence AND "
                                                          "versions.sequence > ? ORDER BY versions.sequence LIMIT ?",
                                                      sequence, page_of_changes);
            while (rows.next()) page.push_back(stored(rows));
        }
        for (const Stored& each : page) {
            if (!visit(each)) return;
        }
        if (page.size() < page_of_changes) return;
        sequence = page.back().sequence;
    }
}

}  // namespace acervo
