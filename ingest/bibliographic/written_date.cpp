// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/edtf.h"

namespace acervo {

namespace {

constexpr int earliest = 1400, latest = 2100;

constexpr std::array<std::string_view, 12> months{
    "january|enero|janeiro|janvier|gener|xaneiro|ene",
    "february|febrero|fevereiro|fevrier|febrer|febreiro|fev",
    "march|marzo|marco|mars|marc",
    "april|abril|avril|abr",
    "may|mayo|maio|mai|maig",
    "june|junio|junho|juin|juny|xuno",
    "july|julio|julho|juillet|juliol|xullo|jul",
    "august|agosto|aout|agost|ago",
    "september|septiembre|setiembre|setembro|septembre|setembre|set",
    "october|octubre|outubro|octobre|outubro|out",
    "november|noviembre|novembro|novembre",
    "december|diciembre|dezembro|decembre|desembre|decembro|dic|dez|des",
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A run of digits or of letters of a date.
struct Token {
    std::string text;
    bool number = false;
    std::size_t begin = 0, end = 0;
    int value() const { return text.size() <= 4 ? std::stoi(text) : -1; }
};

std::vector<Token> tokens_of(const std::string& text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size() && tokens.size() < 12;) {
        const auto begin = at;
        const bool number = is_digit(text[at]);
        const auto letter = [](char c) {
            return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
        };
        while (at < text.size() && (number ? is_digit(text[at]) : letter(text[at]))) ++at;
        if (at == begin) {
            ++at;
        } else {
            tokens.push_back({text.substr(begin, at - begin), number, begin, at});
        }
    }
    return tokens;
}

bool is_year(const Token& token) {
    return token.number && token.text.size() == 4 && token.value() >= earliest && token.value() <= latest;
}

std::string two(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string date(int year, int month, int day) {
    std::string text = std::to_string(year);
    if (month < 1 || month > 12) return text;
    text += '-' + two(month);
    const auto whole = text + '-' + two(day);
    return day > 0 && is_edtf(whole) ? whole : text;
}

/// "199-", "19--", "[200-?]" -> "199X", "19XX"; empty for others.
std::string open_year(const std::string& text) {
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        if (at > 0 && is_digit(text[at - 1])) continue;
        const auto part = text.substr(at, 4);
        const auto digits = static_cast<std::size_t>(std::ranges::count_if(part, is_digit));
        const auto open = part.find_first_not_of("0123456789");
        if (digits < 2 || digits > 3 || open != digits) continue;
        const auto rest = part.substr(open);
        if (!std::ranges::all_of(rest, [](char c) { return c == '-' || c == 'u' || c == 'x' || c == '?'; })) continue;
        if (part[0] != '1' && part[0] != '2') continue;
        return part.substr(0, open) + std::string(4 - open, 'X');
    }
    return {};
}

/// "20240826" and "202408": digits alone.
std::string packed(const std::string& digits) {
    const int year = std::stoi(digits.substr(0, 4));
    if (year < earliest || year > latest) return {};
    const int month = std::stoi(digits.substr(4, 2));
    return month < 1 || month > 12 ? std::string{}
                                   : date(year, month, digits.size() == 8 ? std::stoi(digits.substr(6, 2)) : 0);
}

/// The date around the year at `at`: numbers and months beside it.
std::string around(const std::vector<Token>& tokens, std::size_t at) {
    const int year = tokens[at].value();
    const auto number = [&](std::size_t i) {
        return i < tokens.size() && tokens[i].number && tokens[i].text.size() <= 2 ? tokens[i].value() : 0;
    };
    const auto month_name = [&](std::size_t i) { return i < tokens.size() ? month_of(tokens[i].text) : 0; };
    if (number(at + 1) > 0) return date(year, number(at + 1), number(at + 2));           // 2024-08-26
    if (const int month = month_name(at + 1)) return date(year, month, number(at + 2));  // 2024 Aug 26
    for (std::size_t back = 1; back <= 4 && back <= at; ++back) {  // "26 de agosto de 2024", "August 26th, 2024"
        const int month = month_name(at - back);
        if (month == 0) continue;
        int day = 0;
        for (std::size_t i = at - back + 1; i < at && day == 0; ++i) day = number(i);
        for (std::size_t i = 1; i <= 2 && i <= at - back && day == 0; ++i) day = number(at - back - i);
        return date(year, month, day);
    }
    if (at >= 2 && number(at - 1) > 0 && number(at - 2) > 0) {  // 26/08/2024
        const int first = number(at - 2), second = number(at - 1);
        if (second <= 12) return date(year, second, first);
        return date(year, first <= 12 ? first : 0, second);
    }
    if (at >= 1 && number(at - 1) > 0 && number(at - 1) <= 12) return date(year, number(at - 1), 0);  // 08/2024
    return std::to_string(year);
}

}  // namespace

int month_of(std::string_view name) {
    const std::string folded = fold(name);
    if (folded.size() < 3) return 0;
    for (std::size_t month = 0; month < months.size(); ++month) {
        for (std::string_view names = months[month];;) {
            const auto end = names.find('|');
            const auto whole = names.substr(0, end);
            if (whole == folded || (folded.size() <= 4 && whole.starts_with(folded)))
                return static_cast<int>(month) + 1;
            if (end == std::string_view::npos) break;
            names.remove_prefix(end + 1);
        }
    }
    return 0;
}

std::string written_date(std::string_view written) {
    std::string text = squeeze(written.substr(0, 200));
    // The time of day is nothing that a work is dated by.
    if (text.size() > 11 && text[10] == 'T' && is_digit(text[11]) && is_edtf(text)) text.resize(10);
    if (text.empty()) return {};
    if (is_edtf(text)) {
        const bool year = is_digit(text[0]) && is_digit(text[1]);
        const int century = year ? (text[0] - '0') * 10 + text[1] - '0' : earliest / 100;
        return century >= earliest / 100 && century <= latest / 100 ? text : std::string{};
    }
    const auto tokens = tokens_of(text);
    for (const auto& token : tokens) {
        if (token.number && (token.text.size() == 8 || token.text.size() == 6)) return packed(token.text);
    }
    const auto first = std::ranges::find_if(tokens, is_year);
    if (first == tokens.end()) return open_year(text);
    const auto at = static_cast<std::size_t>(first - tokens.begin());
    // "1998-2001", "1998/2001"
    const auto joined = [&](const Token& next) {
        const auto between = squeeze(std::string_view{text}.substr(first->end, next.begin - first->end));
        return between == "-" || between == "/" || between == "–";
    };
    if (tokens.size() == at + 2 && is_year(tokens[at + 1]) && joined(tokens[at + 1]) && at == 0) {
        const auto interval = first->text + "/" + tokens[at + 1].text;
        return is_edtf(interval) ? interval : first->text;
    }
    auto found = around(tokens, at);
    const bool doubtful = text.find(first->text + "?") != std::string::npos;
    if (doubtful && found.size() == 4) found += '?';
    return is_edtf(found) ? found : first->text;
}

}  // namespace acervo
