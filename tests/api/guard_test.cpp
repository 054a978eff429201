// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/guard.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace acervo;
using State = RequestReader::State;

namespace {

const std::string crlf = "\r\n";
const std::string host = "Host: a\r\n";

std::string get(const std::string& target, const std::string& fields = host) {
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}
std::string post(const std::string& fields, const std::string& body = {}) {
    return "POST /a HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}
std::string chunked(const std::string& body) {
    return post("Transfer-Encoding: chunked\r\n", body);
}

/// "complete", "head" (more is awaited), or the code of the refusal.
std::string outcome(const RequestReader& reader) {
    switch (reader.state()) {
        case State::idle:
            return "idle";
        case State::head:
            return "head";
        case State::body:
            return "body";
        case State::complete:
            return "complete";
        case State::refused:
            return reader.refusal().code;
    }
    return {};
}

struct Case {
    const char* what;
    std::string bytes;
    std::string outcome;
};

std::vector<Case> framing_cases() {
    std::string every_byte;
    for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
    std::string many_fields;
    for (int i = 0; i < 101; ++i) many_fields += "X-" + std::to_string(i) + ": 1\r\n";
    return {
        // The request line
        {"a plain GET", get("/a"), "complete"},
        {"one empty line before it", crlf + get("/a"), "complete"},
        {"many empty lines before it", crlf + crlf + crlf + crlf + get("/a"), "bad-request"},
        {"a path of 5000 bytes", get("/" + std::string(5000, 'u')), "complete"},
        {"a path of 70000 bytes", get("/" + std::string(70000, 'u')), "uri-too-long"},
        {"HTTP/0.9", "GET /a\r\n", "bad-request"},
        {"HTTP/1.0 without Host", "GET /a HTTP/1.0\r\n\r\n", "complete"},
        {"HTTP/2.0", "GET /a HTTP/2.0\r\n" + host + crlf, "http-version"},
        {"the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http-version"},
        {"HTTP/9.9", "GET /a HTTP/9.9\r\n" + host + crlf, "http-version"},
        {"HTTP/1.11", "GET /a HTTP/1.11\r\n" + host + crlf, "bad-request"},
        {"http/1.1", "GET /a http/1.1\r\n" + host + crlf, "bad-request"},
        {"a method of punctuation", "G\"(:)\" /a HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"a method of 40 letters", std::string(40, 'A') + " /a HTTP/1.1\r\n" + host + crlf, "not-implemented"},
        {"a method in small letters", "get /a HTTP/1.1\r\n" + host + crlf, "not-implemented"},
        {"two spaces", "GET  /a HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"a space in the path", "GET /a b HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"a tab instead of a space", "GET\t/a HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"no path", "GET a HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"a fragment", get("/a#b"), "bad-request"},
        {"letters beyond ASCII in the path", get("/ñ"), "bad-request"},
        {"the same, encoded", get("/%C3%B1"), "complete"},
        {"encoded bytes that are no UTF-8", get("/%ff"), "bad-request"},
        {"an overlong encoding", get("/%c0%af"), "bad-request"},
        {"half an encoding", get("/%4"), "bad-request"},
        {"an encoded NUL", get("/a%00b"), "bad-request"},
        {"an encoded slash", get("/a%2fb"), "bad-request"},
        {"a way up", get("/a/../b"), "bad-request"},
        {"an encoded way up", get("/a/%2e%2e/b"), "bad-request"},
        {"a query string that is no UTF-8", get("/a?q=%e1"), "bad-request"},
        {"an encoded NUL in the query string", get("/a?q=%00"), "bad-request"},
        {"ESC in the query string", get("/a?q=%1b[2J"), "bad-request"},
        {"300 parameters",
         get("/a?" +
             [] {
                 std::string text;
                 for (int i = 0; i < 300; ++i) text += "&a";
                 return text;
             }()),
         "bad-request"},
        {"an address with our own host", get("http://a/b"), "complete"},
        {"an address with another host", get("http://evil/b"), "bad-request"},
        {"an address without a host", get("http:///b"), "bad-request"},
        {"an address of another kind", get("gopher://a/b"), "bad-request"},
        {"OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + host + crlf, "complete"},
        {"GET *", "GET * HTTP/1.1\r\n" + host + crlf, "bad-request"},
        {"CONNECT", "CONNECT a:443 HTTP/1.1\r\n" + host + crlf, "complete"},
        {"TRACE", "TRACE /a HTTP/1.1\r\n" + host + crlf, "complete"},
        {"HEAD", "HEAD /a HTTP/1.1\r\n" + host + crlf, "complete"},
        {"every byte there is", every_byte, "bad-request"},
        {"the greeting of TLS", std::string{"\x16\x03\x01\x02\x00\x01", 6}, "bad-request"},
        // Headers
        {"a header of 4000 bytes", get("/a", "X: " + std::string(4000, 'a') + crlf + host), "complete"},
        {"a header of 5000 bytes", get("/a", "X: " + std::string(5000, 'a') + crlf + host), "complete"},
        {"a header of 9000 bytes", get("/a", "X: " + std::string(9000, 'a') + crlf + host), "head-too-large"},
        {"101 headers", get("/a", many_fields + host), "head-too-large"},
        {"50 kB of headers",
         get("/a",
             [] {
                 std::string fields;
                 for (int i = 0; i < 10; ++i)
                     fields += "X-" + std::to_string(i) + ": " + std::string(5000, 'a') + "\r\n";
                 return fields;
             }() +
                 host),
         "head-too-large"},
        {"no Host", get("/a", ""), "bad-request"},
        {"an empty Host", get("/a", "Host:\r\n"), "bad-request"},
        {"two Hosts", get("/a", "Host: a\r\nHost: b\r\n"), "bad-request"},
        {"the same Host twice", get("/a", "Host: a\r\nhost: a\r\n"), "bad-request"},
        {"a Host that is none", get("/a", "Host: a b\r\n"), "bad-request"},
        {"a Host with a port", get("/a", "Host: [::1]:8080\r\n"), "complete"},
        {"NUL in a header", get("/a", std::string{"X: a\0b\r\n", 8} + host), "bad-request"},
        {"CR in a header", get("/a", "X: a\rb\r\n" + host), "bad-request"},
        {"LF alone", "GET /a HTTP/1.1\nHost: a\n\n", "bad-request"},
        {"LF alone behind a header", get("/a", "X: a\n" + host), "bad-request"},
        {"a space before the colon", get("/a", "X : a\r\n" + host), "bad-request"},
        {"a folded header", get("/a", "X: a\r\n b\r\n" + host), "bad-request"},
        {"a header without a colon", get("/a", "XYZ\r\n" + host), "bad-request"},
        {"a header without a name", get("/a", ": v\r\n" + host), "bad-request"},
        {"letters beyond ASCII in a value", get("/a", "X: ñ\r\n" + host), "complete"},
        {"letters beyond ASCII in a name", get("/a", "ñ: x\r\n" + host), "bad-request"},
        // Lengths
        {"a body", post("Content-Length: 5\r\n", "hello"), "complete"},
        {"an empty body", post("Content-Length: 0\r\n"), "complete"},
        {"half a body", post("Content-Length: 5\r\n", "hel"), "body"},
        {"length and chunks",
         post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
              "0\r\n\r\nGET /smuggled HTTP/1.1\r\n" + host + crlf),
         "bad-request"},
        {"two lengths", post("Content-Length: 0\r\nContent-Length: 5\r\n", "hello"), "bad-request"},
        {"the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), "bad-request"},
        {"a list of lengths", post("Content-Length: 5, 5\r\n", "hello"), "bad-request"},
        {"a negative length", post("Content-Length: -5\r\n", "hello"), "bad-request"},
        {"a length with a sign", post("Content-Length: +5\r\n", "hello"), "bad-request"},
        {"a hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), "bad-request"},
        {"a length of letters", post("Content-Length: abc\r\n", "hello"), "bad-request"},
        {"a length with an exponent", post("Content-Length: 1e2\r\n", "hello"), "bad-request"},
        {"a length of twenty digits", post("Content-Length: 99999999999999999999\r\n", "hello"), "bad-request"},
        {"an empty length", post("Content-Length:\r\n", "hello"), "bad-request"},
        {"10 GB announced", post("Content-Length: 10000000000\r\n"), "body-too-large"},
        {"POST without a length", post(""), "length-required"},
        {"PUT without a length", "PUT /a HTTP/1.1\r\n" + host + crlf, "length-required"},
        {"GET with a body", get("/a", host + "Content-Length: 5\r\n") + "hello", "bad-request"},
        {"GET with an empty body", get("/a", host + "Content-Length: 0\r\n"), "complete"},
        {"GET with chunks", get("/a", host + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", "bad-request"},
        {"HEAD with a body", "HEAD /a HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx", "bad-request"},
        {"an unknown expectation", post("Expect: coffee\r\nContent-Length: 5\r\n", "hello"), "expectation-failed"},
        // Chunks
        {"chunks", chunked("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"), "complete"},
        {"half a chunk", chunked("5\r\nhel"), "body"},
        {"chunks without an end", chunked("5\r\nhello\r\n"), "body"},
        {"a size that is none", chunked("ZZ\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a negative size", chunked("-1\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a size of eighteen digits", chunked("FFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a size of eight digits", chunked("FFFFFFFF\r\nhello"), "body-too-large"},
        {"a size with a space", chunked("5 \r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a size with an extension", chunked("5;a=b\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"no size", chunked("\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"lines of chunks that end in LF", chunked("5\nhello\n0\n\n"), "bad-request"},
        {"a chunk longer than it says", chunked("4\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"a chunk shorter than it says", chunked("6\r\nhello\r\n0\r\n\r\n"), "bad-request"},
        {"trailers", chunked("0\r\nX: y\r\n\r\n"), "bad-request"},
        {"gzip and chunked", post("Transfer-Encoding: gzip, chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"),
         "not-implemented"},
        {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         "bad-request"},
        {"almost chunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), "not-implemented"},
        {"chunks in HTTP/1.0", "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "bad-request"},
        {"fifty thousand tiny chunks", chunked([] {
             std::string body;
             for (int i = 0; i < 50000; ++i) body += "1\r\nx\r\n";
             return body + "0\r\n\r\n";
         }()),
         "body-too-large"},
    };
}

}  // namespace

TEST_CASE("a request is understood in one way only, or refused") {
    for (const auto& [what, bytes, expected] : framing_cases()) {
        CAPTURE(what);
        RequestReader reader;
        reader.feed(bytes);
        CHECK(outcome(reader) == expected);
    }
}

TEST_CASE("a request means the same however the network cuts it into pieces") {
    for (const auto& [what, bytes, expected] : framing_cases()) {
        CAPTURE(what);
        for (const std::size_t size : {std::size_t{1}, std::size_t{7}}) {
            RequestReader reader;
            for (std::size_t at = 0; at < bytes.size() && reader.state() != State::complete; at += size)
                reader.feed(std::string_view{bytes}.substr(at, size));
            CHECK(outcome(reader) == expected);
        }
    }
}

TEST_CASE("what cannot become a request is refused before its line ends") {
    RequestReader tls;
    CHECK(tls.feed(std::string_view{"\x16\x03", 2}) == State::refused);
    RequestReader endless;
    CHECK(endless.feed("GET /" + std::string(9000, 'a')) == State::refused);
    RequestReader slow;
    CHECK(slow.feed("GET /a HT") == State::head);
}

TEST_CASE("a request is taken apart into its values") {
    RequestReader reader;
    reader.feed(
        "GET /records/%C3%B1?q=a+b%20c&theme=x&theme=y&empty=&bare&& HTTP/1.1\r\nHOST: Example:80\r\nX-A: 1\r\nx-a:  2 "
        "\r\n\r\n");
    REQUIRE(reader.state() == State::complete);
    CHECK(reader.keep_alive());
    const auto request = reader.take();
    CHECK(request.method == "GET");
    CHECK(request.path == "/records/ñ");
    CHECK(request.parameters == std::vector<std::pair<std::string, std::string>>{
                                    {"q", "a b c"}, {"theme", "x"}, {"theme", "y"}, {"empty", ""}, {"bare", ""}});
    CHECK(request.header("host") == "Example:80");
    CHECK(request.header("x-a") == "1, 2");
    CHECK(request.all("theme") == std::vector<std::string>{"x", "y"});
    CHECK(reader.state() == State::idle);
}

TEST_CASE("the body is what its framing says, and what follows is the next request") {
    RequestReader reader;
    reader.feed(chunked("3\r\nGET\r\nA\r\n /a HTTP/1\r\n0\r\n\r\n") + post("Content-Length: 3\r\n", "two") + get("/3") +
                "GET /4");
    REQUIRE(reader.state() == State::complete);
    CHECK(reader.take().body == "GET /a HTTP/1");
    REQUIRE(reader.feed({}) == State::complete);
    CHECK(reader.take().body == "two");
    REQUIRE(reader.feed({}) == State::complete);
    CHECK(reader.take().path == "/3");
    CHECK(reader.feed({}) == State::head);
    CHECK(reader.feed(" HTTP/1.1\r\nHost: a\r\n\r\n") == State::complete);
    CHECK(reader.take().path == "/4");
}

TEST_CASE("whether another request may follow is read from version and Connection") {
    const auto [bytes, expected] = GENERATE(table<std::string, bool>({
        {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n", true},
        {"GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false},
        {"GET /a HTTP/1.1\r\nHost: a\r\nConnection: foo , CLOSE\r\n\r\n", false},
        {"GET /a HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n", true},
        {"GET /a HTTP/1.0\r\n\r\n", false},
        {"GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
    }));
    CAPTURE(bytes);
    RequestReader reader;
    REQUIRE(reader.feed(bytes) == State::complete);
    CHECK(reader.keep_alive() == expected);
}

TEST_CASE("a client that waits for leave to send its body is given it once") {
    const auto head = post("Expect: 100-continue\r\nContent-Length: 5\r\n");
    RequestReader waits;
    REQUIRE(waits.feed(head) == State::body);
    CHECK(waits.wants_continue());
    CHECK_FALSE(waits.wants_continue());
    RequestReader impatient;
    REQUIRE(impatient.feed(head + "he") == State::body);
    CHECK_FALSE(impatient.wants_continue());
    RequestReader too_much;
    CHECK(too_much.feed(post("Expect: 100-continue\r\nContent-Length: 99999999\r\n")) == State::refused);
    CHECK_FALSE(too_much.wants_continue());
}
