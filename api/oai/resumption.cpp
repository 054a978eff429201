// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oai/resumption.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <vector>

#include "api/oai/arguments.h"
#include "corpus/catalogue.h"

namespace acervo {
namespace {

constexpr char separator = '!';
constexpr std::size_t fields = 10;
constexpr std::size_t sum_digits = 16;
constexpr std::size_t longest = 1024;
constexpr int valid_seconds = 7 * 24 * 3600;

std::string sum_of(const std::string& text) {
    return sha256_of("acervo resumption 1\n" + text).substr(0, sum_digits);
}

[[noreturn]] void refuse(const std::string& why) {
    throw oai_error("badResumptionToken", "The resumptionToken " + why + ".");
}

std::int64_t number(const std::string& text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < -1)
        refuse("is none of this repository");
    return value;
}

}  // namespace

std::string to_text(const ResumptionToken& token) {
    std::string text;
    for (const auto& field :
         {token.verb, token.prefix, token.set, token.from, token.until, std::to_string(token.after),
          std::to_string(token.end), std::to_string(token.cursor), std::to_string(token.size), token.expires})
        text += field + separator;
    return text + sum_of(text);
}

ResumptionToken resumption_token(const std::string& text, const std::string& now) {
    if (text.size() > longest || text.size() < sum_digits) refuse("is none of this repository");
    const auto body = text.substr(0, text.size() - sum_digits);
    if (sum_of(body) != text.substr(body.size())) refuse("is none of this repository");
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < body.size();) {
        const auto end = std::min(body.find(separator, at), body.size());
        parts.push_back(body.substr(at, end - at));
        at = end + 1;
    }
    if (parts.size() != fields) refuse("is none of this repository");
    ResumptionToken token{.verb = parts[0],
                          .prefix = parts[1],
                          .set = parts[2],
                          .from = parts[3],
                          .until = parts[4],
                          .after = number(parts[5]),
                          .end = number(parts[6]),
                          .cursor = number(parts[7]),
                          .size = number(parts[8]),
                          .expires = parts[9]};
    if (token.expires < now) refuse("has expired");
    return token;
}

std::string expiry(const std::string& now) {
    std::tm parts{};
    if (!::strptime(now.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts)) return now;
    const std::time_t later = ::timegm(&parts) + valid_seconds;
    ::gmtime_r(&later, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

}  // namespace acervo
