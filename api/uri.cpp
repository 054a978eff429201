// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/uri.h"

#include <algorithm>

#include "api/http.h"
#include "corpus/text.h"

namespace acervo {
namespace {

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return {};
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            decoded += ' ';
        } else if (text[i] != '%') {
            decoded += text[i];
        } else {
            if (i + 2 >= text.size()) return {};
            const auto high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (!high || !low) return {};
            decoded += static_cast<char>(*high * 16 + *low);
            i += 2;
        }
    }
    if (!is_utf8(decoded)) return {};
    return decoded;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

std::optional<std::string> decoded_path(std::string_view path) {
    std::string whole;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        const auto segment = percent_decoded(path.substr(0, end), false);
        if (!segment || *segment == "." || *segment == "..") return {};
        if (std::any_of(segment->begin(), segment->end(),
                        [](char c) { return is_control(c) || c == '/' || c == '\\'; }))
            return {};
        whole += '/' + *segment;
        path.remove_prefix(end);
    }
    return whole;
}

std::optional<std::vector<std::pair<std::string, std::string>>> decoded_parameters(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        const auto name = percent_decoded(part.substr(0, equals), true);
        const auto value = percent_decoded(part.substr(std::min(equals + 1, part.size())), true);
        if (!name || !value) return {};
        const auto foreign = [](char c) { return is_control(c) && c != '\t' && c != '\r' && c != '\n'; };
        if (std::any_of(name->begin(), name->end(), is_control) || std::any_of(value->begin(), value->end(), foreign))
            return {};
        parameters.emplace_back(*name, *value);
    }
    return parameters;
}

std::string url_encode(const std::string& text) {
    static constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return encoded;
}

std::string encoded_path(const std::string& path) {
    std::string encoded;
    for (std::size_t at = 0; at < path.size();) {
        const auto slash = std::min(path.find('/', at), path.size());
        encoded += url_encode(path.substr(at, slash - at));
        if (slash < path.size()) encoded += '/';
        at = slash + 1;
    }
    return encoded;
}

}  // namespace acervo
