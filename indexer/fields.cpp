// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/fields.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <system_error>

#include "corpus/practice.h"
#include "corpus/text.h"

namespace acervo::fields {

namespace {

constexpr std::size_t longest_term = 200;
constexpr char separator = '\x1f';

bool is_code(std::string_view text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20; });
}

/// At most `limit` bytes of `text`, cut between characters.
std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
    return text.substr(0, limit);
}

void add(Codes& codes, const std::string& facet, const std::string& value) {
    if (!is_code(value)) return;
    std::vector<std::string>& values = codes[facet];
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

std::string primary_subtag(const std::string& tag) {
    return tag.substr(0, tag.find_first_of("-_"));
}

std::string access_code(const Rights& rights, const std::string& today) {
    // An embargo that has ended is no embargo any more, whatever the record still says.
    return rights.access == "embargo" && is_open(rights, today) ? "open" : rights.access;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// ISBN or ISSN once the hyphens are gone: all digits, the last may be an x.
bool is_book_or_serial_number(std::string_view text) {
    if (text.size() != 8 && text.size() != 10 && text.size() != 13) return false;
    const std::string_view most = text.substr(0, text.size() - 1);
    return std::all_of(most.begin(), most.end(), is_digit) && (is_digit(text.back()) || text.back() == 'x');
}

}  // namespace

std::string with_language(std::string_view prefix, std::string_view language) {
    std::string result{prefix};
    for (const char c : language) result += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return result;
}

std::string term(std::string_view prefix, std::string_view form) {
    std::string result;
    result.reserve(prefix.size() + form.size());
    result.append(prefix).append(form);
    // Xapian writes a NUL in two bytes.
    const auto nuls = static_cast<std::size_t>(std::count(result.begin(), result.end(), '\0'));
    if (result.size() + nuls <= longest_term) return result;
    const std::string hash = sha256_of(form).substr(0, 32);
    const std::size_t room = (nuls == 0 ? longest_term : longest_term / 2) - hash.size() - 1;
    return std::string{cut(result, room)} + '#' + hash;
}

std::string code_term(std::string_view facet, std::string_view value) {
    std::string prefix{code};
    return term(prefix.append(facet).append(":"), value);
}

std::string concept_term(std::string_view identity) {
    return term(thesaurus_concept, identity);
}

std::string identifier(std::string_view text) {
    std::string result = lower(text);
    std::erase_if(result, [](unsigned char c) { return c <= ' '; });
    for (const std::string_view scheme : {"https://", "http://", "dx.doi.org/", "doi.org/", "www.doi.org/",
                                          "hdl.handle.net/", "urn:", "doi:", "hdl:", "isbn:", "issn:"}) {
        if (std::string_view{result}.starts_with(scheme)) result.erase(0, scheme.size());
    }
    std::string compact = result;
    std::erase(compact, '-');
    return is_book_or_serial_number(compact) ? compact : result;
}

Codes codes_of(const Record& work, const Vocabulary& vocabulary, const std::string& today) {
    Codes codes;
    add(codes, "kind", work.kind);
    for (const std::string& theme : work.themes) add(codes, "theme", theme);
    for (const std::string& axis : work.axes) add(codes, "axis", axis);
    for (const std::string& country : work.countries) add(codes, "country", country);
    if (work.countries.empty()) {
        for (const Place& place : work.places) add(codes, "country", place.country);
    }
    if (const Event* event = vocabulary.find_event(work.event.id)) add(codes, "series", event->series);
    add(codes, "event", work.event.id);
    for (const std::string& language : work.languages) add(codes, "doclang", primary_subtag(language));
    for (const std::string& goal : work.sdgs) add(codes, "sdg", goal);
    add(codes, "level", work.level);
    if (!work.population_band.empty()) {
        add(codes, "pop", work.population_band);
    } else if (!work.places.empty() && work.places.front().population) {
        add(codes, "pop", population_band(*work.places.front().population));
    }
    if (work.practice) {
        add(codes, "stage", work.practice->stage);
        if (work.practice->evidence_level) add(codes, "evidence", std::to_string(*work.practice->evidence_level));
        for (const auto& need : needs_of(*work.practice)) add(codes, "needs", need);
        add(codes, "budget", budget_band(*work.practice));
        add(codes, "adopted", work.practice->adoptions.empty() ? "no" : "yes");
        add(codes, "confirmed", confirmation(*work.practice, today));
    }
    if (!work.axes.empty()) add(codes, "primary", work.axes.front());
    add(codes, "access", access_code(work.rights, today));
    return codes;
}

std::string pack(const Codes& codes, std::optional<int> year) {
    std::string packed = year ? std::to_string(*year) : std::string{};
    for (std::size_t i = 0; i < facets.size(); ++i) {
        const auto found = codes.find(std::string{facets[i].name});
        if (found == codes.end()) continue;
        for (const std::string& value : found->second) {
            if (!is_code(value)) continue;
            packed += separator;
            packed += static_cast<char>('a' + i);
            packed += value;
        }
    }
    return packed;
}

std::pair<Codes, std::optional<int>> unpack(std::string_view packed) {
    std::pair<Codes, std::optional<int>> result;
    std::size_t end = std::min(packed.find(separator), packed.size());
    int year = 0;
    if (std::from_chars(packed.data(), packed.data() + end, year).ec == std::errc{}) result.second = year;
    while (end < packed.size()) {
        packed.remove_prefix(end + 1);
        end = std::min(packed.find(separator), packed.size());
        const auto facet = static_cast<std::size_t>(end > 1 ? packed.front() - 'a' : -1);
        if (facet < facets.size()) {
            result.first[std::string{facets[facet].name}].emplace_back(packed.substr(1, end - 1));
        }
    }
    return result;
}

std::string pack_places(const Record& work) {
    constexpr std::size_t most = 4, longest_name = 80;
    std::vector<Place> places = work.places;
    if (places.empty())
        for (const auto& country : work.countries) places.push_back({.country = country});
    if (places.size() > most) places.resize(most);
    std::string packed;
    for (auto& place : places) {
        if (!place.lat || !place.lon) place.lat = place.lon = std::nullopt;
        const auto number = [](const auto& value) { return value ? std::to_string(*value) : std::string{}; };
        for (const auto& member : {place.country, std::string{cut(place.name, longest_name)}, place.geonames,
                                   number(place.lat), number(place.lon), number(place.population)}) {
            for (const char c : member) packed += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
            packed += separator;
        }
    }
    return packed;
}

std::vector<Place> unpack_places(std::string_view packed) {
    std::vector<Place> places;
    const auto next = [&] {
        const auto end = std::min(packed.find(separator), packed.size());
        const auto member = packed.substr(0, end);
        packed.remove_prefix(std::min(end + 1, packed.size()));
        return std::string{member};
    };
    const auto number = [](const std::string& text, auto value) -> std::optional<decltype(value)> {
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        return text.empty() || read.ec != std::errc{} ? std::nullopt : std::optional{value};
    };
    while (!packed.empty()) {
        Place place;
        place.country = next();
        place.name = next();
        place.geonames = next();
        place.lat = number(next(), double{});
        place.lon = number(next(), double{});
        place.population = number(next(), std::int64_t{});
        places.push_back(std::move(place));
    }
    return places;
}

std::string_view parent(std::string_view value) {
    const std::size_t dot = value.find('.');
    return dot == std::string_view::npos ? std::string_view{} : value.substr(0, dot);
}

std::optional<std::filesystem::path> current_generation(const std::filesystem::path& data) {
    std::ifstream file{data / "index" / "current"};
    int number = 0;
    if (!(file >> number) || number <= 0) return std::nullopt;
    std::filesystem::path folder = data / "index" / std::to_string(number);
    std::error_code none;
    if (!std::filesystem::is_directory(folder, none)) return std::nullopt;
    return folder;
}

}  // namespace acervo::fields
