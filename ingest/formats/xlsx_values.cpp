// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/xlsx_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace acervo {
namespace {

/// Days since 1970 and seconds in the day.
struct Moment {
    int day = 0, second = 0;
};

Moment moment_of(double serial, bool since_1904) {
    constexpr int from_1900 = 25569, from_1904 = 24107, seconds_a_day = 86400;
    // The first spreadsheet believed that 1900 was a leap year, and all others followed.
    if (!since_1904 && serial < 60) serial += 1;
    Moment moment{.day = static_cast<int>(std::floor(serial)) - (since_1904 ? from_1904 : from_1900)};
    moment.second = static_cast<int>(std::lround((serial - std::floor(serial)) * seconds_a_day));
    if (moment.second == seconds_a_day) moment = {moment.day + 1, 0};
    return moment;
}

std::string clock(int second) {
    std::array<char, 16> text{};
    const int hour = second / 3600, minute = second / 60 % 60;
    if (second % 60 == 0) {
        std::snprintf(text.data(), text.size(), "%02d:%02d", hour, minute);
    } else {
        std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", hour, minute, second % 60);
    }
    return text.data();
}

std::string date(int day, CellMeaning meaning) {
    const std::chrono::year_month_day found{std::chrono::sys_days{std::chrono::days{day}}};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(found.year()),
                  static_cast<unsigned>(found.month()), static_cast<unsigned>(found.day()));
    return std::string{text.data()}.substr(0, meaning == CellMeaning::year    ? 4
                                              : meaning == CellMeaning::month ? 7
                                                                              : 10);
}

}  // namespace

CellMeaning meaning_of(unsigned format) {
    if (format == 17) return CellMeaning::month;
    if (format == 22) return CellMeaning::moment;
    if ((format >= 14 && format <= 16) || (format >= 27 && format <= 31) || (format >= 50 && format <= 58))
        return CellMeaning::day;
    if ((format >= 18 && format <= 21) || (format >= 32 && format <= 35) || (format >= 45 && format <= 47))
        return CellMeaning::time;
    return format == 36 ? CellMeaning::day : CellMeaning::number;
}

CellMeaning meaning_of(std::string_view code) {
    bool year = false, month = false, day = false, hour = false;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        if (c == '"' || c == '[') {
            const auto end = code.find(c == '"' ? '"' : ']', at + 1);
            if (end == std::string_view::npos) break;
            // "[h]" counts hours beyond a day; "[Red]" and "[$-409]" say nothing here.
            if (c == '[' && end == at + 2)
                hour = hour || std::string_view{"hHsS"}.find(code[at + 1]) != std::string_view::npos;
            at = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++at;
        } else if (code.substr(at).starts_with("General") || c == '0' || c == '#' || c == '?') {
            if (!(year || month || day || hour)) return CellMeaning::number;
        } else {
            year = year || c == 'y' || c == 'Y';
            month = month || c == 'm' || c == 'M';
            day = day || c == 'd' || c == 'D';
            hour = hour || c == 'h' || c == 'H' || c == 's' || c == 'S';
        }
    }
    if (year || day) {
        if (hour) return CellMeaning::moment;
        return day ? CellMeaning::day : month ? CellMeaning::month : CellMeaning::year;
    }
    return hour ? CellMeaning::time : CellMeaning::number;
}

std::string cell_text(std::string_view value, CellMeaning meaning, bool since_1904) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(number)) return std::string{value};
    constexpr double last_day = 2958466;  // of the year 9999
    if (meaning != CellMeaning::number && number >= 0 && number < last_day) {
        const auto moment = moment_of(number, since_1904);
        if (meaning == CellMeaning::time) return clock(moment.second);
        auto text = date(moment.day, meaning);
        if (meaning == CellMeaning::moment && moment.second != 0) text += "T" + clock(moment.second);
        return text;
    }
    const bool whole = std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (whole) return std::string{value};
    std::array<char, 40> text{};
    constexpr int digits_kept = 15;  // as many as spreadsheets show
    std::snprintf(text.data(), text.size(), "%.*g", digits_kept, number);
    return text.data();
}

int column_of(std::string_view reference) {
    constexpr int most = 16384;
    int column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + (c - 'A' + 1);
        if (column > most) return -1;
    }
    return column - 1;
}

}  // namespace acervo
