// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "indexer/fields.h"
#include "indexer/indexer.h"
#include "indexer/xapian.h"
#include "tests/indexer/collection.h"

namespace acervo {

namespace {

/// Runs update_index() in a process of its own and kills it after `delay`. @returns whether it was still running
bool kill_update(const std::filesystem::path& data, const IndexOptions& options, std::chrono::microseconds delay) {
    const Vocabulary& vocabulary = test::vocabulary();
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        try {
            update_index(data, vocabulary, options);
        } catch (...) {
            ::_exit(1);
        }
        ::_exit(0);
    }
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
    return WIFSIGNALED(status);
}

std::chrono::microseconds time_of(const std::function<void()>& step) {
    const auto start = std::chrono::steady_clock::now();
    step();
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace

TEST_CASE("an indexer that is killed at any point leaves an index that answers, and the next run completes it") {
    const auto [rebuild, changes, rounds] = GENERATE(table<bool, int, int>({{true, 40, 20}, {false, 150, 20}}));
    CAPTURE(rebuild);
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    std::mt19937 random{99};
    const auto change = [&] {
        Catalogue::Transaction transaction{catalogue};
        test::change_at_random(catalogue, random, changes, 400);
        transaction.commit();
    };
    {
        Catalogue::Transaction transaction{catalogue};
        test::change_at_random(catalogue, random, 1200, 400);
        transaction.commit();
    }
    update_index(data.path(), test::vocabulary());
    change();
    const IndexOptions options{.rebuild = rebuild, .jobs = 2};
    const auto whole = time_of([&] { update_index(data.path(), test::vocabulary(), options); });

    int killed = 0;
    for (int round = 0; round < rounds; ++round) {
        change();
        const std::int64_t before = indexed_sequence(data.path());
        killed += kill_update(data.path(), options, whole * round / rounds + std::chrono::microseconds{round * 37});
        // Whatever was in use is whole: either what was there or what was made.
        const std::int64_t covered = indexed_sequence(data.path());
        CHECK(covered >= before);
        CHECK(covered > 0);
        const std::filesystem::path folder = fields::current_generation(data.path()).value();
        CHECK(Xapian::Database::check((folder / "records").string()) == 0);
        CHECK(Xapian::Database::check((folder / "passages").string()) == 0);

        const IndexReport report = update_index(data.path(), test::vocabulary());
        CHECK_FALSE(report.rebuilt);
        CHECK(report.revision == catalogue.sequence());
        CHECK(check_index(data.path(), test::vocabulary()).empty());
    }
    CHECK(killed > rounds / 4);
    const test::Dumps survived = test::dump(data.path());
    update_index(data.path(), test::vocabulary(), {.rebuild = true});
    CHECK(survived == test::dump(data.path()));
}

TEST_CASE("an update that was cut between its two databases is done again") {
    const test::DataFolder data;
    Catalogue catalogue{data.path()};
    std::mt19937 random{5};
    test::change_at_random(catalogue, random, 60, 20);
    update_index(data.path(), test::vocabulary());
    const std::filesystem::path folder = *fields::current_generation(data.path());
    const std::filesystem::path before = data.path() / "before";
    std::filesystem::copy(folder / "records", before, std::filesystem::copy_options::recursive);
    test::change_at_random(catalogue, random, 30, 20);
    update_index(data.path(), test::vocabulary());
    const test::Dumps whole = test::dump(data.path());

    std::filesystem::remove_all(folder / "records");
    std::filesystem::rename(before, folder / "records");
    CHECK(indexed_sequence(data.path()) < catalogue.sequence());
    CHECK_FALSE(check_index(data.path(), test::vocabulary()).empty());
    CHECK_FALSE(update_index(data.path(), test::vocabulary()).rebuilt);
    CHECK(test::dump(data.path()) == whole);
    CHECK(check_index(data.path(), test::vocabulary()).empty());
}

}  // namespace acervo
