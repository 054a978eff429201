// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tests/corpus/scratch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <thread>

using namespace acervo;

namespace {

constexpr const char* hola = "b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79";  // of "hola"

Problem problem_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.problem();
    }
    FAIL("no error");
    return {};
}

}  // namespace

TEST_CASE("digests are those of FIPS 180-4") {
    const Scratch scratch;
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of_file(scratch.write("m", std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(problem_of([&] { sha256_of_file(scratch / "none"); }) == Problem::not_found);
    CHECK(problem_of([&] { sha256_of_file(scratch.folder()); }) == Problem::bad_input);
}

TEST_CASE("an original lies under its digest with the bytes it had, and is stored once") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    const auto first = catalogue.store(scratch.write("a.txt", "hola"), "text/plain");
    CHECK(first.sha256 == hola);
    CHECK(first.bytes == 4);
    CHECK(first.added);
    CHECK(catalogue.has_original(hola));
    const auto place = catalogue.original(hola);
    CHECK(place == scratch / "data/originals/b2/21" / hola);
    CHECK(contents(place) == "hola");
    struct stat status {};
    REQUIRE(stat(place.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0640);
    REQUIRE(stat(place.parent_path().c_str(), &status) == 0);
    CHECK((status.st_mode & 07) == 0);

    const auto second = catalogue.store(scratch.write("b.txt", "hola"), "text/plain");
    CHECK(second.sha256 == hola);
    CHECK_FALSE(second.added);
    CHECK(catalogue.totals().originals == 1);
    CHECK(std::filesystem::is_empty(scratch / "data/originals/tmp"));
    CHECK(catalogue.store(scratch.write("empty", ""), "").bytes == 0);
}

TEST_CASE("originals of every size come out as they went in") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    std::mt19937 random(5);
    for (const std::size_t size : {1u, 4095u, 4096u, 1048575u, 1048576u, 1048577u, 3000000u}) {
        std::string bytes(size, '\0');
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random()); });
        const auto stored = catalogue.store(scratch.write("f", bytes), "application/octet-stream");
        CHECK(stored.sha256 == sha256_of(bytes));
        CHECK(stored.bytes == size);
        CHECK(contents(catalogue.original(stored.sha256)) == bytes);
    }
    CHECK(catalogue.check_originals(false).match == 7);
}

TEST_CASE("what is not an original is not found, whatever it is called") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    for (const char* name :
         {"", "b2", "../../catalogue.db", hola, "B221D9DBB083A7F33428D7C2A3C3198AE925614D70210E28716CCAA7CD4DDB79"}) {
        INFO(name);
        CHECK(problem_of([&] { static_cast<void>(catalogue.original(name)); }) == Problem::not_found);
        CHECK_FALSE(catalogue.has_original(name));
    }
    CHECK(problem_of([&] { catalogue.store(scratch / "none", "text/plain"); }) == Problem::not_found);
    CHECK(problem_of([&] { catalogue.store(scratch.folder(), "text/plain"); }) == Problem::bad_input);
    REQUIRE(mkfifo((scratch / "pipe").c_str(), 0600) == 0);
    CHECK(problem_of([&] { catalogue.store(scratch / "pipe", "text/plain"); }) == Problem::bad_input);
    CHECK(std::filesystem::is_empty(scratch / "data/originals/tmp"));
}

TEST_CASE("the fixity check tells match, mismatch, missing and unreferenced apart") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    std::vector<std::string> digests;
    for (int i = 0; i < 6; ++i)
        digests.push_back(catalogue.store(scratch.write("f", "file " + std::to_string(i)), "text/plain").sha256);
    const auto place = [&](int i) { return catalogue.original(digests[static_cast<std::size_t>(i)]); };
    std::filesystem::remove(place(0));
    std::string bytes = contents(place(1));
    bytes[2] = static_cast<char>(bytes[2] ^ 1);
    std::ofstream(place(1), std::ios::binary) << bytes;
    std::filesystem::resize_file(place(2), 3);

    const auto originals = scratch / "data/originals";
    std::filesystem::create_directories(originals / "b2/21");
    std::ofstream(originals / "b2/21" / hola) << "hola";  // its row was never committed
    std::ofstream(originals / "tmp/abandoned") << "ho";   // its writer was killed
    std::ofstream(originals / "tmp/held") << "ho";        // its writer is at work
    std::ofstream(originals / "notes.txt") << "a person was here";
    const int held = open((originals / "tmp/held").c_str(), O_RDWR);
    REQUIRE(flock(held, LOCK_EX) == 0);

    const std::vector<std::string> unreferenced{std::string("b2/21/") + hola, "notes.txt", "tmp/abandoned"};
    for (const bool sweep : {false, true}) {
        const auto fixity = catalogue.check_originals(sweep);
        CHECK(fixity.match == 3);
        CHECK(fixity.missing == std::vector{digests[0]});
        auto damaged = std::vector{digests[1], digests[2]};
        std::sort(damaged.begin(), damaged.end());
        CHECK(fixity.mismatch == damaged);
        CHECK(fixity.unreferenced == unreferenced);
    }
    CHECK_FALSE(std::filesystem::exists(originals / "b2/21" / hola));
    CHECK_FALSE(std::filesystem::exists(originals / "tmp/abandoned"));
    CHECK(std::filesystem::exists(originals / "tmp/held"));
    CHECK(std::filesystem::exists(originals / "notes.txt"));
    CHECK(catalogue.check_originals(false).unreferenced == std::vector<std::string>{"notes.txt"});
    close(held);

    // Storing the files again heals what was lost or cut short.
    CHECK(problem_of([&] { static_cast<void>(place(0)); }) == Problem::not_found);
    for (const int i : {0, 2}) {
        CHECK_FALSE(catalogue.store(scratch.write("f", "file " + std::to_string(i)), "text/plain").added);
        CHECK(contents(place(i)) == "file " + std::to_string(i));
    }
}

TEST_CASE("an original stored in a transaction that was undone is swept") {
    const Scratch scratch;
    Catalogue catalogue(scratch / "data");
    {
        Catalogue::Transaction transaction(catalogue);
        CHECK(catalogue.store(scratch.write("f", "hola"), "text/plain").added);
    }
    CHECK_FALSE(catalogue.has_original(hola));
    CHECK(catalogue.check_originals(true).unreferenced.size() == 1);
    CHECK(catalogue.check_originals(false).unreferenced.empty());
}

TEST_CASE("sweeping while others store removes nothing that they stored") {
    const Scratch scratch;
    const auto file = [&](int writer, int i) { return "f" + std::to_string(writer) + "-" + std::to_string(i); };
    constexpr int each = 40;
    Catalogue sweeper(scratch / "data");
    std::atomic<int> running = 2, failures = 0;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 2; ++writer) {
        writers.emplace_back([&, writer] {
            try {
                Catalogue catalogue(scratch / "data");
                for (int i = 0; i < each; ++i) {
                    const std::string name = file(writer, i);
                    catalogue.store(scratch.write(name, name), "text/plain");
                }
            } catch (const Error&) {
                ++failures;
            }
            --running;
        });
    }
    while (running > 0) sweeper.check_originals(true);
    for (std::thread& writer : writers) writer.join();
    CHECK(failures == 0);
    const auto fixity = sweeper.check_originals(false);
    CHECK(fixity.match == 2 * each);
    CHECK(fixity.missing.empty());
}
