// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/cursor.h"

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "corpus/catalogue.h"
#include "corpus/error.h"

namespace acervo {
namespace {

// 4 bytes check sum | 8 state | 8 query | 8 weight | 4 document | 8 signature
constexpr std::size_t check_size = 4, body_size = 28, signature_size = 8;
constexpr std::size_t cursor_size = check_size + body_size + signature_size;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void append(std::string& bytes, std::uint64_t number, int size) {
    for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t result = 0;
    for (const char byte : bytes.substr(at, size)) result = result << 8U | static_cast<unsigned char>(byte);
    return result;
}

std::uint64_t digest(const std::string& text) {
    return std::stoull(sha256_of(text).substr(0, 16), nullptr, 16);
}

std::string digest_bytes(const std::string& text, std::size_t size) {
    std::string result;
    append(result, digest(text) >> (64 - 8 * size), static_cast<int>(size));
    return result;
}

std::string signature(const IndexStamp& stamp, const std::string& body) {
    return digest_bytes("outer " + stamp.uuid + sha256_of("inner " + stamp.uuid + body), signature_size);
}

std::uint64_t state_of(const IndexStamp& stamp) {
    return digest("state " + stamp.uuid + " " + std::to_string(stamp.revision));
}

/// Everything that decides which results there are and in which order.
std::uint64_t query_digest(const Query& query) {
    std::string text = query.text + '\0' + query.language + '\0' + query.query_language + '\0' +
                       std::to_string(static_cast<int>(query.sort)) + (query.across_languages ? "x" : "-");
    for (const auto& [name, selection] : query.filters) {
        text += '\0' + name;
        for (const auto& code : selection.any) text += "\1" + code;
        for (const auto& code : selection.none) text += "\2" + code;
    }
    if (!query.peer.empty()) {
        text += "\4" + query.peer;
        for (const double weight : query.peer_weights) text += "\5" + std::to_string(weight);
    }
    if (query.year)
        text += "\3" + (query.year->from ? std::to_string(*query.year->from) : "") + ".." +
                (query.year->to ? std::to_string(*query.year->to) : "");
    return digest(text);
}

std::string to_base64(std::string_view bytes) {
    std::string result;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = held << 8U | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 6;) result += alphabet[held >> static_cast<unsigned>(bits -= 6) & 63U];
    }
    if (bits > 0) result += alphabet[held << static_cast<unsigned>(6 - bits) & 63U];
    return result;
}

/// Empty when it is none.
std::string from_base64(std::string_view text) {
    std::string result;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(letter);
        if (value == std::string_view::npos) return {};
        held = held << 6U | static_cast<std::uint32_t>(value);
        if ((bits += 6) >= 8) result += static_cast<char>(held >> static_cast<unsigned>(bits -= 8) & 0xFFU);
    }
    return result;
}

[[noreturn]] void invalid() {
    throw Error{Problem::bad_input, "the cursor is not one that was given out for this search"}
        .with_hint("Start again from the first page, without a cursor.")
        .with_code("cursor-invalid");
}

}  // namespace

std::string make_cursor(const IndexStamp& stamp, const Query& query, const Matched& last) {
    std::string body;
    append(body, state_of(stamp), 8);
    append(body, query_digest(query), 8);
    append(body, std::bit_cast<std::uint64_t>(last.weight), 8);
    append(body, last.document, 4);
    return to_base64(digest_bytes(body, check_size) + body + signature(stamp, body));
}

Matched read_cursor(const std::string& cursor, const IndexStamp& stamp, const Query& query) {
    if (cursor.size() > 2 * cursor_size) invalid();
    const auto bytes = from_base64(cursor);
    if (bytes.size() != cursor_size || to_base64(bytes) != cursor) invalid();
    const auto body = bytes.substr(check_size, body_size);
    if (bytes.substr(0, check_size) != digest_bytes(body, check_size)) invalid();
    if (number_at(body, 0, 8) != state_of(stamp))
        throw Error{Problem::not_found, "the index has changed since this page was shown"}
            .with_hint("Start again from the first page, without a cursor.")
            .with_code("cursor-expired");
    if (bytes.substr(check_size + body_size) != signature(stamp, body) || number_at(body, 8, 8) != query_digest(query))
        invalid();
    return {static_cast<DocId>(number_at(body, 24, 4)), std::bit_cast<double>(number_at(body, 16, 8))};
}

}  // namespace acervo
