// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/site.h"

#include <algorithm>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::string_view plain = "http://", secure = "https://";

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Host and port of an address; empty when it is none of the web's.
std::string authority(const std::string& url) {
    const auto lowered = ascii_lower(url);
    const auto scheme = lowered.starts_with(plain) ? plain : lowered.starts_with(secure) ? secure : std::string_view{};
    if (scheme.empty()) return {};
    return lowered.substr(scheme.size(), std::min(lowered.find('/', scheme.size()), lowered.size()) - scheme.size());
}

/// "acervo.example.org": labels of letters, digits and hyphens, each of which begins with a letter.
bool is_domain(const std::string& host) {
    if (host.find('.') == std::string::npos || host.back() == '.') return false;
    bool begins = true;
    for (const char c : host) {
        if (begins ? !is_letter(c) : !(is_letter(c) || is_digit(c) || c == '-' || c == '.')) return false;
        begins = c == '.';
    }
    return true;
}

}  // namespace

std::string Site::domain() const {
    auto host = authority(base);
    host.erase(std::min(host.find(':'), host.size()));
    return is_domain(host) ? host : "acervo.localdomain";
}

std::string public_address(const std::string& url) {
    auto address = url;
    while (address.ends_with('/')) address.pop_back();
    const bool spaced = std::any_of(address.begin(), address.end(), [](char c) {
        return c <= ' ' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>' || c == '@' || c == 0x7f;
    });
    if (authority(address).empty() || spaced) {
        throw Error{Problem::bad_input, "\"" + url + "\" is no address of the web"}.with_hint(
            "Write it as https://acervo.example.org.");
    }
    return address;
}

}  // namespace acervo
