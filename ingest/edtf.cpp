// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/edtf.h"

#include <algorithm>
#include <array>
#include <optional>

namespace acervo {

namespace {

/// Number of a run of digits; an X at its end leaves it open. Nothing when it is neither.
struct Number {
    int value = 0;
    bool open = false;
};

std::optional<Number> number(std::string_view text, std::size_t digits) {
    if (text.size() != digits) return std::nullopt;
    Number read;
    for (const char c : text) {
        if (c == 'X') {
            read.open = true;
        } else if (c >= '0' && c <= '9' && !read.open) {
            read.value = read.value * 10 + (c - '0');
        } else {
            return std::nullopt;
        }
    }
    return read;
}

int days_of(int year, int month) {
    constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month) - 1);
}

bool is_date(std::string_view text) {
    if (!text.empty() && (text.back() == '?' || text.back() == '~' || text.back() == '%')) text.remove_suffix(1);
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const auto year = number(text.substr(0, 4), 4);
    if (!year) return false;
    if (text.size() == 4) return true;
    if (text[4] != '-' || text.size() < 7) return false;
    const auto month = number(text.substr(5, 2), 2);
    if (!month) return false;
    const bool season = !month->open && month->value >= 21 && month->value <= 24;
    const bool real = month->open ? text.substr(5, 2) == "XX" : month->value >= 1 && month->value <= 12;
    if (text.size() == 7) return real || season;
    if (text.size() != 10 || text[7] != '-' || !real) return false;
    const auto day = number(text.substr(8, 2), 2);
    if (!day) return false;
    if (day->open) return text.substr(8, 2) == "XX";
    return day->value >= 1 && day->value <= (month->open || year->open ? 31 : days_of(year->value, month->value));
}

}  // namespace

bool is_edtf(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return is_date(text);
    const auto start = text.substr(0, slash), end = text.substr(slash + 1);
    const auto is_end = [](std::string_view part) { return part.empty() || part == ".." || is_date(part); };
    return is_end(start) && is_end(end) && (is_date(start) || is_date(end));
}

bool is_iso_day(std::string_view text) {
    return text.size() == 10 && std::ranges::none_of(text, [](char c) { return c == 'X'; }) && is_date(text);
}

}  // namespace acervo
