// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/edtf.h"

#include <algorithm>
#include <array>
#include <limits>

namespace acervo {

namespace {

constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
constexpr auto latest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t longest_year = 12;  // digits after the Y

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<std::int64_t> number(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}

int days_of(std::int64_t year, std::int64_t month) {
    constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month) - 1);
}

std::int64_t day_number(std::int64_t year, std::int64_t month, std::int64_t day) {
    return year * 10000 + month * 100 + day;
}

EdtfSpan years(std::int64_t from, std::int64_t to) {
    return {day_number(from, 1, 1), day_number(to, 12, 31)};
}

/// "2024", "-0044", "202X", "20XX": the years it may mean.
std::optional<std::pair<std::int64_t, std::int64_t>> year_of(std::string_view text) {
    const bool before = text.starts_with('-');
    if (before) text.remove_prefix(1);
    if (text.size() != 4) return std::nullopt;
    const auto open = static_cast<std::size_t>(text.end() - std::find(text.begin(), text.end(), 'X'));
    const auto known = number(text.substr(0, text.size() - open));
    if (!known || open > 2 || text.substr(text.size() - open) != std::string_view("XX").substr(0, open))
        return std::nullopt;
    const std::int64_t width = open == 0 ? 1 : open == 1 ? 10 : 100;
    const std::int64_t from = *known * width, to = from + width - 1;
    if (before && to == 0) return std::nullopt;
    return before ? std::pair{-to, -from} : std::pair{from, to};
}

std::optional<EdtfSpan> month_of(std::pair<std::int64_t, std::int64_t> year, std::string_view text, bool exact) {
    if (text == "XX") return years(year.first, year.second);
    const auto month = text.size() == 2 ? number(text) : std::nullopt;
    if (!month || !exact) return std::nullopt;
    if (*month >= 21 && *month <= 24) return years(year.first, year.second);  // seasons differ by hemisphere
    if (*month < 1 || *month > 12) return std::nullopt;
    return EdtfSpan{day_number(year.first, *month, 1), day_number(year.first, *month, days_of(year.first, *month))};
}

/// "10:00:00", "10:00:00Z", "10:00:00-03:00", "10:00:00+04"
bool is_time(std::string_view text) {
    const auto two = [&](std::size_t at, std::int64_t most) {
        const auto value = at + 2 <= text.size() ? number(text.substr(at, 2)) : std::nullopt;
        return value && *value <= most;
    };
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
    const bool midnight = text.substr(0, 8) == "24:00:00";
    if (!midnight && !(two(0, 23) && two(3, 59) && two(6, 59))) return false;
    text.remove_prefix(8);
    if (text.empty() || text == "Z") return true;
    if ((text[0] != '+' && text[0] != '-') || !two(1, 14)) return false;
    return text.size() == 3 || (text.size() == 6 && text[3] == ':' && two(4, 59));
}

std::optional<EdtfSpan> long_year(std::string_view text) {
    text.remove_prefix(1);
    const bool before = text.starts_with('-');
    if (before) text.remove_prefix(1);
    const auto year = text.size() > 4 && text.size() <= longest_year ? number(text) : std::nullopt;
    if (!year || text.front() == '0') return std::nullopt;
    return before ? years(-*year, -*year) : years(*year, *year);
}

std::optional<EdtfSpan> date(std::string_view text) {
    const auto time = text.find('T');
    if (time != std::string_view::npos) {
        if (!is_time(text.substr(time + 1))) return std::nullopt;
        text = text.substr(0, time);
        if (!is_iso_day(text)) return std::nullopt;
    } else if (!text.empty() && (text.back() == '?' || text.back() == '~' || text.back() == '%')) {
        text.remove_suffix(1);
    }
    if (text.starts_with('Y')) return long_year(text);
    const std::size_t year_end = text.starts_with('-') ? 5 : 4;
    const auto year = year_of(text.substr(0, year_end));
    if (!year) return std::nullopt;
    if (text.size() <= year_end) return years(year->first, year->second);
    const bool exact = year->first == year->second;
    const auto rest = text.substr(year_end);
    if (!exact || rest.size() < 3 || rest[0] != '-') return std::nullopt;
    const auto month = month_of(*year, rest.substr(1, 2), exact);
    if (!month || rest.size() == 3) return month;
    if (rest.size() != 6 || rest[3] != '-') return std::nullopt;
    const auto day = rest.substr(4);
    const auto month_number = number(rest.substr(1, 2));
    if (month_number && *month_number > 12) return std::nullopt;
    if (day == "XX") return month;
    const auto day_of_month = number(day);
    if (!month_number || !day_of_month || *day_of_month < 1 || *day_of_month > days_of(year->first, *month_number))
        return std::nullopt;
    const auto whole = day_number(year->first, *month_number, *day_of_month);
    return EdtfSpan{whole, whole};
}

}  // namespace

std::optional<EdtfSpan> edtf_span(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return date(text);
    const auto from = text.substr(0, slash), to = text.substr(slash + 1);
    const auto is_without_end = [](std::string_view part) { return part.empty() || part == ".."; };
    if ((is_without_end(from) && is_without_end(to)) || text.find('T') != std::string_view::npos) return std::nullopt;
    const auto first = is_without_end(from) ? EdtfSpan{earliest, earliest} : date(from);
    const auto last = is_without_end(to) ? EdtfSpan{latest, latest} : date(to);
    if (!first || !last || first->first > last->last) return std::nullopt;
    return EdtfSpan{first->first, last->last};
}

bool is_edtf(std::string_view text) {
    return edtf_span(text).has_value();
}

bool is_iso_day(std::string_view text) {
    if (text.size() != 10 || !std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '-'; })) return false;
    return date(text).has_value() && text[0] != '-';
}

}  // namespace acervo
