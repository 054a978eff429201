// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// What happened, or would happen, to one item of a batch.
enum class Outcome { created, updated, unchanged, rejected, skipped };
std::string to_string(Outcome outcome);
Outcome outcome(const std::string& name);  ///< throws Error (bad_input)

/// One thing that is said about an item.
struct Remark {
    std::string rule;  ///< stable name of what was violated or noticed ("encrypted", "vocabulary", ...)
    std::string field, value;
    LangMap message;  ///< es, pt, en; names the remedy
    bool operator==(const Remark&) const = default;
};

/// One line of a batch's report: a file, a row of a manifest, or a member of an archive ("a.zip!/b.pdf").
struct Item {
    std::int64_t number = 0;  ///< in the batch, from 1
    std::string path;
    int line = 0;  ///< of a manifest, from 1; 0: the whole file
    Outcome outcome = Outcome::created;
    std::string record;  ///< id; empty: no record came of it
    std::string rule;    ///< stable name of what was violated or noticed ("encrypted", "vocabulary", ...)
    std::string field, value;
    LangMap message;                                     ///< es, pt, en; names the remedy
    std::int64_t version_before = 0, version_after = 0;  ///< of the record; 0: none
    std::vector<Remark> others;                          ///< what else is said, after the first
    std::string digest;    ///< of the file's or row's bytes, so that a plan can tell whether they changed; may be empty
    bool planned = false;  ///< it says what would happen: the batch has not come to it yet
    bool operator==(const Item&) const = default;
};

struct Batch {
    std::string id;  ///< short, opaque
    std::string name;
    std::string state;                           ///< planning | planned | applying | applied | failed | reverted
    std::string options;                         ///< JSON of what it was started with; enough to resume it
    std::string started, finished;               ///< ISO instants, UTC
    std::int64_t found = 0;                      ///< items known of so far, for who watches its progress
    std::map<std::string, std::int64_t> totals;  ///< by outcome, of items that are not merely planned (all, of a plan)
};

/// What the machine would say of a record, until a person (or a rule) decides.
struct FieldSuggestion {
    std::string record;                ///< id
    std::string field;                 ///< of the metadata model: "theme", "country", "event", ...
    std::string value;                 ///< code, or JSON text of what is no single word
    double confidence = 0;             ///< 0..1
    std::vector<std::string> because;  ///< the words that caused it
    std::string batch;
    std::string state = "open";  ///< open | accepted | rejected
    bool operator==(const FieldSuggestion&) const = default;
};

/// What a record's text looks like, for finding its likes. `bytes` is opaque to the catalogue.
struct Fingerprint {
    std::string record;
    std::int64_t sequence = 0;  ///< of the version it was made of
    std::string bytes;
};

/// What a person said of two records that look alike.
struct TwinDecision {
    std::string one, other;  ///< ids, in this order
    std::string decision;    ///< merge | relate | distinct
    std::string decided;     ///< ISO instant
};

/// The right to write over HTTP. Only a digest of its secret is kept.
struct AccessToken {
    std::string id, name;
    std::string role;                       ///< librarian | admin
    std::string created, expires, revoked;  ///< ISO instants; empty: never
};

/// A record as it stands in one version.
struct Stored {
    Record record;
    std::int64_t version = 0;       ///< from 1, by record
    std::int64_t sequence = 0;      ///< of the catalogue, when this version was written
    std::string created, modified;  ///< ISO instants, UTC
    std::string batch;              ///< that wrote this version
    bool withdrawn = false;         ///< a tombstone: the record has no text any more
    std::int64_t text = 0;          ///< key of its units; 0: none
    int units = 0;
};

/// The truth: records with every earlier version, units, batches with their journal, and the originals.
/// SQLite in WAL mode with synchronous=FULL; what a call wrote is on disk when the call (or the outermost
/// Transaction) returns. One object per thread; any number of processes may read, one writes at a time (another writer
/// waits up to 10 s, then Error (busy)).
class Catalogue {
public:
    enum class Mode { read_write, read_only };

    /// Opens `folder`/catalogue.db, creating and migrating it in read_write mode.
    /// @throws Error (broken) with a remedy when the schema is newer than this program, or the file is damaged;
    /// Error (not_found) in read_only mode when there is none.
    explicit Catalogue(std::filesystem::path folder, Mode mode = Mode::read_write);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;

    const std::filesystem::path& folder() const;

    /// Everything between construction and commit() is one transaction; undone when it was not committed. Nests.
    class Transaction {
    public:
        explicit Transaction(Catalogue& catalogue);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

    private:
        Catalogue& catalogue_;
        bool open_ = true;
    };

    // --- records ---

    struct Put {
        Outcome outcome;  ///< created, updated or unchanged
        std::int64_t version_before = 0, version_after = 0;
    };
    /// Writes a version of the record unless it equals the present one, text included. `record.id` must be
    /// record_id(collection, source_key). `units` are numbered upwards from 1, stored once per content and shared by
    /// versions. Both are kept as record_from_json() and clean() leave them, so what is read and put back is unchanged.
    /// A withdrawn record that is put again is `created`, as a further version. @throws Error (bad_input)
    Put put(const Record& record, const std::vector<Unit>& units, const std::string& batch);

    /// A tombstone version: metadata is kept (with status "withdrawn"), the text is not shown any more. Nothing happens
    /// when it is one already. @throws Error (not_found)
    void withdraw(const std::string& id, const std::string& batch);
    /// Makes an earlier version the present one (as a new version, a tombstone if it was one). @throws Error
    /// (not_found)
    void restore(const std::string& id, std::int64_t version, const std::string& batch);

    std::optional<Stored> find(const std::string& id) const;
    std::optional<Stored> find(const std::string& id, std::int64_t version) const;
    std::optional<Stored> find_by_key(const std::string& collection, const std::string& source_key) const;
    std::vector<std::int64_t> versions(const std::string& id) const;
    /// Ids of present, not withdrawn records that hold this original.
    std::vector<std::string> holders(const std::string& sha256) const;

    /// Units of a text, in order; `find_unit` is a single look-up.
    std::vector<Unit> units(std::int64_t text) const;
    std::optional<Unit> find_unit(std::int64_t text, int number) const;

    /// Sequence number of the last write; 0: nothing was ever written.
    std::int64_t sequence() const;
    /// Calls `visit` with the present version of each record written after `sequence`, in sequence order, tombstones
    /// included, until it returns false.
    void changed_since(std::int64_t sequence, const std::function<bool(const Stored&)>& visit) const;
    struct Totals {
        std::int64_t records = 0, withdrawn = 0, versions = 0, units = 0, originals = 0, bytes = 0;
    };
    Totals totals() const;

    // --- originals: `folder`/originals/ab/cd/<sha256> ---

    struct Original {
        std::string sha256;
        std::uint64_t bytes = 0;
        bool added = false;  ///< false: it was there
    };
    /// Copies a file in: written aside, fsynced, renamed, its folder fsynced; then recorded with its media type.
    Original store(const std::filesystem::path& file, const std::string& media_type);
    /// Where an original lies. @throws Error (not_found)
    std::filesystem::path original(const std::string& sha256) const;
    bool has_original(const std::string& sha256) const;

    /// Result of a fixity check: match, mismatch, missing (recorded, not there), unreferenced (there, not recorded;
    /// swept when `sweep`).
    struct Fixity {
        std::int64_t match = 0;
        std::vector<std::string> mismatch, missing, unreferenced;
    };
    Fixity check_originals(bool sweep);
    /// SQLite's own integrity check and foreign keys; empty: all is well.
    std::vector<std::string> check_database() const;

    // --- extraction cache: what an extractor made of an original ---

    /// `extractor` names the program version that made it; a changed one asks anew. The value is opaque JSON.
    std::optional<std::string> extraction(const std::string& sha256, const std::string& extractor) const;
    void put_extraction(const std::string& sha256, const std::string& extractor, const std::string& json);

    // --- batches ---

    /// `state`: applying or planning.
    Batch start_batch(const std::string& name, const std::string& options, const std::string& state = "applying");
    void set_batch_state(const std::string& id, const std::string& state);  ///< fills `finished` when it ends
    std::optional<Batch> batch(const std::string& id) const;
    std::vector<Batch> batches() const;  ///< newest first
    /// Adds an item, or replaces the one with the same path and line (a resumed run).
    void put_item(const std::string& batch, const Item& item);
    std::vector<Item> items(const std::string& batch) const;
    /// The items of one record.
    std::vector<Item> items_of(const std::string& batch, const std::string& record) const;
    /// Calls `visit` with each item whose number is above `after`, in their order, until it returns false.
    void each_item(const std::string& batch, std::int64_t after, const std::function<bool(const Item&)>& visit) const;
    std::optional<Item> item(const std::string& batch, const std::string& path, int line) const;
    /// How many items are known of; for who watches.
    void set_batch_found(const std::string& id, std::int64_t found);

    // --- suggestions ---

    /// Replaces what is open for the record; what was decided stays, and is not opened again.
    void suggest(const std::string& record, const std::string& batch, const std::vector<FieldSuggestion>& suggestions);
    std::vector<FieldSuggestion> suggestions(const std::string& record) const;
    /// Of every record that the batch suggested something for, by record, field, and confidence from the highest.
    std::vector<FieldSuggestion> suggestions_of(const std::string& batch) const;
    /// @throws Error (bad_input: no such state). @return false when there is no such suggestion.
    bool decide(const std::string& record, const std::string& field, const std::string& value,
                const std::string& state);

    // --- duplicates ---

    void put_fingerprint(const Fingerprint& fingerprint);
    /// Those of present, not withdrawn records, in order of their ids.
    void each_fingerprint(const std::function<void(const Fingerprint&)>& visit) const;
    /// That of a present, not withdrawn record.
    std::optional<Fingerprint> fingerprint(const std::string& record) const;
    void decide_twins(const std::string& one, const std::string& other, const std::string& decision);
    std::vector<TwinDecision> twin_decisions() const;

    // --- tokens ---

    /// `digest`: lower-case hex SHA-256 of the secret. @throws Error (bad_input: no such role)
    void add_token(const AccessToken& token, const std::string& digest);
    /// The token of that secret if it is neither revoked nor expired.
    std::optional<AccessToken> token_of(const std::string& digest) const;
    std::vector<AccessToken> tokens() const;
    void revoke_token(const std::string& id);  ///< @throws Error (not_found)

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Lower-case hex SHA-256 of a file's bytes. @throws Error (not_found, broken)
std::string sha256_of_file(const std::filesystem::path& file);
std::string sha256_of(std::string_view bytes);

/// Now as "2026-11-22T10:31:07Z".
std::string now();

}  // namespace acervo
