// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/identifiers.h"

#include <algorithm>
#include <initializer_list>

#include "corpus/text.h"

namespace acervo {

namespace {

constexpr std::size_t longest = 512;  // bytes of an identifier

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
int value(char digit) {
    return digit - '0';
}
char digit(int value) {
    return static_cast<char>('0' + value);
}

/// Without any of the prefixes, in whatever case; they may stand one behind another ("https://doi.org/doi:10...").
std::string_view without(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        for (const auto prefix : prefixes) {
            if (text.size() < prefix.size() || lower(text.substr(0, prefix.size())) != prefix) continue;
            text.remove_prefix(prefix.size());
            again = true;
        }
    }
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_printable(std::string_view text) {
    return std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '"' || c == '<'; });
}

/// The digits, with an X at the end where one is allowed; empty when there is anything but those, hyphens and spaces.
std::string compact(std::string_view text) {
    if (text.size() > longest) return {};
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if (c == 'x' || c == 'X')
            digits += 'X';
        else if (c != '-' && c != ' ')
            return {};
    }
    const bool inside = digits.find('X') != std::string::npos && digits.find('X') + 1 != digits.size();
    return inside ? std::string() : digits;
}

/// Weights falling to 2, modulo 11: ISBN-10 and ISSN.
char check_11(std::string_view digits) {
    int sum = 0, weight = static_cast<int>(digits.size()) + 1;
    for (const char c : digits) sum += value(c) * weight--;
    const int check = (11 - sum % 11) % 11;
    return check == 10 ? 'X' : digit(check);
}

char check_ean(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum += value(digits[i]) * (i % 2 == 0 ? 1 : 3);
    return digit((10 - sum % 10) % 10);
}

char check_orcid(std::string_view digits) {
    int total = 0;
    for (const char c : digits) total = (total + value(c)) * 2 % 11;
    const int check = (12 - total % 11) % 11;
    return check == 10 ? 'X' : digit(check);
}

char check(std::string_view scheme, std::string_view digits) {
    const auto body = digits.substr(0, digits.size() - 1);
    if (scheme == "orcid") return check_orcid(body);
    return digits.size() == 13 ? check_ean(body) : check_11(body);
}

bool has_form(std::string_view scheme, std::string_view digits) {
    const bool all = std::ranges::all_of(digits.substr(0, digits.empty() ? 0 : digits.size() - 1), is_digit);
    if (!all) return false;
    if (scheme == "issn") return digits.size() == 8;
    if (scheme == "orcid") return digits.size() == 16;
    const bool ean = digits.size() == 13 && (digits.starts_with("978") || digits.starts_with("979"));
    return digits.size() == 10 || (ean && is_digit(digits.back()));
}

std::string grouped(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) text += '-';
        text += digits[i];
    }
    return text;
}

std::string_view bare(std::string_view scheme, std::string_view text) {
    if (scheme == "orcid") return without(text, {"https://", "http://", "www.", "orcid.org/", "orcid:"});
    return scheme == "isbn"
               ? without(text, {"urn:isbn:", "isbn-13:", "isbn-10:", "isbn:", "isbn-13", "isbn-10", "isbn"})
               : without(text, {"urn:issn:", "issn:", "eissn:", "e-issn:", "issn"});
}

std::optional<std::string> checked(std::string_view scheme, std::string_view text) {
    std::string digits = compact(bare(scheme, text));
    if (!has_form(scheme, digits) || check(scheme, digits) != digits.back()) return std::nullopt;
    return digits;
}

}  // namespace

std::optional<std::string> doi(std::string_view text) {
    text =
        without(text, {"https://", "http://", "dx.doi.org/", "www.doi.org/", "doi.org/", "doi:", "doi ", "info:doi/"});
    const auto slash = text.find('/');
    if (text.size() > longest || !text.starts_with("10.") || slash == std::string_view::npos ||
        slash + 1 == text.size())
        return std::nullopt;
    const auto registrant = text.substr(3, slash - 3);
    const bool digits = registrant.size() >= 4 && registrant.back() != '.' && is_digit(registrant.front()) &&
                        std::ranges::all_of(registrant, [](char c) { return is_digit(c) || c == '.'; });
    if (!digits || !is_printable(text)) return std::nullopt;
    return lower(text);
}

std::optional<std::string> handle(std::string_view text) {
    text = without(text, {"https://", "http://", "hdl.handle.net/", "hdl:", "info:hdl/", "handle:"});
    const auto slash = text.find('/');
    if (text.size() > longest || slash == std::string_view::npos || slash == 0 || slash + 1 == text.size())
        return std::nullopt;
    const bool prefix = std::ranges::all_of(
        text.substr(0, slash), [](char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_'; });
    if (!prefix || !is_printable(text)) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> isbn(std::string_view text) {
    auto digits = checked("isbn", text);
    if (digits && digits->size() == 10) {
        digits = "978" + digits->substr(0, 9) + '?';
        digits->back() = check("isbn", *digits);
    }
    return digits;
}

std::optional<std::string> issn(std::string_view text) {
    const auto digits = checked("issn", text);
    return digits ? std::optional(grouped(*digits)) : std::nullopt;
}

std::optional<std::string> orcid(std::string_view text) {
    const auto digits = checked("orcid", text);
    return digits ? std::optional(grouped(*digits)) : std::nullopt;
}

std::optional<std::string> ror(std::string_view text) {
    text = without(text, {"https://", "http://", "www.", "ror.org/", "ror:"});
    if (text.size() != 9 || text.front() != '0' || !is_digit(text[7]) || !is_digit(text[8])) return std::nullopt;
    constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const std::string id = lower(text);
    std::int64_t number = 0;
    for (const char c : id.substr(0, 7)) {
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        number = number * 32 + static_cast<std::int64_t>(at);
    }
    const std::int64_t checksum = 98 - number * 100 % 97;
    if (checksum != value(id[7]) * 10 + value(id[8])) return std::nullopt;
    return id;
}

std::string with_right_check_digit(std::string_view scheme, std::string_view text) {
    std::string digits = compact(bare(scheme, text));
    if (!has_form(scheme, digits)) return {};
    digits.back() = check(scheme, digits);
    return scheme == "isbn" ? digits : grouped(digits);
}

}  // namespace acervo
