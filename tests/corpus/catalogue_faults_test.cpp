// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tests/corpus/scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <thread>

using namespace acervo;

namespace {

Record record(const std::string& key) {
    Record record;
    record.collection = "tests";
    record.source_key = key;
    record.id = record_id(record.collection, record.source_key);
    record.title = {{"es", "Registro " + key}};
    return record;
}

std::vector<Unit> text(const std::string& key) {
    Unit unit;
    unit.number = 1;
    unit.text = "Texto de " + key + std::string(3000, '.');
    return {unit};
}

std::optional<Error> error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

void sql(const std::filesystem::path& file, const char* statement) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

/// Runs an action in a process of its own; its exit status, or minus the signal that ended it.
class Child {
public:
    explicit Child(const std::function<int(int)>& action) {
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("pipe");
        process_ = fork();
        if (process_ == 0) {
            close(ends[0]);
            int status = 99;
            try {
                status = action(ends[1]);
            } catch (...) {
            }
            _exit(status);
        }
        close(ends[1]);
        output = ends[0];
    }
    ~Child() {
        close(output);
        kill();
        wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    void kill() const {
        if (process_ > 0) ::kill(process_, SIGKILL);
    }
    int wait() {
        if (process_ <= 0) return 0;
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    int output = -1;

private:
    pid_t process_ = -1;
};

}  // namespace

TEST_CASE("a writer killed at any moment loses nothing that it acknowledged") {
    const Scratch scratch;
    const auto folder = scratch / "data";
    std::mt19937 random(2024);
    std::set<std::string> acknowledged, stored;
    int run = 0;
    std::int64_t torn = 0;
    for (; run < 20; ++run) {
        Child child([&](int output) {
            Catalogue catalogue(folder);
            for (int i = 0;; ++i) {
                const std::string key = std::to_string(run) + '/' + std::to_string(i);
                const auto file = scratch.write("in", key);
                const auto original = catalogue.store(file, "text/plain");
                // Two records in one transaction: both or neither.
                Catalogue::Transaction transaction(catalogue);
                Record first = record(key);
                first.files.emplace_back();
                first.files.back().sha256 = original.sha256;
                catalogue.put(first, text(key), "b");
                catalogue.put(record(key + "+"), text(key), "b");
                transaction.commit();
                const std::string line = key + '\n';
                if (write(output, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return 1;
            }
        });
        // Reads some acknowledgements, waits for a random part of the next, and kills.
        const int rounds = std::uniform_int_distribution<int>(0, 12)(random);
        std::string received;
        char buffer[256];
        while (std::count(received.begin(), received.end(), '\n') < rounds) {
            const ssize_t got = read(child.output, buffer, sizeof buffer);
            REQUIRE(got > 0);
            received.append(buffer, static_cast<std::size_t>(got));
        }
        usleep(static_cast<useconds_t>(std::uniform_int_distribution<int>(0, 8000)(random)));
        child.kill();
        REQUIRE(child.wait() == -SIGKILL);
        for (ssize_t got = 0; (got = read(child.output, buffer, sizeof buffer)) > 0;) {
            received.append(buffer, static_cast<std::size_t>(got));
        }
        std::string line;
        for (const char c : received) {
            if (c == '\n')
                acknowledged.insert(std::exchange(line, {}));
            else
                line += c;
        }

        Catalogue catalogue(folder);
        INFO("run " << run);
        CHECK(catalogue.check_database() == std::vector<std::string>{});
        for (const std::string& key : acknowledged) {
            const auto found = catalogue.find(record(key).id);
            REQUIRE(found);
            REQUIRE(catalogue.units(found->text) == text(key));
            REQUIRE(contents(catalogue.original(found->record.files.at(0).sha256)) == key);
            REQUIRE(catalogue.find(record(key + "+").id));
        }
        std::int64_t singles = 0, doubles = 0;
        catalogue.changed_since(0, [&](const Stored& each) {
            ++(each.record.source_key.back() == '+' ? doubles : singles);
            return true;
        });
        CHECK(singles == doubles);
        CHECK(singles >= static_cast<std::int64_t>(acknowledged.size()));
        const auto fixity = catalogue.check_originals(true);
        CHECK(fixity.mismatch.empty());
        CHECK(fixity.missing.empty());
        torn += static_cast<std::int64_t>(fixity.unreferenced.size());
        CHECK(catalogue.check_originals(false).unreferenced.empty());
    }
    CHECK(acknowledged.size() > 20);
    INFO("unfinished originals swept: " << torn);
}

TEST_CASE("two programs that write to one folder take turns and lose nothing") {
    const Scratch scratch;
    const auto folder = scratch / "data";
    constexpr int each = 60;
    const auto write_many = [&](const std::string& who) {
        Catalogue catalogue(folder);
        for (int i = 0; i < each; ++i) catalogue.put(record(who + std::to_string(i)), text(who), "b");
        return 0;
    };
    {
        Child a([&](int) { return write_many("a"); });  // both find an empty folder
        Child b([&](int) { return write_many("b"); });
        Child c([&](int) { return write_many("c"); });
        CHECK(a.wait() == 0);
        CHECK(b.wait() == 0);
        CHECK(c.wait() == 0);
    }
    Catalogue catalogue(folder);
    CHECK(catalogue.sequence() == 3 * each);
    CHECK(catalogue.totals().records == 3 * each);
    CHECK(catalogue.check_database().empty());
}

TEST_CASE("readers do not wait for a writer, and see only what is committed") {
    const Scratch scratch;
    Catalogue writer(scratch / "data");
    writer.put(record("a"), text("a"), "b");
    Catalogue reader(scratch / "data", Catalogue::Mode::read_only);
    Catalogue::Transaction transaction(writer);
    writer.put(record("b"), text("b"), "b");
    CHECK(reader.find(record("a").id));
    CHECK_FALSE(reader.find(record("b").id));
    CHECK(reader.sequence() == 1);
    transaction.commit();
    CHECK(reader.find(record("b").id));
    CHECK(reader.sequence() == 2);

    const auto error = error_of([&] { reader.put(record("c"), {}, "b"); });
    REQUIRE(error);
    CHECK(error->problem() == Problem::broken);
    CHECK_FALSE(error->hint().empty());
    CHECK(error_of([&] { reader.check_originals(true); })->problem() == Problem::bad_input);
    CHECK(reader.check_originals(false).match == 0);
    CHECK(reader.check_database().empty());
}

TEST_CASE("threads with a catalogue each read while one writes") {
    const Scratch scratch;
    Catalogue writer(scratch / "data");
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0, reads = 0;
    const auto read = [&] {
        try {
            const Catalogue catalogue(scratch / "data", Catalogue::Mode::read_only);
            for (std::int64_t last = 0; !done;) {
                const std::int64_t sequence = catalogue.sequence();
                if (sequence < last) ++wrong;
                if (sequence > 0 && !catalogue.find(record(std::to_string(sequence)).id)) ++wrong;
                last = sequence;
                ++reads;
            }
        } catch (const Error&) {
            ++wrong;
        }
    };
    std::thread first(read), second(read);
    for (int i = 1; i <= 150; ++i) writer.put(record(std::to_string(i)), text("x"), "b");
    while (reads < 50 && wrong == 0) std::this_thread::yield();
    done = true;
    first.join();
    second.join();
    CHECK(wrong == 0);
}

TEST_CASE("reading a folder without a catalogue says so") {
    const Scratch scratch;
    const auto error = error_of([&] { Catalogue(scratch / "none", Catalogue::Mode::read_only); });
    REQUIRE(error);
    CHECK(error->problem() == Problem::not_found);
    CHECK_FALSE(error->hint().empty());
    CHECK_FALSE(std::filesystem::exists(scratch / "none"));

    scratch.write("catalogue.db", "");
    CHECK(error_of([&] { Catalogue(scratch.folder(), Catalogue::Mode::read_only); })->problem() == Problem::not_found);
    Catalogue made(scratch.folder());  // an interrupted start is finished
    CHECK(made.sequence() == 0);
}

TEST_CASE("a catalogue of a newer program is refused and left as it is") {
    const Scratch scratch;
    Catalogue(scratch.folder()).put(record("a"), {}, "b");
    sql(scratch / "catalogue.db", "PRAGMA user_version = 9999");
    for (const auto mode : {Catalogue::Mode::read_write, Catalogue::Mode::read_only}) {
        const auto error = error_of([&] { Catalogue(scratch.folder(), mode); });
        REQUIRE(error);
        CHECK(error->problem() == Problem::broken);
        CHECK(error->code() == "newer-schema");
        CHECK(std::string(error->what()).find("9999") != std::string::npos);
        CHECK_FALSE(error->hint().empty());
    }
}

TEST_CASE("a catalogue of an earlier schema is brought up to date, and loses nothing") {
    const Scratch scratch;
    sql(scratch / "catalogue.db", contents(std::filesystem::path(CATALOGUES) / "schema-1.sql").c_str());
    CHECK(error_of([&] { Catalogue(scratch.folder(), Catalogue::Mode::read_only); })->code() == "older-schema");

    const Catalogue catalogue(scratch.folder());
    CHECK(catalogue.check_database().empty());
    const auto record = catalogue.find_by_key("local", "a");
    REQUIRE(record);
    const auto units = catalogue.units(record->text);
    REQUIRE(units.size() == 2);
    CHECK(units[1].text == "La segunda página.");
    CHECK(units[1].origin.empty());
    REQUIRE(catalogue.batches().size() == 1);
    const Batch batch = catalogue.batches()[0];
    CHECK(batch.totals == std::map<std::string, std::int64_t>{{"created", 2}, {"rejected", 1}, {"skipped", 1}});
    const auto items = catalogue.items(batch.id);
    REQUIRE(items.size() == 4);
    CHECK(items[0].others.empty());
    CHECK_FALSE(items[0].planned);
    const Catalogue again(scratch.folder(), Catalogue::Mode::read_only);
    CHECK(again.sequence() == catalogue.sequence());
}

TEST_CASE("a database of another program is refused and left as it is") {
    const Scratch scratch;
    sql(scratch / "catalogue.db", "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
    const std::string before = contents(scratch / "catalogue.db");
    for (const auto mode : {Catalogue::Mode::read_write, Catalogue::Mode::read_only}) {
        CHECK(error_of([&] { Catalogue(scratch.folder(), mode); })->code() == "not-a-catalogue");
    }
    CHECK(contents(scratch / "catalogue.db") == before);
}

TEST_CASE("damage is told with its remedy") {
    const Scratch scratch;
    {
        Catalogue catalogue(scratch.folder());
        for (int i = 0; i < 200; ++i) catalogue.put(record(std::to_string(i)), text(std::to_string(i)), "b");
    }
    const auto file = scratch / "catalogue.db";
    SECTION("the file is something else") {
        scratch.write("catalogue.db", std::string(20'000, 'x'));
        const auto error = error_of([&] { Catalogue(scratch.folder()); });
        REQUIRE(error);
        CHECK(error->problem() == Problem::broken);
        CHECK(error->code() == "damaged");
        CHECK_FALSE(error->hint().empty());
    }
    SECTION("pages in the middle are overwritten") {
        std::string bytes = contents(file);
        REQUIRE(bytes.size() > 400'000);
        for (std::size_t at = 40'000; at + 4096 < bytes.size(); at += 40'000)
            bytes.replace(at, 4096, std::string(4096, '\x5a'));
        scratch.write("catalogue.db", bytes);
        const auto error = error_of([&] {
            const Catalogue catalogue(scratch.folder());
            CHECK_FALSE(catalogue.check_database().empty());
            catalogue.changed_since(0, [&](const Stored& stored) { return catalogue.units(stored.text).size() < 99; });
        });
        REQUIRE(error);
        CHECK(error->problem() == Problem::broken);
    }
}

TEST_CASE("a folder that cannot be written is named with its remedy") {
    const Scratch scratch;
    Catalogue(scratch / "data").put(record("a"), {}, "b");
    Child child([&](int) {
        if (getuid() == 0 && setuid(65534) != 0) return 50;  // root may write anywhere
        chmod((scratch / "data").c_str(), 0500);
        const auto error = error_of([&] { Catalogue(scratch / "new/data"); });
        if (!error) return 51;
        if (error->problem() != Problem::broken || error->hint().empty()) return 52;
        return std::string(error->what()).find("new") == std::string::npos ? 53 : 0;
    });
    chmod(scratch.folder().c_str(), 0555);
    CHECK(child.wait() == 0);
    chmod(scratch.folder().c_str(), 0755);
}

TEST_CASE("a full disk is an error that leaves the catalogue as it was and readable") {
    const Scratch scratch;
    const auto folder = scratch / "data";
    Catalogue(folder).put(record("a"), text("a"), "b");
    const auto large = scratch.write("large", std::string(4 << 20, 'x'));
    Child child([&](int) {
        // A limit on the size of files stands in for a small disk.
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1 << 20, 1 << 20};
        setrlimit(RLIMIT_FSIZE, &limit);
        Catalogue catalogue(folder);
        const auto original_error = error_of([&] { catalogue.store(large, "text/plain"); });
        if (!original_error || original_error->problem() != Problem::broken) return 51;
        if (!std::filesystem::is_empty(folder / "originals/tmp")) return 52;
        std::optional<Error> error;
        int written = 0;
        {
            Catalogue::Transaction transaction(catalogue);
            for (; !error && written < 5000; ++written) {
                error = error_of(
                    [&] { catalogue.put(record("n" + std::to_string(written)), text(std::to_string(written)), "b"); });
            }
            if (!error) error = error_of([&] { transaction.commit(); });
        }
        if (!error || error->problem() != Problem::broken || error->hint().empty()) return 53;
        if (!catalogue.find(record("a").id) || catalogue.find(record("n0").id)) return 54;
        return catalogue.sequence() == 1 ? 0 : 55;
    });
    CHECK(child.wait() == 0);
    Catalogue catalogue(folder);
    CHECK(catalogue.check_database().empty());
    CHECK(catalogue.sequence() == 1);
    CHECK(catalogue.put(record("b"), text("b"), "b").outcome == Outcome::created);
}
