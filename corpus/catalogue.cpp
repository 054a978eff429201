// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"

#include "corpus/catalogue_impl.h"
#include "corpus/durable.h"
#include "corpus/error.h"

#include <fcntl.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

namespace acervo {
namespace {

constexpr const char* file_name = "catalogue.db";

/// The file must be there before SQLite opens it, which would make it readable by everybody.
std::filesystem::path prepared(const std::filesystem::path& folder, Catalogue::Mode mode) {
    const std::filesystem::path file = folder / file_name;
    if (mode == Catalogue::Mode::read_only) {
        std::error_code error;
        if (std::filesystem::exists(file, error) || error) return file;
        throw Error(Problem::not_found, "there is no catalogue in " + folder.string())
            .with_hint("Ingest something first (acervo ingest), or name the right folder with --data.");
    }
    make_folders(folder);
    make_file(file);
    return file;
}

}  // namespace

Catalogue::Impl::Impl(std::filesystem::path data_folder, Mode open_mode)
    : folder(std::move(data_folder)),
      mode(open_mode),
      database(prepared(folder, open_mode), open_mode == Mode::read_only) {
    const std::string name = (folder / file_name).string();
    if (mode == Mode::read_only) {
        check_schema(database, name);
        return;
    }
    const bool fresh = database.number("PRAGMA page_count") == 0;
    if (!fresh) check_owner(database, name);  // before anything in a stranger's file is changed
    if (fresh) database.execute("PRAGMA page_size = 8192");
    database.use_wal();
    database.execute(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size "
        "= -16384; "
        "PRAGMA cell_size_check = ON");
    migrate(database, name);
    make_folders(aside());
    if (fresh) sync_folder(folder);
}

void Catalogue::Impl::begin() {
    if (depth == 0) {
        database.execute("BEGIN IMMEDIATE");
        sequence_before = database.number("SELECT max(sequence) FROM versions");
    } else {
        database.execute("SAVEPOINT s" + std::to_string(depth));
    }
    ++depth;
}

void Catalogue::Impl::commit() {
    // SQLite takes a whole transaction back by itself when the disk is full or fails.
    if (!database.in_transaction()) {
        throw Error(Problem::broken, "the transaction was undone by an earlier error; nothing of it was written");
    }
    if (depth == 1) date_versions();
    database.execute(depth == 1 ? "COMMIT" : "RELEASE s" + std::to_string(depth - 1));
    --depth;
}

/// A version is as old as the moment from which others see it: who asks for what was written since they last asked must
/// not miss what was being written then.
void Catalogue::Impl::date_versions() {
    if (database.number("SELECT max(sequence) FROM versions") == sequence_before) return;
    const auto seen = instant(database);
    database.run("UPDATE versions SET created = ? WHERE sequence > ? AND created < ?", seen, sequence_before, seen);
    database.run(
        "UPDATE records SET created = ? WHERE created < ? AND id IN (SELECT record FROM versions WHERE sequence > ? "
        "AND version = 1)",
        seen, seen, sequence_before);
}

void Catalogue::Impl::undo() noexcept {
    --depth;
    try {
        if (!database.in_transaction()) return;
        const std::string savepoint = "s" + std::to_string(depth);
        database.execute(depth == 0 ? "ROLLBACK" : "ROLLBACK TO " + savepoint + "; RELEASE " + savepoint);
    } catch (const Error&) {
        // What cannot be rolled back is not committed either; the next statement says what is wrong.
    }
}

std::string instant(sqlite::Database& database) {
    std::string last;
    if (sqlite::Rows rows = database.query("SELECT created FROM versions ORDER BY sequence DESC LIMIT 1");
        rows.next()) {
        last = rows.text(0);
    }
    return std::max(now(), last);
}

Catalogue::Catalogue(std::filesystem::path folder, Mode mode)
    : impl_(std::make_unique<Impl>(std::move(folder), mode)) {}
Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

const std::filesystem::path& Catalogue::folder() const {
    return impl_->folder;
}

Catalogue::Transaction::Transaction(Catalogue& catalogue) : catalogue_(catalogue) {
    catalogue_.impl_->begin();
}

Catalogue::Transaction::~Transaction() {
    if (open_) catalogue_.impl_->undo();
}

void Catalogue::Transaction::commit() {
    catalogue_.impl_->commit();
    open_ = false;
}

std::int64_t Catalogue::sequence() const {
    return impl_->database.number("SELECT max(sequence) FROM versions");
}

Catalogue::Totals Catalogue::totals() const {
    Totals totals;
    sqlite::Rows records = impl_->database.query(
        "SELECT count(*) - sum(withdrawn), sum(withdrawn), sum(coalesce(units, 0)) FROM records "
        "JOIN versions USING (sequence) LEFT JOIN texts ON texts.key = versions.text");
    if (records.next()) {
        totals.records = records.integer(0);
        totals.withdrawn = records.integer(1);
        totals.units = records.integer(2);
    }
    totals.versions = impl_->database.number("SELECT count(*) FROM versions");
    sqlite::Rows originals = impl_->database.query("SELECT count(*), sum(bytes) FROM originals");
    if (originals.next()) {
        totals.originals = originals.integer(0);
        totals.bytes = originals.integer(1);
    }
    return totals;
}

namespace {

void check_pages_and_rows(sqlite::Database& database, std::vector<std::string>& problems) {
    for (sqlite::Rows rows = database.query("PRAGMA integrity_check"); rows.next();) {
        if (rows.text(0) != "ok") problems.push_back(rows.text(0));
    }
    if (!problems.empty()) return;  // what follows would stumble over the same damage
    for (sqlite::Rows rows = database.query("PRAGMA foreign_key_check"); rows.next();) {
        problems.push_back("a row of " + rows.text(0) + " refers to a row of " + rows.text(2) + " that does not exist");
    }
    for (sqlite::Rows rows =
             database.query("SELECT id FROM records JOIN versions USING (sequence) WHERE record <> id OR version <> "
                            "(SELECT count(*) FROM versions AS all_versions WHERE all_versions.record = id)");
         rows.next();) {
        problems.push_back("record " + rows.text(0) + " lacks a version");
    }
    for (sqlite::Rows rows = database.query(
             "SELECT key FROM texts WHERE units <> (SELECT count(*) FROM units WHERE units.key BETWEEN texts.key << 24 "
             "AND (texts.key << 24) + 16777215)");
         rows.next();) {
        problems.push_back("text " + rows.text(0) + " lacks units");
    }
}

}  // namespace

std::vector<std::string> Catalogue::check_database() const {
    std::vector<std::string> problems;
    try {
        check_pages_and_rows(impl_->database, problems);
    } catch (const Error& error) {
        // Damage that stops the check itself is what it was to find.
        if (error.problem() != Problem::broken) throw;
        problems.emplace_back(error.what());
    }
    return problems;
}

std::string now() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    std::string text(20, '\0');
    std::strftime(text.data(), text.size() + 1, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

}  // namespace acervo
