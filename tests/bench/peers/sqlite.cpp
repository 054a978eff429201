// SPDX-License-Identifier: GPL-3.0-or-later
//
// SQLite FTS5: lower-case words; codes in tables of their own, counted by GROUP BY.
//
//     sqlite index DOCUMENTS DATABASE REPORT
//     sqlite ask DATABASE QUESTIONS REPORT
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

#include "tests/bench/peers/corpus.h"
#include "tests/bench/peers/measure.h"

namespace acervo::bench {

namespace {

class Statement {
public:
    Statement(sqlite3* database, const char* text) {
        if (::sqlite3_prepare_v2(database, text, -1, &statement_, nullptr) != SQLITE_OK) {
            throw std::runtime_error(std::string{::sqlite3_errmsg(database)} + ": " + text);
        }
    }
    ~Statement() { ::sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int at, std::int64_t value) {
        ::sqlite3_bind_int64(statement_, at, value);
        return *this;
    }
    Statement& bind(int at, const std::string& value) {
        ::sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        return *this;
    }
    /// Runs it to the end. @returns the sum of the second column's numbers
    std::int64_t run() {
        std::int64_t sum = 0;
        int state = SQLITE_ROW;
        while ((state = ::sqlite3_step(statement_)) == SQLITE_ROW) {
            if (::sqlite3_column_count(statement_) > 1) sum += ::sqlite3_column_int64(statement_, 1);
            ::sqlite3_column_text(statement_, ::sqlite3_column_count(statement_) - 1);
        }
        ::sqlite3_reset(statement_);
        if (state != SQLITE_DONE) throw std::runtime_error(::sqlite3_errmsg(::sqlite3_db_handle(statement_)));
        return sum;
    }

private:
    sqlite3_stmt* statement_ = nullptr;
};

class Database {
public:
    explicit Database(const std::string& file) {
        if (::sqlite3_open(file.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("cannot open " + file);
    }
    ~Database() { ::sqlite3_close(database_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    operator sqlite3*() const { return database_; }
    void run(const char* text) {
        if (::sqlite3_exec(database_, text, nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error(std::string{::sqlite3_errmsg(database_)} + ": " + text);
        }
    }

private:
    sqlite3* database_ = nullptr;
};

void index(const std::string& documents, const std::string& file, const std::string& report) {
    const double begin = wall_seconds();
    std::filesystem::remove(file);
    std::int64_t count = 0;
    {
        Database database{file};
        database.run(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;"
            "CREATE TABLE document (id INTEGER PRIMARY KEY, language TEXT, country TEXT, event TEXT, year INT,"
            "                       title TEXT, body TEXT);"
            "CREATE TABLE theme (document INT, code TEXT, PRIMARY KEY (document, code)) WITHOUT ROWID;"
            "CREATE TABLE axis (document INT, code TEXT, PRIMARY KEY (document, code)) WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE text USING fts5(title, body, content = '',"
            "                                     tokenize = 'unicode61 remove_diacritics 0');"
            "BEGIN");
        Statement document_row{database, "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)"};
        Statement text_row{database, "INSERT INTO text (rowid, title, body) VALUES (?, ?, ?)"};
        Statement theme_row{database, "INSERT INTO theme VALUES (?, ?)"};
        Statement axis_row{database, "INSERT INTO axis VALUES (?, ?)"};
        read_documents(documents, [&](const Document& one) {
            // A word between paragraphs keeps phrases from crossing them.
            const std::string body = join(one.paragraphs, " xparagraphx ");
            document_row.bind(1, one.id).bind(2, one.language).bind(3, one.country).bind(4, one.event);
            document_row.bind(5, one.year).bind(6, one.title).bind(7, body).run();
            text_row.bind(1, one.id).bind(2, one.title).bind(3, body).run();
            for (const std::string& theme : one.themes) theme_row.bind(1, one.id).bind(2, first_level(theme)).run();
            for (const std::string& axis : one.axes) axis_row.bind(1, one.id).bind(2, axis).run();
            ++count;
        });
        database.run("COMMIT; INSERT INTO text (text) VALUES ('optimize')");
    }
    const double wall = wall_seconds() - begin;
    write_json(build_report("SQLite FTS5", count, wall, std::filesystem::path{file}.parent_path()), report);
}

class Searcher {
public:
    explicit Searcher(const std::string& file) : database_(file) {
        database_.run(
            "PRAGMA cache_size = -65536; PRAGMA mmap_size = 4000000000; PRAGMA temp_store = MEMORY;"
            "CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)");
        best_ = std::make_unique<Statement>(
            database_,
            "SELECT d.id, 0, d.title, d.body FROM"
            " (SELECT rowid AS r FROM text WHERE text MATCH ? ORDER BY rank LIMIT 10) JOIN document d ON d.id = r");
        best_filtered_ = std::make_unique<Statement>(
            database_,
            "SELECT d.id, 0, d.title, d.body FROM text JOIN document d ON d.id = text.rowid"
            " WHERE text MATCH ? AND d.country = ?"
            " AND EXISTS (SELECT 1 FROM theme WHERE document = text.rowid AND code = ?) ORDER BY rank LIMIT 10");
        find_ = std::make_unique<Statement>(database_, "INSERT INTO found SELECT rowid FROM text WHERE text MATCH ?");
        forget_ = std::make_unique<Statement>(database_, "DELETE FROM found");
        for (const char* text : {"SELECT country, count(*) FROM found JOIN document USING (id) GROUP BY 1",
                                 "SELECT event, count(*) FROM found JOIN document USING (id) GROUP BY 1",
                                 "SELECT code, count(*) FROM found JOIN theme ON document = id GROUP BY 1",
                                 "SELECT code, count(*) FROM found JOIN axis ON document = id GROUP BY 1"}) {
            facets_.push_back(std::make_unique<Statement>(database_, text));
        }
        count_ = std::make_unique<Statement>(database_, "SELECT 0, count(*) FROM text WHERE text MATCH ?");
        count_filtered_ = std::make_unique<Statement>(
            database_,
            "SELECT 0, count(*) FROM text JOIN document d ON d.id = text.rowid WHERE text MATCH ? AND d.country = ?"
            " AND EXISTS (SELECT 1 FROM theme WHERE document = text.rowid AND code = ?)");
    }

    Answer search(Kind kind, const Question& question) {
        Answer answer;
        const std::string text = text_of(kind, question);
        if (kind == Kind::any_filters) {
            best_filtered_->bind(1, text).bind(2, question.country).bind(3, question.theme).run();
            return answer;
        }
        best_->bind(1, text).run();
        if (kind != Kind::any_facets && kind != Kind::all_facets) return answer;
        find_->bind(1, text).run();
        answer.hits = ::sqlite3_changes(database_);
        for (const auto& facet : facets_) answer.facets += facet->run();
        forget_->run();
        return answer;
    }

    /// All that match, for the comparison of engines.
    std::int64_t count(Kind kind, const Question& question) {
        Statement& counting = kind == Kind::any_filters ? *count_filtered_ : *count_;
        counting.bind(1, text_of(kind, question));
        if (kind == Kind::any_filters) counting.bind(2, question.country).bind(3, question.theme);
        return counting.run();
    }

private:
    static std::string text_of(Kind kind, const Question& question) {
        if (kind == Kind::phrase) return '"' + join(question.words, " ") + '"';
        return join(question.words, kind == Kind::all || kind == Kind::all_facets ? " AND " : " OR ", "\"");
    }

    Database database_;
    std::unique_ptr<Statement> best_, best_filtered_, find_, forget_, count_, count_filtered_;
    std::vector<std::unique_ptr<Statement>> facets_;
};

void ask(const std::string& file, const std::string& questions, const std::string& report) {
    const double started = wall_seconds();
    const auto connect = [&]() -> Client {
        return [searcher = std::make_shared<Searcher>(file)](Kind kind, const Question& question) {
            return searcher->search(kind, question);
        };
    };
    Searcher counter{file};
    const Engine engine{
        .name = "SQLite FTS5",
        .connect = connect,
        .kinds = {Kind::any, Kind::all, Kind::any_facets, Kind::all_facets, Kind::phrase, Kind::any_filters},
        .count = [&](Kind kind, const Question& question) { return counter.count(kind, question); }};
    write_json(measure(engine, read_questions(questions), started), report);
}

}  // namespace

}  // namespace acervo::bench

int main(int argc, char** argv) {
    using namespace acervo::bench;
    const std::string task = argc > 1 ? argv[1] : "";
    try {
        if (task == "index" && argc == 5) {
            index(argv[2], argv[3], argv[4]);
        } else if (task == "ask" && argc == 5) {
            ask(argv[2], argv[3], argv[4]);
        } else {
            std::fprintf(stderr, "sqlite index DOCUMENTS DATABASE REPORT | ask DATABASE QUESTIONS REPORT\n");
            return 2;
        }
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "sqlite: %s\n", error.what());
        return 1;
    }
}
