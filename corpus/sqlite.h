// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

/// The catalogue's wrapper of SQLite. Private to corpus/: no header that others include may include this one.
namespace acervo::sqlite {

class Database;

/// Bytes that are no text.
struct Bytes {
    std::string_view bytes;
};

/// A running statement. Gives it back to the cache of its database when it ends.
class Rows {
public:
    Rows(Database& database, std::string sql, sqlite3_stmt* statement);
    ~Rows();
    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;

    /// Goes to the next row; false after the last one. @throws Error
    bool next();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::string bytes(int column) const;
    bool is_null(int column) const;

    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    /// As a BLOB. The bytes must live as long as the Rows.
    void bind(int parameter, Bytes value);
    /// The bytes must live as long as the Rows.
    void bind(int parameter, std::string_view value);
    void bind(int parameter, const std::string& value) { bind(parameter, std::string_view(value)); }
    void bind(int parameter, const char* value) { bind(parameter, std::string_view(value)); }
    template <typename Integer>
    requires std::is_integral_v<Integer>
    void bind(int parameter, Integer value) { bind(parameter, static_cast<std::int64_t>(value)); }

private:
    Database* database_;
    std::string sql_;
    sqlite3_stmt* statement_;
};

/// A connection, to be used by one thread at a time. Statements are prepared once and kept.
class Database {
public:
    /// @throws Error (not_found, broken)
    Database(const std::filesystem::path& file, bool read_only);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Readers and one writer at a time, which do not wait for each other. @throws Error (broken) where the file system
    /// cannot
    void use_wal();

    /// Runs statements without parameters or results.
    void execute(const std::string& sql);

    /// `query("SELECT ... WHERE id = ?", id)`; the arguments must outlive the rows.
    template <typename... Arguments>
    Rows query(const std::string& sql, const Arguments&... arguments) {
        Rows rows = prepare(sql);
        int parameter = 0;
        (rows.bind(++parameter, arguments), ...);
        return rows;
    }

    /// Runs one statement to its end; the number of rows it changed.
    template <typename... Arguments>
    std::int64_t run(const std::string& sql, const Arguments&... arguments) {
        Rows rows = query(sql, arguments...);
        while (rows.next()) {
        }
        return changes();
    }

    /// First column of the first row; 0 without a row.
    template <typename... Arguments>
    std::int64_t number(const std::string& sql, const Arguments&... arguments) {
        Rows rows = query(sql, arguments...);
        return rows.next() ? rows.integer(0) : 0;
    }

    std::int64_t last_key() const;
    bool in_transaction() const;

private:
    friend class Rows;
    struct Closer {
        void operator()(sqlite3* handle) const;
    };
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

    Rows prepare(const std::string& sql);
    void give_back(const std::string& sql, sqlite3_stmt* statement) noexcept;
    std::int64_t changes() const;
    [[noreturn]] void fail(int code) const;

    std::string name_;
    std::unique_ptr<sqlite3, Closer> handle_;
    std::map<std::string, std::vector<Statement>> idle_;  ///< several by text: a query may run inside itself
};

}  // namespace acervo::sqlite
