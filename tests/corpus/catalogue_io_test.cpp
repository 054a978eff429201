// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "tests/corpus/scratch.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <cerrno>

// The calls through which everything reaches the disk are replaced in this program, for SQLite as for us: the n-th of
// them fails when a test says so.
namespace {

int calls_left = -1;  ///< until one fails; negative: none does
int failure = 0;      ///< errno of it
bool keeps_failing = false;
bool syncs = true;  ///< false: a sync may fail but does not sync, which is what takes the time

bool fails() {
    if (calls_left < 0) return false;
    if (calls_left > 0) return --calls_left, false;
    if (!keeps_failing) calls_left = -1;
    errno = failure;
    return true;
}

template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {
ssize_t write(int file, const void* bytes, size_t size) {
    static auto* const real = next<decltype(write)>("write");
    return fails() ? -1 : real(file, bytes, size);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    static auto* const real = next<decltype(pwrite)>("pwrite");
    return fails() ? -1 : real(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return fails() ? -1 : real(file, bytes, size, at);
}
int fsync(int file) {
    static auto* const real = next<decltype(fsync)>("fsync");
    return fails() ? -1 : syncs ? real(file) : 0;
}
int fdatasync(int file) {
    static auto* const real = next<decltype(fdatasync)>("fdatasync");
    return fails() ? -1 : syncs ? real(file) : 0;
}
int rename(const char* from, const char* to) noexcept {
    static auto* const real = next<int(const char*, const char*)>("rename");
    return fails() ? -1 : real(from, to);
}
int mkdir(const char* name, mode_t mode) noexcept {
    static auto* const real = next<int(const char*, mode_t)>("mkdir");
    return fails() ? -1 : real(name, mode);
}
int ftruncate64(int file, off64_t size) noexcept {
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    return fails() ? -1 : real(file, size);
}
}

using namespace acervo;

namespace {

Record record(const std::string& key) {
    Record record;
    record.collection = "tests";
    record.source_key = key;
    record.id = record_id(record.collection, record.source_key);
    return record;
}

enum class Seen : int { no_error = 0, error = 1, other = 2 };

constexpr int steps = 2;

/// Starts a catalogue and writes to it; tells each step that was acknowledged as a byte of a file.
Seen work(const std::filesystem::path& folder, const std::filesystem::path& source,
          const std::filesystem::path& acknowledged) {
    try {
        Catalogue catalogue(folder);
        for (int step = 0; step < steps; ++step) {
            Catalogue::Transaction transaction(catalogue);
            Record whole = record(std::to_string(step));
            whole.files.emplace_back();
            whole.files.back().sha256 = catalogue.store(source, "text/plain").sha256;
            Unit unit;
            unit.number = 1;
            unit.text = std::string(20'000, static_cast<char>('a' + step));
            catalogue.put(whole, {unit}, "b");
            catalogue.put(record(std::to_string(step) + "+"), {unit}, "b");
            transaction.commit();
            std::filesystem::resize_file(acknowledged, static_cast<std::uintmax_t>(step) + 1);
        }
        return Seen::no_error;
    } catch (const Error& error) {
        return error.problem() == Problem::broken && *error.what() ? Seen::error : Seen::other;
    } catch (...) {
        return Seen::other;
    }
}

}  // namespace

TEST_CASE("whichever write fails, the error is told and the catalogue stays whole") {
    const auto [number, for_good] = GENERATE(table<int, bool>({{ENOSPC, true}, {EIO, false}}));
    syncs = false;
    const Scratch scratch;
    const auto source = scratch.write("source", "hola");
    int injected = 0;
    bool reached_the_end = false;
    for (int n = 0; !reached_the_end && n < 1000; ++n) {
        const auto folder = scratch / ("data" + std::to_string(n));
        const auto acknowledged = scratch.write("acknowledged", "");
        const pid_t child = fork();
        if (child == 0) {
            calls_left = n;
            failure = number;
            keeps_failing = for_good;
            const Seen seen = work(folder, source, acknowledged);
            _exit(static_cast<int>(seen) + (calls_left > 0 ? 10 : 0));
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        INFO("call " << n << ", errno " << number);
        REQUIRE(WIFEXITED(status));
        reached_the_end = WEXITSTATUS(status) >= 10;
        const auto seen = static_cast<Seen>(WEXITSTATUS(status) % 10);
        REQUIRE(seen != Seen::other);
        if (reached_the_end) CHECK(seen == Seen::no_error);
        injected += seen == Seen::error;

        // What comes after the failure: the same folder, a disk that works again.
        const auto done = static_cast<int>(std::filesystem::file_size(acknowledged));
        if (seen == Seen::no_error) REQUIRE(done == steps);
        Catalogue catalogue(folder);
        REQUIRE(catalogue.check_database() == std::vector<std::string>{});
        for (int step = 0; step < steps; ++step) {
            const auto one = catalogue.find(record(std::to_string(step)).id);
            const auto two = catalogue.find(record(std::to_string(step) + "+").id);
            REQUIRE(one.has_value() == two.has_value());
            if (step < done) REQUIRE(one);
            if (one) REQUIRE(catalogue.units(one->text).at(0).text.size() == 20'000);
        }
        const auto fixity = catalogue.check_originals(true);
        REQUIRE(fixity.missing.empty());
        REQUIRE(fixity.mismatch.empty());
        REQUIRE(work(folder, source, acknowledged) == Seen::no_error);
        REQUIRE(catalogue.totals().records == 2 * steps);
        std::filesystem::remove_all(folder);
    }
    syncs = true;
    CHECK(reached_the_end);
    CHECK(injected > 20);
}
