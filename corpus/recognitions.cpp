// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/recognitions.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <utility>

#include "corpus/catalogue.h"
#include "corpus/durable.h"
#include "corpus/error.h"
#include "corpus/sqlite.h"

namespace acervo {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t application = 0x4163724F;  // "AcrO"
constexpr std::int64_t schema = 1;

constexpr const char* tables = R"(
    CREATE TABLE pages (
        sha256 TEXT NOT NULL,
        page INTEGER NOT NULL,
        engine TEXT NOT NULL,
        text TEXT NOT NULL,
        confidence REAL NOT NULL,
        language TEXT NOT NULL,
        why_not TEXT NOT NULL,
        made TEXT NOT NULL,
        PRIMARY KEY (sha256, page, engine)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE queue (number INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE covered (sequence INTEGER NOT NULL) STRICT;
    INSERT INTO covered VALUES (0);
)";

}  // namespace

struct Recognitions::Impl {
    Impl(const fs::path& folder, Mode mode) : file(folder / "ocr.db"), writes(mode == Mode::read_write) {
        if (!writes) return;
        make_folders(folder);
        lock = Descriptor{::open((folder / "ocr.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)};
        if (!lock.is_open()) throw_errno(errno, "opening " + (folder / "ocr.lock").string());
        if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
            throw Error{Problem::busy, "another process is recognising text"}.with_hint(
                "Wait until the other `acervo ocr` (or `acervo serve --ocr`) has ended, or end it: what it did is "
                "kept.");
        }
        make_file(file);
        database = std::make_unique<sqlite::Database>(file, false);
        if (is_new()) {
            database->execute("BEGIN IMMEDIATE");
            database->execute(tables);
            database->execute("PRAGMA application_id = " + std::to_string(application));
            database->execute("PRAGMA user_version = " + std::to_string(schema));
            database->execute("COMMIT");
        }
        check_owner();
        database->use_wal();
        database->execute("PRAGMA synchronous = NORMAL");
    }

    void check_owner() const {
        const bool ours = database->number("PRAGMA application_id") == application &&
                          database->number("PRAGMA user_version") == schema;
        if (ours) return;
        throw Error{Problem::broken, file.string() + " is of another version of the program, or no file of ours"}
            .with_hint("Remove it: texts are recognised again by `acervo ocr`.");
    }

    bool is_new() const {
        return database->number("PRAGMA user_version") == 0 &&
               database->number("SELECT count(*) FROM sqlite_schema") == 0;
    }

    /// Null where there is no store yet, or its writer has no more than begun with it.
    sqlite::Database* reader() {
        if (!database && !writes && fs::exists(file)) {
            database = std::make_unique<sqlite::Database>(file, true);
            if (is_new()) {
                database.reset();
            } else {
                check_owner();
            }
        }
        return database.get();
    }

    fs::path file;
    bool writes;
    Descriptor lock;
    std::unique_ptr<sqlite::Database> database;
};

Recognitions::Recognitions(fs::path folder, Mode mode) : impl_(new Impl(folder, mode)) {}
Recognitions::~Recognitions() = default;
Recognitions::Recognitions(Recognitions&&) noexcept = default;

std::map<int, Recognition> Recognitions::find(const std::string& sha256, const std::string& engine) const {
    std::map<int, Recognition> found;
    auto* const database = impl_->reader();
    if (!database) return found;
    auto rows = database->query(
        "SELECT page, text, confidence, language, why_not FROM pages "
        "WHERE sha256 = ? AND engine = ? ORDER BY page",
        sha256, engine);
    while (rows.next()) {
        found[static_cast<int>(rows.integer(0))] = {
            .text = rows.text(1), .confidence = rows.real(2), .language = rows.text(3), .why_not = rows.text(4)};
    }
    return found;
}

void Recognitions::put(const std::string& sha256, int page, const std::string& engine, const Recognition& one) {
    impl_->database->run(
        "INSERT OR REPLACE INTO pages (sha256, page, engine, text, confidence, language, why_not, made) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        sha256, page, engine, one.text, one.confidence, one.language, one.why_not, now());
}

void Recognitions::enqueue(const std::vector<std::string>& records) {
    for (const auto& record : records) impl_->database->run("INSERT OR IGNORE INTO queue (record) VALUES (?)", record);
}

void Recognitions::dequeue(const std::string& record) {
    impl_->database->run("DELETE FROM queue WHERE record = ?", record);
}

std::optional<std::string> Recognitions::next() const {
    auto* const database = impl_->reader();
    if (!database) return std::nullopt;
    auto rows = database->query("SELECT record FROM queue ORDER BY number LIMIT 1");
    if (!rows.next()) return std::nullopt;
    return rows.text(0);
}

std::int64_t Recognitions::waiting() const {
    auto* const database = impl_->reader();
    return database ? database->number("SELECT count(*) FROM queue") : 0;
}

std::int64_t Recognitions::covered() const {
    auto* const database = impl_->reader();
    return database ? database->number("SELECT sequence FROM covered") : 0;
}

void Recognitions::set_covered(std::int64_t sequence) {
    impl_->database->run("UPDATE covered SET sequence = ?", sequence);
}

}  // namespace acervo
