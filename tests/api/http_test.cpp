// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "corpus/error.h"
#include "tests/api/house.h"

using namespace acervo;
using namespace acervo::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

const std::string host = "Host: localhost\r\n";
const std::string ask = "GET /api/v1/vocabularies/axis HTTP/1.1\r\n" + host + "\r\n";
const std::string smuggled = "GET /api/v1/events HTTP/1.1\r\n" + host + "\r\n";

std::string post(const std::string& fields, const std::string& body) {
    return "POST /api/v1/search HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}

struct Case {
    const char* what;
    std::string bytes;
    int status;
};

}  // namespace

TEST_CASE("whatever is refused is answered once, and the connection closed") {
    const auto each = GENERATE(values<Case>({
        {"length and chunks", post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled), 400},
        {"two lengths", post("Content-Length: 0\r\nContent-Length: 5\r\n", "hello" + smuggled), 400},
        {"a negative length", post("Content-Length: -5\r\n", smuggled), 400},
        {"a length with a sign", post("Content-Length: +5\r\n", "hello" + smuggled), 400},
        {"a length that is no number", post("Content-Length: abc\r\n", smuggled), 400},
        {"a chunk size that is none", post("Transfer-Encoding: chunked\r\n", "ZZ\r\n" + smuggled), 400},
        {"a chunk size too large for any number",
         post("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFFFF\r\n" + smuggled), 400},
        {"a body that nobody reads", post("Content-Length: " + std::to_string(smuggled.size()) + "\r\n", smuggled),
         405},
        {"chunks that nobody reads", post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n" + smuggled), 405},
        {"another coding", post("Transfer-Encoding: gzip, chunked\r\n", "5\r\nhello\r\n0\r\n\r\n" + smuggled), 501},
        {"no length", post("", smuggled), 411},
        {"10 GB announced", post("Content-Length: 10000000000\r\n", smuggled), 413},
        {"GET with a body", "GET /health HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello" + smuggled, 400},
        {"no Host", "GET /health HTTP/1.1\r\n\r\n" + smuggled, 400},
        {"two Hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled, 400},
        {"a folded header", "GET /health HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n" + smuggled, 400},
        {"a space before the colon", "GET /health HTTP/1.1\r\nHost : a\r\n\r\n" + smuggled, 400},
        {"HTTP/9.9", "GET /health HTTP/9.9\r\n" + host + "\r\n" + smuggled, 505},
        {"HTTP/0.9", "GET /health\r\n" + smuggled, 400},
        {"an endless path", "GET /" + std::string(70000, 'a'), 414},
        {"an endless header", "GET /health HTTP/1.1\r\nX: " + std::string(70000, 'a'), 431},
        {"an unknown method", "BREW /health HTTP/1.1\r\n" + host + "\r\n" + smuggled, 501},
        {"TRACE", "TRACE /health HTTP/1.1\r\n" + host + "\r\n" + smuggled, 405},
        {"OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n" + smuggled, 405},
        {"DELETE", "DELETE /api/v1/search HTTP/1.1\r\n" + host + "\r\n" + smuggled, 405},
        {"the greeting of TLS", std::string{"\x16\x03\x01\x02\x00\x01\x00", 7} + smuggled, 400},
        {"no such address", "GET /nothing/here HTTP/1.1\r\n" + host + "\r\n" + smuggled, 404},
        {"an expectation", post("Expect: tea\r\nContent-Length: 1\r\n", "x" + smuggled), 417},
    }));
    CAPTURE(each.what);
    Client client{port()};
    client.send(each.bytes);
    const auto answer = client.read();
    CHECK(answer.status == each.status);
    CHECK(answer.header("connection") == "close");
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(json::parse(answer.body)["status"] == each.status);
    if (each.status == 405) CHECK(answer.header("allow") == "GET, HEAD");
    CHECK(client.is_closed());
}

TEST_CASE("a client that sends more than it should still gets to read the answer") {
    Client client{port()};
    client.send(post("Content-Length: 9999999\r\n", std::string(200000, 'x')));
    CHECK(client.read().status == 413);
    client.send(std::string(100000, 'x'));
    CHECK(client.is_closed());
}

TEST_CASE("a connection is kept, and requests that come at once are answered in order") {
    Client client{port()};
    const std::vector<std::string> schemes = {"axis", "kind", "theme", "stage"};
    std::string requests;
    for (const auto& scheme : schemes)
        requests += "GET /api/v1/vocabularies/" + scheme + " HTTP/1.1\r\n" + host + "\r\n";
    client.send(requests);
    for (const auto& scheme : schemes) {
        const auto answer = client.read();
        CHECK(answer.header("connection") == "keep-alive");
        CHECK(json::parse(answer.body)["scheme"] == scheme);
    }
    client.send(ask);
    CHECK(client.read().status == 200);
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
    for (const auto& request : {"GET /health HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
                                std::string{"GET /health HTTP/1.0\r\n\r\n"}}) {
        Client client{port()};
        client.send(request);
        CHECK(client.read().status == 200);
        CHECK(client.is_closed());
    }
}

TEST_CASE("a client that says no more after its request gets the answer") {
    Client client{port()};
    client.send(ask);
    client.shut();
    CHECK(client.read().status == 200);
    CHECK(client.is_closed());
}

TEST_CASE("HEAD says what GET would, without the body") {
    for (const std::string target : {"/api/v1/vocabularies/theme", "/api/v1/search?q=urbanismo", "/health"}) {
        CAPTURE(target);
        Client client{port()};
        client.send("GET " + target + " HTTP/1.1\r\n" + host + "\r\n");
        auto whole = client.read();
        client.send("HEAD " + target + " HTTP/1.1\r\n" + host + "\r\n");
        auto head = client.read(true);
        CHECK(head.status == 200);
        whole.headers.erase("date");
        head.headers.erase("date");
        CHECK(head.headers == whole.headers);
        client.send("HEAD /health HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
        CHECK(client.read(true).status == 200);
        CHECK(client.is_closed());
    }
}

TEST_CASE("who waits for leave to send a body is told to go on") {
    Client client{port()};
    client.send(post("Expect: 100-continue\r\nContent-Length: 5\r\n", ""));
    CHECK(client.read().status == 100);
    client.send("hello");
    CHECK(client.read().status == 405);
    CHECK(client.is_closed());
}

TEST_CASE("a request may take its time only once, however it trickles in") {
    auto impatient = options();
    impatient.header_seconds = 1;
    impatient.body_seconds = 1;
    impatient.idle_seconds = 1;
    Server server{impatient, vocabulary()};
    SECTION("a head that never ends is answered 408") {
        Client client{server.port()};
        for (int i = 0; i < 6 && client.send("X"); ++i) std::this_thread::sleep_for(300ms);
        CHECK(client.read().status == 408);
        CHECK(client.is_closed());
    }
    SECTION("so is a body") {
        Client client{server.port()};
        client.send(post("Content-Length: 50\r\n", "x"));
        CHECK(client.read().status == 408);
        CHECK(client.is_closed());
    }
    SECTION("a connection without a request is closed silently") {
        Client silent{server.port()};
        CHECK(silent.is_closed(5000));
        Client idle{server.port()};
        idle.send(ask);
        CHECK(idle.read().status == 200);
        CHECK(idle.is_closed(5000));
    }
}

TEST_CASE("many connections that wait take nothing from those that ask") {
    auto generous = options();
    generous.connections_per_client = 10000;
    Server server{generous, vocabulary()};
    std::vector<Client> waiting;
    for (int i = 0; i < 400; ++i) {
        waiting.emplace_back(server.port());
        if (i % 2) waiting.back().send("GET /api/v1/search?q=ag");
        if (i % 4 == 1) waiting.back().send("ua HTTP/1.1\r\nX-Slow: ");
    }
    for (int i = 0; i < 20; ++i) CHECK(get(server.port(), "/api/v1/vocabularies/axis").status == 200);
}

TEST_CASE("one address may hold so many connections, and its oldest waiting one makes room for a new one") {
    auto strict = options();
    strict.connections_per_client = 3;
    Server server{strict, vocabulary()};
    std::vector<Client> held;
    for (int i = 0; i < 3; ++i) {
        held.emplace_back(server.port());
        held.back().send(ask);
        CHECK(held.back().read().status == 200);
    }
    Client refused{server.port()};
    const auto answer = refused.read();
    CHECK(answer.status == 503);
    CHECK_FALSE(answer.header("retry-after").empty());
    CHECK(refused.is_closed());
    std::this_thread::sleep_for(1200ms);
    Client welcome{server.port()};
    welcome.send(ask);
    CHECK(welcome.read().status == 200);
    CHECK(held.front().is_closed());
}

TEST_CASE("a connection serves so many requests, then says good-bye") {
    auto few = options();
    few.requests_per_connection = 3;
    Server server{few, vocabulary()};
    Client client{server.port()};
    client.send(ask + ask + ask + ask);
    CHECK(client.read().header("connection") == "keep-alive");
    CHECK(client.read().header("connection") == "keep-alive");
    CHECK(client.read().header("connection") == "close");
    CHECK(client.is_closed());
}

TEST_CASE("answers are right when many ask at once") {
    std::vector<std::thread> clients;
    std::atomic<int> right{0};
    const auto expected = get_json("/api/v1/search?q=urbanismo&facets=*")["total"]["value"].get<int>();
    CHECK(expected == papers);
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&right, expected, server = port()] {
            Client client{server};
            for (int j = 0; j < 25; ++j) {
                client.send("GET /api/v1/search?q=urbanismo&facets=*&page_size=" + std::to_string(1 + j) +
                            " HTTP/1.1\r\n" + host + "\r\n");
                const auto answer = client.read();
                const auto body = json::parse(answer.body, nullptr, false);
                if (answer.status == 200 && body["total"]["value"] == expected &&
                    static_cast<int>(body["hits"].size()) == 1 + j)
                    ++right;
            }
        });
    }
    for (auto& client : clients) client.join();
    CHECK(right == 8 * 25);
}

TEST_CASE("a server that stops ends what it has begun, and takes nothing more") {
    std::uint16_t where = 0;
    {
        Server server{options(), vocabulary()};
        where = server.port();
        Client idle{where};
        idle.send(ask);
        CHECK(idle.read().status == 200);
        Client busy{where};
        busy.send(ask + ask + ask);
        CHECK(busy.read().status == 200);
        server.stop();
        CHECK(idle.is_closed());
    }
    CHECK_THROWS(Client{where});
}

TEST_CASE("an address that is taken, or none, is an error with a remedy") {
    auto taken = options();
    taken.port = port();
    CHECK_THROWS_AS(Server(taken, vocabulary()), Error);
    auto nowhere = options();
    nowhere.host = "192.0.2.1";
    CHECK_THROWS_AS(Server(nowhere, vocabulary()), Error);
    auto empty = options();
    empty.data = empty.data / "nothing";
    CHECK_THROWS_AS(Server(empty, vocabulary()), Error);
}
