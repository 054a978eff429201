// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>

#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits and a closing X of a number written with hyphens or spaces; empty when anything else is in it.
std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c)) {
            digits += c;
        } else if (c == 'x' || c == 'X') {
            digits += 'X';
        } else if (c != '-' && c != ' ') {
            return {};
        }
    }
    return digits.find('X') < digits.size() - 1 ? std::string{} : digits;
}

bool is_isbn(const std::string& digits) {
    int sum = 0;
    if (digits.size() == 13 && digits.starts_with("97")) {
        for (std::size_t i = 0; i < 13; ++i) {
            if (!is_digit(digits[i])) return false;
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
    if (digits.size() != 10) return false;
    for (std::size_t i = 0; i < 10; ++i) sum += (digits[i] == 'X' ? 10 : digits[i] - '0') * static_cast<int>(10 - i);
    return sum % 11 == 0;
}

bool is_issn(const std::string& digits) {
    if (digits.size() != 8) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += (digits[i] == 'X' ? 10 : digits[i] - '0') * static_cast<int>(8 - i);
    return sum % 11 == 0;
}

std::string with_capital_x(std::string text) {
    std::ranges::replace(text, 'x', 'X');
    return text;
}

/// The first run of digits, hyphens, spaces and X in the text, without blanks at its ends.
std::string number_in(std::string_view text) {
    const auto begin = text.find_first_of("0123456789");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    const auto end = text.find_first_not_of("0123456789-xX ");
    text = text.substr(0, end);
    // "978-84-... 84-..." are two: the first counts.
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        seen += is_digit(text[at]) || text[at] == 'X' || text[at] == 'x' ? 1 : 0;
        if (text[at] == ' ' && (seen == 8 || seen == 10 || seen == 13)) text = text.substr(0, at);
    }
    return with_capital_x(squeeze(text));
}

bool starts(std::string_view text, std::string_view with) {
    if (text.size() < with.size()) return false;
    return std::equal(with.begin(), with.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

Identifier labelled(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Scheme>, 4> labels{
        {{"urn:isbn:", Scheme::isbn}, {"urn:issn:", Scheme::issn}, {"isbn", Scheme::isbn}, {"issn", Scheme::issn}}};
    for (const auto& [label, scheme] : labels) {
        if (!starts(text, label)) continue;
        if (const auto number = number_in(text.substr(label.size())); !number.empty()) return {scheme, number};
    }
    return {};
}

/// "1822/123", "20.500.12345/7": what may stand for a handle after its resolver or label.
std::string handle_in(std::string_view text) {
    text = text.substr(0, text.find_first_of(" \t\n\"<>?#"));
    const auto slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 >= text.size()) return {};
    const bool prefix = std::ranges::all_of(text.substr(0, slash), [](char c) { return is_digit(c) || c == '.'; });
    return prefix ? std::string{text} : std::string{};
}

}  // namespace

Identifier written_identifier(std::string_view written) {
    const std::string text = squeeze(clean(written.substr(0, 2000)));
    if (text.empty()) return {};
    if (auto found = labelled(text); found.scheme != Scheme::none) return found;
    for (const std::string_view resolver :
         {"http://hdl.handle.net/", "https://hdl.handle.net/", "hdl:", "handle:", "info:hdl/"}) {
        if (!starts(text, resolver)) continue;
        if (auto handle = handle_in(std::string_view{text}.substr(resolver.size())); !handle.empty())
            return {Scheme::handle, handle};
    }
    const bool address = starts(text, "http://") || starts(text, "https://");
    const bool of_doi = starts(text, "10.") || starts(text, "doi") || starts(text, "info:doi/") ||
                        starts(text, "urn:doi:") || (address && (text.find("doi.org/") != std::string::npos));
    if (of_doi) {
        if (auto doi = doi_in(text); !doi.empty()) return {Scheme::doi, doi};
    }
    if (address) {
        const auto end = text.find_first_of(" <>\"");
        return {Scheme::url, text.substr(0, end)};
    }
    const auto digits = digits_of(text);
    if (is_isbn(digits)) return {Scheme::isbn, with_capital_x(text)};
    if (is_issn(digits)) return {Scheme::issn, with_capital_x(text)};
    return {};
}

std::string orcid_in(std::string_view text) {
    for (std::size_t at = 0; at + 19 <= text.size(); ++at) {
        std::string one{text.substr(at, 19)};
        bool whole = true;
        for (std::size_t i = 0; i < 19 && whole; ++i) {
            whole = i % 5 == 4 ? one[i] == '-' : is_digit(one[i]) || (i == 18 && (one[i] == 'X' || one[i] == 'x'));
        }
        if (whole) return with_capital_x(std::move(one));
    }
    return {};
}

Pages written_pages(std::string_view written) {
    const std::string text = squeeze(written.substr(0, 200));
    std::size_t at = 0;
    // "pp.", "págs.", "p. ": a word in front; a letter that is glued to the number makes it something else.
    while (at < text.size() && !is_digit(text[at])) ++at;
    if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '.' && text[at - 1] != '[') return {};
    const auto number = [&]() -> std::optional<int> {
        const auto begin = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        if (at == begin || at - begin > 6) return std::nullopt;
        return std::stoi(text.substr(begin, at - begin));
    };
    Pages pages;
    const auto begin = at;
    pages.first = number();
    const auto digits = at - begin;
    if (!pages.first || (at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0)) return {};
    const auto next = text.find_first_of("0123456789", at);
    if (next == std::string::npos) return pages;
    const auto between = squeeze(std::string_view{text}.substr(at, next - at));
    const bool range = between == "-" || between == "--" || between == "---" || between == "–" || between == "—" ||
                       between == "‐" || between == "a" || between == "/";
    if (!range) return pages;
    at = next;
    const auto last_begin = at;
    pages.last = number();
    const auto last_digits = at - last_begin;
    if (pages.last && last_digits < digits && *pages.last < *pages.first) {  // "1071-9"
        int scale = 1;
        for (std::size_t i = 0; i < last_digits; ++i) scale *= 10;
        pages.last = *pages.first - *pages.first % scale + *pages.last;
    }
    if (pages.last && *pages.last < *pages.first) pages.last.reset();
    return pages;
}

}  // namespace acervo
