// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/ordered_work.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>

using namespace acervo;

namespace {

using Squares = OrderedWork<int, long>;

auto soon() {
    return std::chrono::steady_clock::now() + std::chrono::seconds{60};
}

}  // namespace

TEST_CASE("results come in the order of their tasks, however many threads work on them") {
    const std::size_t lanes = GENERATE(std::size_t{1}, std::size_t{2}, std::size_t{7});
    std::atomic<int> in_flight = 0, most = 0;
    Squares work(lanes, 16, 1000, [&](int& task, std::size_t) {
        if (task % 5 == 0) std::this_thread::yield();
        return static_cast<long>(task) * task;
    });
    std::thread producer([&] {
        for (int i = 0; i < 2000; ++i) {
            work.push(i, i % 100 == 0 ? 5000 : 1);  // some are over the weight and must go in nevertheless
            most = std::max(most.load(), ++in_flight);
            if (i == 1000) work.settle();
        }
        work.finish();
    });
    long result = 0, expected = 0;
    while (work.next(result, soon()) == Squares::Next::result) {
        --in_flight;
        REQUIRE(result == expected * expected);
        ++expected;
    }
    producer.join();
    CHECK(expected == 2000);
    CHECK(most <= 17);
}

TEST_CASE("a failing task comes out in its turn, a failing producer at the end") {
    Squares work(2, 16, 1000, [](int& task, std::size_t) {
        if (task == 2) throw std::runtime_error("two");
        return static_cast<long>(task);
    });
    for (int i = 0; i < 4; ++i) work.push(i, 1);
    work.finish(std::make_exception_ptr(std::runtime_error("producer")));
    long result = -1;
    CHECK(work.next(result, soon()) == Squares::Next::result);
    CHECK(work.next(result, soon()) == Squares::Next::result);
    CHECK_THROWS_WITH(work.next(result, soon()), "two");
    CHECK(work.next(result, soon()) == Squares::Next::result);
    CHECK(result == 3);
    CHECK_THROWS_WITH(work.next(result, soon()), "producer");
    CHECK(work.next(result, soon()) == Squares::Next::end);
}

TEST_CASE("a stop wakes a producer that waits for room") {
    Squares work(1, 2, 1000, [](int& task, std::size_t) { return static_cast<long>(task); });
    bool stopped = false;
    std::thread producer([&] {
        try {
            for (int i = 0;; ++i) work.push(i, 1);
        } catch (const WorkStopped&) {
            stopped = true;
        }
    });
    long result = -1;
    CHECK(work.next(result, soon()) == Squares::Next::result);
    work.stop();
    producer.join();
    CHECK(stopped);
}

TEST_CASE("nothing until the deadline is no end") {
    Squares work(1, 2, 1000, [](int& task, std::size_t) { return static_cast<long>(task); });
    long result = -1;
    CHECK(work.next(result, std::chrono::steady_clock::now() + std::chrono::milliseconds{5}) == Squares::Next::later);
}
