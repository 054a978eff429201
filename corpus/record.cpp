// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/record.h"

#include "corpus/catalogue.h"
#include "corpus/error.h"
#include "corpus/sha256.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace acervo {
namespace {

constexpr std::array<std::pair<UnitKind, std::string_view>, 3> unit_kinds{
    {{UnitKind::page, "page"}, {UnitKind::slide, "slide"}, {UnitKind::section, "section"}}};

std::string_view primary(std::string_view tag) {
    return tag.substr(0, tag.find('-'));
}

bool by_machine(std::string_view tag) {
    return tag.find("-x-mt") != std::string_view::npos;
}

/// What a reader of a language reads best after it.
std::vector<std::string_view> kin(std::string_view language) {
    if (language == "es") return {"gl", "ca", "pt"};
    if (language == "pt") return {"gl", "es", "ca"};
    if (language == "gl") return {"pt", "es", "ca"};
    if (language == "ca") return {"es", "gl", "pt"};
    return {};
}

/// The entry of a language: the very tag, another variety of it, then a machine's translation.
LangMap::const_iterator entry(const LangMap& map, std::string_view tag) {
    auto found = map.end();
    int found_rank = 0;
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (it->second.empty() || primary(it->first) != primary(tag)) continue;
        const int rank = it->first == tag ? 4 : by_machine(it->first) ? 1 : it->first == primary(tag) ? 3 : 2;
        if (rank > found_rank) {
            found = it;
            found_rank = rank;
        }
    }
    return found;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Year at the start of one EDTF date (no interval).
std::optional<int> leading_year(std::string_view date) {
    while (!date.empty() && std::string_view("?~%").find(date.front()) != std::string_view::npos) date.remove_prefix(1);
    const bool negative = !date.empty() && date.front() == '-';
    if (negative) date.remove_prefix(1);
    if (date.size() < 4 || !std::all_of(date.begin(), date.begin() + 4, is_digit)) return std::nullopt;
    if (date.size() > 4 && std::string_view("-?~%T").find(date[4]) == std::string_view::npos) return std::nullopt;
    int year = 0;
    for (const char digit : date.substr(0, 4)) year = year * 10 + (digit - '0');
    return negative ? -year : year;
}

/// The last day of an ISO date that may lack its day or month; empty when it is no date.
std::string last_day(const std::string& date) {
    static constexpr std::string_view form = "dddd-dd-dd";
    const bool well_formed = (date.size() == 4 || date.size() == 7 || date.size() == 10) &&
                             std::equal(date.begin(), date.end(), form.begin(),
                                        [](char c, char expected) { return expected == 'd' ? is_digit(c) : c == '-'; });
    if (!well_formed) return {};
    return date + std::string("-12-31").substr(date.size() == 4 ? 0 : date.size() == 7 ? 3 : 6);
}

}  // namespace

std::string to_string(UnitKind kind) {
    for (const auto& [value, name] : unit_kinds) {
        if (value == kind) return std::string(name);
    }
    return "page";
}

UnitKind unit_kind(const std::string& name) {
    for (const auto& [value, known] : unit_kinds) {
        if (known == name) return value;
    }
    throw Error(Problem::bad_input, "\"" + name + "\" is not a kind of unit")
        .with_hint("Use page, slide or section.")
        .with_code("type");
}

std::string record_id(const std::string& collection, const std::string& source_key) {
    static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford: no i, l, o, u
    Sha256 digest;
    digest.update(collection);
    digest.update(std::string_view("\0", 1));
    digest.update(source_key);
    const std::string bytes = digest.bytes();
    std::string id;
    for (std::size_t bit = 0; bit < 50; bit += 5) {
        const unsigned pair = static_cast<unsigned>(static_cast<unsigned char>(bytes[bit / 8])) << 8 |
                              static_cast<unsigned char>(bytes[bit / 8 + 1]);
        id += letters[pair >> (11 - bit % 8) & 31];
    }
    return id;
}

std::pair<std::string, std::string> best(const LangMap& map, const std::string& language) {
    std::vector<std::string_view> wanted{language};
    const std::vector<std::string_view> relatives = kin(primary(language));
    wanted.insert(wanted.end(), relatives.begin(), relatives.end());
    wanted.emplace_back("en");
    for (const std::string_view tag : wanted) {
        if (const auto found = entry(map, tag); found != map.end()) return *found;
    }
    for (const bool machine : {false, true}) {
        for (const auto& pair : map) {
            if (!pair.second.empty() && by_machine(pair.first) == machine) return pair;
        }
    }
    return {};
}

std::optional<int> year_of(const std::string& edtf) {
    const std::string_view date = edtf;
    const auto slash = date.find('/');
    if (const auto year = leading_year(date.substr(0, slash))) return year;
    // "../2020": known only by its end
    return slash == std::string_view::npos ? std::nullopt : leading_year(date.substr(slash + 1));
}

std::string population_band(std::int64_t inhabitants) {
    if (inhabitants < 0) return {};
    if (inhabitants < 5'000) return "p1";
    if (inhabitants < 20'000) return "p2";
    if (inhabitants < 50'000) return "p3";
    if (inhabitants < 250'000) return "p4";
    return inhabitants < 1'000'000 ? "p5" : "p6";
}

bool is_open(const Rights& rights, const std::string& today) {
    if (rights.access == "open") return true;
    if (rights.access != "embargo") return false;
    // A month or a year without its day opens when it is over: better late than early.
    const std::string until = last_day(rights.embargo_until);
    return !until.empty() && until <= today;
}

}  // namespace acervo
