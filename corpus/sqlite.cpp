// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/sqlite.h"

#include "corpus/error.h"

#include <sqlite3.h>
#include <sys/statvfs.h>

#include <chrono>
#include <thread>

namespace acervo::sqlite {
namespace {

constexpr int busy_milliseconds = 10'000;

[[noreturn]] void throw_error(int code, const std::string& name, const std::string& message) {
    const std::string text = name + ": " + message;
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Problem::busy, text)
                .with_hint("Another program is writing to the catalogue; try again when it has ended.");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Error(Problem::broken, text)
                .with_hint(
                    "The catalogue is damaged. Keep a copy of the whole data folder, then restore the last backup "
                    "(acervo restore) and ingest again what came after it.")
                .with_code("damaged");
        case SQLITE_FULL:
            throw Error(Problem::broken, text)
                .with_hint("Free space on the disk, then run the same command again: it goes on where it stopped.")
                .with_code("disk-full");
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            throw Error(Problem::broken, text)
                .with_hint(
                    "Check that this user may write to the data folder and that its disk is not mounted read-only, "
                    "or choose another folder with --data.")
                .with_code("not-writable");
        case SQLITE_IOERR:
            throw Error(Problem::broken, text)
                .with_hint("The disk is full or reports errors; look at its free space and at the system log.");
        case SQLITE_TOOBIG:
            throw Error(Problem::too_large, text);
        default:
            throw Error(Problem::broken, text);
    }
}

/// Nobody writes to a file system that is mounted read-only, and SQLite can make no files for its locks there: it is
/// told that the database does not change. A log that was left behind would be ignored, so then it is not.
bool never_changes(const std::filesystem::path& file) {
    struct statvfs status {};
    if (statvfs(file.c_str(), &status) != 0 || (status.f_flag & ST_RDONLY) == 0) return false;
    std::error_code error;
    const auto log = std::filesystem::file_size(file.string() + "-wal", error);
    return error || log == 0;
}

std::string uri_of(const std::filesystem::path& file) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '/' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            uri += c;
        } else {
            uri += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

Rows::Rows(Database& database, std::string sql, sqlite3_stmt* statement)
    : database_(&database), sql_(std::move(sql)), statement_(statement) {}

Rows::Rows(Rows&& other) noexcept
    : database_(other.database_), sql_(std::move(other.sql_)), statement_(std::exchange(other.statement_, nullptr)) {}

Rows::~Rows() {
    if (statement_) database_->give_back(sql_, statement_);
}

bool Rows::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    database_->fail(code);
}

std::int64_t Rows::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Rows::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

double Rows::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string Rows::bytes(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Rows::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Rows::bind(int parameter, std::int64_t value) {
    if (const int code = sqlite3_bind_int64(statement_, parameter, value); code != SQLITE_OK) database_->fail(code);
}

void Rows::bind(int parameter, double value) {
    if (const int code = sqlite3_bind_double(statement_, parameter, value); code != SQLITE_OK) database_->fail(code);
}

void Rows::bind(int parameter, Bytes value) {
    const char* bytes = value.bytes.data() ? value.bytes.data() : "";
    const int code = sqlite3_bind_blob64(statement_, parameter, bytes, value.bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) database_->fail(code);
}

void Rows::bind(int parameter, std::string_view value) {
    const char* bytes = value.data() ? value.data() : "";
    const int code = sqlite3_bind_text64(statement_, parameter, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) database_->fail(code);
}

void Database::Closer::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}
void Database::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Database::Database(const std::filesystem::path& file, bool read_only) : name_(file.string()) {
    // One object is used by one thread at a time, so SQLite need not lock.
    int flags = SQLITE_OPEN_NOMUTEX | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    std::string address = name_;
    if (read_only && never_changes(file)) {
        address = uri_of(file);
        flags |= SQLITE_OPEN_URI;
    }
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(address.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw_error(code, name_, handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busy_milliseconds);
    // A crafted catalogue must not make its triggers or views run what we did not write.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Database::~Database() {
    idle_.clear();
}

void Database::use_wal() {
    // The change of mode does not wait for a lock as statements do: two programs may start at the same moment.
    using namespace std::chrono_literals;
    for (const auto end = std::chrono::steady_clock::now() + 10s;; std::this_thread::sleep_for(20ms)) {
        try {
            Rows rows = query("PRAGMA journal_mode = WAL");
            if (rows.next() && rows.text(0) == "wal") return;
            throw Error(Problem::broken, name_ + ": this file system cannot hold a database in WAL mode")
                .with_hint("Network file systems often cannot; put the data folder on a local disk.");
        } catch (const Error& error) {
            if (error.problem() != Problem::busy || std::chrono::steady_clock::now() > end) throw;
        }
    }
}

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

Rows Database::prepare(const std::string& sql) {
    auto& idle = idle_[sql];
    if (!idle.empty()) {
        sqlite3_stmt* statement = idle.back().release();
        idle.pop_back();
        return {*this, sql, statement};
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) fail(code);
    return {*this, sql, statement};
}

void Database::give_back(const std::string& sql, sqlite3_stmt* statement) noexcept {
    Statement owned(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    try {
        idle_[sql].push_back(std::move(owned));
    } catch (const std::bad_alloc&) {
        // Then it is prepared anew.
    }
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}
std::int64_t Database::last_key() const {
    return sqlite3_last_insert_rowid(handle_.get());
}
bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

void Database::fail(int code) const {
    throw_error(code, name_, sqlite3_errmsg(handle_.get()));
}

}  // namespace acervo::sqlite
