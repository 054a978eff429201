// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue_impl.h"
#include "corpus/error.h"

#include <array>
#include <cstdint>

namespace acervo {
namespace {

constexpr std::int64_t application = 0x41637276;  // "Acrv"

void first_schema(sqlite::Database& database) {
    // `versions` is the journal of everything that was ever written, in the order of the one counter `sequence`;
    // `records` points at the present version of each. Nothing is deleted from either.
    database.execute(R"(
        CREATE TABLE texts (
            key INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            units INTEGER NOT NULL
        ) STRICT;

        -- key = text * 2^24 + number: the units of a text lie side by side, and one of them is a single look-up
        CREATE TABLE units (
            key INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            notes TEXT NOT NULL
        ) STRICT;

        CREATE TABLE records (
            id TEXT PRIMARY KEY,
            collection TEXT NOT NULL,
            source_key TEXT NOT NULL,
            sequence INTEGER NOT NULL UNIQUE REFERENCES versions(sequence) DEFERRABLE INITIALLY DEFERRED,
            created TEXT NOT NULL,
            UNIQUE (collection, source_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE versions (
            sequence INTEGER PRIMARY KEY,
            record TEXT NOT NULL REFERENCES records(id) DEFERRABLE INITIALLY DEFERRED,
            version INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            text INTEGER REFERENCES texts(key),
            batch TEXT NOT NULL,
            created TEXT NOT NULL,
            json TEXT NOT NULL,
            UNIQUE (record, version)
        ) STRICT;
        CREATE INDEX versions_text ON versions(text);

        -- originals of the present versions that are not withdrawn
        CREATE TABLE record_files (
            sha256 TEXT NOT NULL,
            record TEXT NOT NULL REFERENCES records(id),
            PRIMARY KEY (sha256, record)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_files_record ON record_files(record);

        CREATE TABLE originals (
            sha256 TEXT PRIMARY KEY,
            bytes INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            added TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE extractions (
            sha256 TEXT PRIMARY KEY,
            extractor TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT;

        CREATE TABLE batches (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            state TEXT NOT NULL,
            options TEXT NOT NULL,
            started TEXT NOT NULL,
            finished TEXT NOT NULL
        ) STRICT;

        CREATE TABLE items (
            batch TEXT NOT NULL REFERENCES batches(id),
            number INTEGER NOT NULL,
            path TEXT NOT NULL,
            line INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            record TEXT NOT NULL,
            rule TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            message TEXT NOT NULL,
            version_before INTEGER NOT NULL,
            version_after INTEGER NOT NULL,
            PRIMARY KEY (batch, number),
            UNIQUE (batch, path, line)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX items_outcome ON items(batch, outcome);
    )");
}

/// Plans, suggestions, duplicates, tokens, and how the text of a unit came to be.
void second_schema(sqlite::Database& database) {
    database.execute(R"(
        ALTER TABLE units ADD COLUMN origin TEXT NOT NULL DEFAULT '';
        ALTER TABLE units ADD COLUMN confidence REAL NOT NULL DEFAULT 0;

        ALTER TABLE batches ADD COLUMN found INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE items ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE items ADD COLUMN digest TEXT NOT NULL DEFAULT '';
        ALTER TABLE items ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
        -- totals are asked for while a batch runs: of the index alone
        DROP INDEX items_outcome;
        CREATE INDEX items_outcome ON items(batch, planned, outcome);

        CREATE TABLE suggestions (
            record TEXT NOT NULL REFERENCES records(id),
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            confidence REAL NOT NULL,
            because TEXT NOT NULL,
            batch TEXT NOT NULL,
            state TEXT NOT NULL,
            PRIMARY KEY (record, field, value)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX suggestions_batch ON suggestions(batch);

        CREATE TABLE fingerprints (
            record TEXT PRIMARY KEY REFERENCES records(id),
            sequence INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;

        -- pairs that a person has judged; `one` < `other`
        CREATE TABLE twins (
            one TEXT NOT NULL REFERENCES records(id),
            other TEXT NOT NULL REFERENCES records(id),
            decision TEXT NOT NULL,
            decided TEXT NOT NULL,
            PRIMARY KEY (one, other)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tokens (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE,
            created TEXT NOT NULL,
            expires TEXT NOT NULL,
            revoked TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
    )");
}

/// Step n takes schema n to n + 1. Append only: a step that was released is never changed.
using Step = void (*)(sqlite::Database&);
constexpr std::array<Step, 2> steps{first_schema, second_schema};
constexpr auto newest = static_cast<std::int64_t>(steps.size());

/// The schema version; 0 where there is no schema yet.
std::int64_t schema(sqlite::Database& database, const std::string& name) {
    const std::int64_t version = database.number("PRAGMA user_version");
    const std::int64_t owner = database.number("PRAGMA application_id");
    const bool empty = version == 0 && owner == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!empty && owner != application) {
        throw Error(Problem::broken, name + " is a database of another program")
            .with_hint("Move it away, or choose another folder with --data.")
            .with_code("not-a-catalogue");
    }
    if (version > newest) {
        throw Error(Problem::broken, name + " has schema " + std::to_string(version) +
                                         "; this program knows schemas up to " + std::to_string(newest))
            .with_hint("It was written by a newer Acervo: install that version or a later one.")
            .with_code("newer-schema");
    }
    return version;
}

}  // namespace

void check_owner(sqlite::Database& database, const std::string& name) {
    schema(database, name);
}

void check_schema(sqlite::Database& database, const std::string& name) {
    const std::int64_t version = schema(database, name);
    if (version == 0)
        throw Error(Problem::not_found, name + " is empty").with_hint("Ingest something first (acervo ingest).");
    if (version < newest) {
        throw Error(Problem::broken, name + " has schema " + std::to_string(version) + "; this program reads schema " +
                                         std::to_string(newest))
            .with_hint("Run `acervo index` once with this version: it brings the catalogue up to date.")
            .with_code("older-schema");
    }
}

void migrate(sqlite::Database& database, const std::string& name) {
    if (schema(database, name) == newest) return;
    database.execute("BEGIN IMMEDIATE");
    try {
        // Asked again: somebody else may have done it while we waited.
        for (std::int64_t version = schema(database, name); version < newest; ++version) {
            steps[static_cast<std::size_t>(version)](database);
            database.execute("PRAGMA user_version = " + std::to_string(version + 1));
        }
        database.execute("PRAGMA application_id = " + std::to_string(application));
        database.execute("COMMIT");
    } catch (...) {
        if (database.in_transaction()) database.execute("ROLLBACK");
        throw;
    }
}

}  // namespace acervo
