// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/delivery.h"

#include <Poco/DeflatingStream.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <optional>
#include <sstream>

#include "corpus/catalogue.h"

namespace acervo {
namespace {

constexpr std::size_t worth_compressing = 1024;
constexpr int compression_level = 5;

const char* reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 202:
            return "Accepted";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 507:
            return "Insufficient Storage";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The part of an ETag that is compared: without W/ and the mark of the compressed copy.
std::string_view opaque(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') etag = etag.substr(1, etag.size() - 2);
    if (etag.ends_with("-gzip")) etag.remove_suffix(5);
    return etag;
}

/// The ETag of the compressed copy: other bytes, so another strong one.
std::string packed_etag(std::string etag) {
    if (etag.starts_with("\"")) etag.insert(etag.size() - 1, "-gzip");
    return etag;
}

bool accepts_gzip(const Request& request) {
    const auto accepted = request.header("accept-encoding");
    for (std::string_view rest = accepted; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto entry = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const auto semicolon = std::min(entry.find(';'), entry.size());
        if (trimmed(entry.substr(0, semicolon)) != "gzip") continue;
        const auto quality = trimmed(entry.substr(std::min(semicolon + 1, entry.size())));
        return !(quality.starts_with("q=0") && quality.find_first_of("123456789") == std::string_view::npos);
    }
    return false;
}

bool is_compressible(const std::string& type) {
    return type.starts_with("text/") || type.find("json") != std::string::npos ||
           type.find("xml") != std::string::npos || type.find("javascript") != std::string::npos;
}

std::string compressed(const std::string& body) {
    std::ostringstream out;
    Poco::DeflatingOutputStream deflate{out, Poco::DeflatingStreamBuf::STREAM_GZIP, compression_level};
    deflate.write(body.data(), static_cast<std::streamsize>(body.size()));
    deflate.close();
    return std::move(out).str();
}

struct Range {
    std::uint64_t first = 0, last = 0;  ///< inclusive
};

std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return {};
    return value;
}

enum class Wanted { whole, part, nothing };

/// Reads "bytes=0-99", "bytes=100-", "bytes=-100". Several ranges at once, or what is no range, get the whole file, as
/// RFC 9110 allows.
Wanted read_range(std::string_view header, std::uint64_t size, Range& range) {
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return Wanted::whole;
    const auto text = trimmed(header.substr(6));
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return Wanted::whole;
    const auto from = text.substr(0, dash), to = text.substr(dash + 1);
    const auto first = number(from), last = number(to);
    if (from.empty()) {
        if (!last) return Wanted::whole;
        if (*last == 0 || size == 0) return Wanted::nothing;
        range = {size - std::min(*last, size), size - 1};
        return Wanted::part;
    }
    if (!first || (!to.empty() && !last) || (last && *last < *first)) return Wanted::whole;
    if (*first >= size) return Wanted::nothing;
    range = {*first, std::min(last.value_or(size - 1), size - 1)};
    return Wanted::part;
}

/// Dates are compared as they were sent: a client repeats what it was given.
bool same_version(const Request& request, const Response& response) {
    const auto condition = request.header("if-range");
    if (condition.empty()) return true;
    const auto etag = response.headers.find("ETag");
    return etag != response.headers.end() && condition == etag->second;
}

void choose_piece(const Request& request, Response& response, Delivery& delivery) {
    std::error_code wrong;
    const auto size = std::filesystem::file_size(response.file, wrong);
    if (wrong) {
        response = problem(request, Error{Problem::broken, "an original cannot be read: " + wrong.message()});
        return;
    }
    response.headers["Accept-Ranges"] = "bytes";
    delivery.length = size;
    const auto header = request.header("range");
    Range range;
    const auto wanted = header.empty() || request.method != "GET" || !same_version(request, response)
                            ? Wanted::whole
                            : read_range(header, size, range);
    if (wanted == Wanted::nothing) {
        response = problem(request, Error{Error{Problem::bad_input, "range"}.with_code("range-not-satisfiable")});
        response.headers["Content-Range"] = "bytes */" + std::to_string(size);
        return;
    }
    if (wanted == Wanted::part) {
        response.status = 206;
        delivery.offset = range.first;
        delivery.length = range.last - range.first + 1;
        response.headers["Content-Range"] =
            "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" + std::to_string(size);
    }
    delivery.file = response.file;
}

void compress(const Request& request, Response& response) {
    if (!is_compressible(response.content_type)) return;
    auto& vary = response.headers["Vary"];
    vary += (vary.empty() ? "" : ", ") + std::string{"Accept-Encoding"};
    if (response.body.size() < worth_compressing || !accepts_gzip(request)) return;
    response.body = compressed(response.body);
    response.headers["Content-Encoding"] = "gzip";
    if (auto etag = response.headers.find("ETag"); etag != response.headers.end())
        etag->second = packed_etag(etag->second);
}

void put(std::string& head, const std::string& name, const std::string& value) {
    head += name + ": ";
    for (const char c : value) head += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    head += "\r\n";
}

std::string date_now() {
    const auto now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[40];
    // The C locale's names, as HTTP wants them: nothing here sets another one.
    return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

void add_usual_headers(const Request& request, Response& response) {
    const bool good = response.status < 400;
    auto& headers = response.headers;
    headers.emplace("Cache-Control", good ? "public, max-age=60" : "no-store");
    if (response.file.empty()) headers.emplace("Vary", "Accept, Accept-Language");
    headers.emplace("X-Content-Type-Options", "nosniff");
    if (!response.content_type.starts_with("text/html"))
        headers.emplace("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    const bool may_keep = headers.at("Cache-Control").find("no-store") == std::string::npos;
    if (response.status == 200 && response.file.empty() && !response.stream && may_keep && !headers.contains("ETag"))
        headers["ETag"] = "\"" + sha256_of(response.content_type + "\n" + response.body).substr(0, 24) + "\"";
    if (response.file.empty() && response.content_type.starts_with("text/") &&
        response.content_type.find("charset") == std::string::npos)
        response.content_type += "; charset=utf-8";
    const bool readable = request.method == "GET" || request.method == "HEAD";
    if (response.status == 200 && readable && headers.contains("ETag") && is_known(request, headers.at("ETag"))) {
        // What is unchanged is the copy that the client has.
        if (const auto packed = packed_etag(headers.at("ETag"));
            request.header("if-none-match").find(packed) != std::string::npos)
            headers["ETag"] = packed;
        response.status = 304;
        response.body.clear();
        response.file.clear();
    }
}

}  // namespace

bool is_known(const Request& request, const std::string& etag) {
    const auto known = request.header("if-none-match");
    for (std::string_view rest = known; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto entry = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (entry == "*" || (!entry.empty() && opaque(entry) == opaque(etag))) return true;
    }
    return false;
}

Delivery deliver(const Request& request, Response response, bool keep_alive) {
    Delivery delivery;
    add_usual_headers(request, response);
    if (!response.file.empty()) choose_piece(request, response, delivery);
    if (delivery.file.empty() && !response.stream) compress(request, response);
    delivery.status = response.status;
    delivery.chunked = !request.old;
    delivery.close = !keep_alive || response.status >= 400 || (response.stream && request.old);

    auto& head = delivery.bytes;
    head = "HTTP/1.1 " + std::to_string(response.status) + " " + reason_of(response.status) + "\r\n";
    put(head, "Date", date_now());
    if (response.status != 304) {
        put(head, "Content-Type", response.content_type);
        if (!response.stream) {
            put(head, "Content-Length", std::to_string(delivery.file.empty() ? response.body.size() : delivery.length));
        } else if (!request.old) {
            put(head, "Transfer-Encoding", "chunked");
        }
    }
    for (const auto& [name, value] : response.headers) put(head, name, value);
    put(head, "Connection", delivery.close ? "close" : "keep-alive");
    head += "\r\n";
    if (request.method == "HEAD") {
        delivery.file.clear();
        delivery.length = 0;
    } else if (response.stream) {
        delivery.stream = std::move(response.stream);
    } else if (delivery.file.empty()) {
        delivery.bytes += response.body;
        delivery.length = 0;
    }
    return delivery;
}

Delivery deliver(const Piece& piece, const Stream& stream, bool chunked, bool close) {
    Delivery delivery;
    delivery.chunked = chunked;
    delivery.close = close;
    if (!chunked) {
        delivery.bytes = piece.bytes;
    } else if (!piece.bytes.empty()) {
        std::array<char, 20> size{};
        std::snprintf(size.data(), size.size(), "%zx\r\n", piece.bytes.size());
        delivery.bytes = size.data() + piece.bytes + "\r\n";
    }
    if (piece.last) {
        if (chunked) delivery.bytes += "0\r\n\r\n";
    } else {
        delivery.stream = stream;
        delivery.wait = piece.wait;
    }
    return delivery;
}

}  // namespace acervo
