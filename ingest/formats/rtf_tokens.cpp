// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/rtf_tokens.h"

#include <algorithm>

namespace acervo {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int hex(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

void RtfTokens::skip(std::size_t count) {
    at_ += std::min(count, bytes_.size() - at_);
}

RtfToken RtfTokens::next() {
    while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0')) ++at_;
    if (at_ >= bytes_.size()) return {};
    const char c = bytes_[at_];
    if (c == '{' || c == '}') {
        ++at_;
        return {.kind = c == '{' ? RtfToken::group_begin : RtfToken::group_end};
    }
    if (c == '\\' && at_ + 1 < bytes_.size()) return control();
    const auto begin = at_++;
    at_ = std::min(bytes_.find_first_of(std::string_view{"\\{}\r\n\0", 6}, at_), bytes_.size());
    return {.kind = RtfToken::text, .words = bytes_.substr(begin, at_ - begin)};
}

RtfToken RtfTokens::control() {
    const auto begin = ++at_;
    if (!is_letter(bytes_[at_])) {
        ++at_;
        if (bytes_[begin] == '\'' && at_ + 1 < bytes_.size() && hex(bytes_[at_]) >= 0 && hex(bytes_[at_ + 1]) >= 0) {
            const auto value = static_cast<unsigned char>(hex(bytes_[at_]) * 16 + hex(bytes_[at_ + 1]));
            at_ += 2;
            return {.kind = RtfToken::byte, .value = value};
        }
        return {.kind = RtfToken::word, .word_name = bytes_.substr(begin, 1)};
    }
    while (at_ < bytes_.size() && is_letter(bytes_[at_])) ++at_;
    RtfToken token{.kind = RtfToken::word, .word_name = bytes_.substr(begin, at_ - begin)};
    const bool negative = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_digit(bytes_[at_ + 1]);
    if (negative) ++at_;
    for (; at_ < bytes_.size() && is_digit(bytes_[at_]); ++at_) {
        constexpr int most = 100000000;
        token.has_number = true;
        if (token.number < most) token.number = token.number * 10 + (bytes_[at_] - '0');
    }
    if (negative) token.number = -token.number;
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    return token;
}

}  // namespace acervo
