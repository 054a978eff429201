// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/translations.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "corpus/analysis.h"
#include "corpus/catalogue.h"
#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/sqlite.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t application = 0x41637254;  // "AcrT"
constexpr std::int64_t schema = 1;
// From a neighbour most words come out right; the dictionaries from and to Spanish are the largest.
constexpr std::array<std::string_view, 6> best_sources = {"es", "pt", "gl", "ca", "fr", "en"};

constexpr const char* tables = R"(
    CREATE TABLE engines (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE translations (
        digest TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        text TEXT,
        engine INTEGER NOT NULL REFERENCES engines(key),
        sequence INTEGER NOT NULL,
        made TEXT NOT NULL,
        UNIQUE (digest, source, target)
    ) STRICT;
    CREATE TABLE marks (record TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
)";

bool by_machine(std::string_view tag) {
    return tag.find("-x-mt") != std::string_view::npos;
}

/// Whoever meets a damaged cache is told that it is one.
template <typename Step>
decltype(auto) cached(const fs::path& file, Step&& step) {
    try {
        return std::forward<Step>(step)();
    } catch (const Error& error) {
        if (error.code() != "damaged") throw;
        throw Error{Problem::broken, error.what()}
            .with_hint("It is only a cache: remove " + file.string() +
                       "*, then run `acervo index --translate` to fill it again.")
            .with_code("damaged");
    }
}

class Transaction {
public:
    explicit Transaction(sqlite::Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
    ~Transaction() {
        try {
            if (database_.in_transaction()) database_.execute("ROLLBACK");
        } catch (const Error&) {
            // The next statement says what is wrong.
        }
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() { database_.execute("COMMIT"); }

private:
    sqlite::Database& database_;
};

}  // namespace

std::string own_language(const Record& record) {
    if (!record.languages.empty()) return analysis_language(record.languages.front());
    return record.title.empty() ? "und" : analysis_language(record.title.begin()->first);
}

std::vector<SourceText> translation_sources(const LangMap& texts, std::string_view target, const std::string& own) {
    std::vector<SourceText> sources;
    for (const auto& [tag, text] : texts) {
        if (text.empty()) continue;
        const std::string language = tag.empty() || tag == "und" ? own : analysis_language(tag);
        if (language == target) return {};
        if (!by_machine(tag)) sources.push_back({language, text});
    }
    const auto rank = [](const SourceText& source) {
        return std::find(best_sources.begin(), best_sources.end(), source.language) - best_sources.begin();
    };
    std::stable_sort(sources.begin(), sources.end(),
                     [&](const SourceText& a, const SourceText& b) { return rank(a) < rank(b); });
    return sources;
}

struct Translations::Impl {
    Impl(const fs::path& folder, Mode mode) : file(folder / "translations.db") {
        if (mode == Mode::read_only) return;
        make_folders(folder);
        lock = Descriptor{::open((folder / "translations.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)};
        if (!lock.is_open()) throw_errno(errno, "opening " + (folder / "translations.lock").string());
        // Of a process that was killed, a child on its way to another program may hold the lock a moment longer.
        using namespace std::chrono_literals;
        const auto end = std::chrono::steady_clock::now() + 3s;
        bool held = false;
        while (!(held = ::flock(lock.number(), LOCK_EX | LOCK_NB) == 0) && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(50ms);
        }
        if (!held) {
            throw Error{Problem::busy, "another process is translating"}.with_hint(
                "Wait until the other `acervo index --translate` has ended, or end it: what it did is kept.");
        }
        make_file(file);
        cached(file, [&] {
            database = std::make_unique<sqlite::Database>(file, false);
            if (database->number("PRAGMA user_version") == 0 &&
                database->number("SELECT count(*) FROM sqlite_schema") == 0) {
                create();
            }
            check_owner();
            database->use_wal();
            // A cache may forget its last moments when the power fails.
            database->execute("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
        });
    }

    void create() const {
        database->execute("PRAGMA page_size = 8192");
        Transaction transaction{*database};
        database->execute(tables);
        database->execute("PRAGMA application_id = " + std::to_string(application));
        database->execute("PRAGMA user_version = " + std::to_string(schema));
        transaction.commit();
    }

    void check_owner() const {
        if (database->number("PRAGMA application_id") == application &&
            database->number("PRAGMA user_version") == schema) {
            return;
        }
        throw Error{Problem::broken, file.string() + " was not written by this version of the program"}.with_hint(
            "It is only a cache: remove it, then run `acervo index --translate`.");
    }

    /// The database to read; null as long as there is none.
    sqlite::Database* reader() {
        if (database) return database.get();
        std::error_code none;
        if (!fs::exists(file, none)) return nullptr;
        auto opened = std::make_unique<sqlite::Database>(file, true);
        // Made a moment ago, and not filled yet.
        if (opened->number("PRAGMA page_count") == 0) return nullptr;
        std::swap(database, opened);
        try {
            check_owner();
        } catch (...) {
            database.reset();
            throw;
        }
        return database.get();
    }

    std::int64_t next_sequence() const {
        const std::int64_t last = std::max(database->number("SELECT max(sequence) FROM marks"), last_given);
        const auto clock =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch());
        return last_given = std::max<std::int64_t>(clock.count(), last + 1);
    }

    std::int64_t engine_key(const std::string& name) const {
        database->run("INSERT OR IGNORE INTO engines (name) VALUES (?)", name);
        return database->number("SELECT key FROM engines WHERE name = ?", name);
    }

    fs::path file;
    Descriptor lock;
    std::unique_ptr<sqlite::Database> database;
    mutable std::int64_t last_given = 0;
};

Translations::Translations(fs::path folder, Mode mode) : impl_(std::make_unique<Impl>(folder, mode)) {}
Translations::~Translations() = default;
Translations::Translations(Translations&&) noexcept = default;
Translations& Translations::operator=(Translations&&) noexcept = default;

std::optional<MachineTranslation> Translations::find(std::string_view text, const std::string& from,
                                                     const std::string& to) const {
    return cached(impl_->file, [&]() -> std::optional<MachineTranslation> {
        sqlite::Database* database = impl_->reader();
        if (!database) return std::nullopt;
        const std::string digest = sha256_of(text);
        sqlite::Rows rows = database->query(
            "SELECT text, name, made FROM translations JOIN engines ON engines.key = engine "
            "WHERE digest = ? AND source = ? AND target = ? AND text IS NOT NULL",
            digest, from, to);
        if (!rows.next()) return std::nullopt;
        return MachineTranslation{
            .text = rows.text(0), .from = from, .to = to, .engine = rows.text(1), .made = rows.text(2)};
    });
}

std::optional<MachineTranslation> Translations::find(const LangMap& texts, const std::string& to,
                                                     const std::string& own) const {
    for (const SourceText& source : translation_sources(texts, to, own)) {
        if (auto found = find(source.text, source.language, to)) return found;
    }
    return std::nullopt;
}

std::optional<Translations::Row> Translations::row(const std::string& digest, const std::string& from,
                                                   const std::string& to) const {
    return cached(impl_->file, [&]() -> std::optional<Row> {
        sqlite::Database* database = impl_->reader();
        if (!database) return std::nullopt;
        sqlite::Rows rows = database->query(
            "SELECT text, name, sequence FROM translations JOIN engines ON engines.key = engine "
            "WHERE digest = ? AND source = ? AND target = ?",
            digest, from, to);
        if (!rows.next()) return std::nullopt;
        Row row{
            .digest = digest, .from = from, .to = to, .text = {}, .engine = rows.text(1), .sequence = rows.integer(2)};
        if (!rows.is_null(0)) row.text = rows.text(0);
        return row;
    });
}

void Translations::put(const std::vector<Row>& rows) {
    cached(impl_->file, [&] {
        sqlite::Database& database = *impl_->database;
        Transaction transaction{database};
        const std::string made = now();
        for (const Row& row : rows) {
            database.run(
                "INSERT OR REPLACE INTO translations (digest, source, target, text, engine, sequence, made) "
                "VALUES (?, ?, ?, iif(?, ?, NULL), ?, ?, ?)",
                row.digest, row.from, row.to, row.text.has_value(), row.text.value_or(std::string{}),
                impl_->engine_key(row.engine), impl_->next_sequence(), made);
        }
        transaction.commit();
    });
}

void Translations::mark(const std::vector<std::string>& records) {
    cached(impl_->file, [&] {
        Transaction transaction{*impl_->database};
        for (const std::string& record : records) {
            impl_->database->run("INSERT OR REPLACE INTO marks (record, sequence) VALUES (?, ?)", record,
                                 impl_->next_sequence());
        }
        transaction.commit();
    });
}

std::int64_t Translations::marked(const std::string& record) const {
    return cached(impl_->file, [&] {
        sqlite::Database* database = impl_->reader();
        return database ? database->number("SELECT sequence FROM marks WHERE record = ?", record) : 0;
    });
}

void Translations::marked_since(std::int64_t sequence,
                                const std::function<bool(const std::string&, std::int64_t)>& visit) const {
    cached(impl_->file, [&] {
        sqlite::Database* database = impl_->reader();
        if (!database) return;
        sqlite::Rows rows =
            database->query("SELECT record, sequence FROM marks WHERE sequence > ? ORDER BY sequence", sequence);
        while (rows.next() && visit(rows.text(0), rows.integer(1))) {
        }
    });
}

std::int64_t Translations::count_marked_since(std::int64_t sequence) const {
    return cached(impl_->file, [&] {
        sqlite::Database* database = impl_->reader();
        return database ? database->number("SELECT count(*) FROM marks WHERE sequence > ?", sequence) : 0;
    });
}

std::int64_t Translations::sequence() const {
    return cached(impl_->file, [&] {
        sqlite::Database* database = impl_->reader();
        return database ? database->number("SELECT max(sequence) FROM marks") : 0;
    });
}

}  // namespace acervo
