// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/sources.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "corpus/error.h"
#include "corpus/text.h"

namespace acervo {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t columns = 19, longest_line = 64UL * 1024, longest_name = 80;

std::ifstream open(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) throw Error{Problem::not_found, "cannot read " + file.string()};
    return in;
}

Json parse(const fs::path& file) {
    auto in = open(file);
    Json json = Json::parse(in, nullptr, false);
    if (json.is_discarded()) throw Error{Problem::bad_input, file.string() + " is not JSON"};
    return json;
}

std::string member(const Json& object, const char* name) {
    const auto at = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && at != object.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || wrong != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

bool on_earth(double lat, double lon) {
    return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
}

bool is_country_code(std::string_view code) {
    return code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Latin letters, with marks or without, and what stands between words of a name. Codes of airports are no names.
bool is_latin_name(std::string_view name) {
    if (name.size() < 3 || name.size() > longest_name) return false;
    const bool code = name.size() <= 4 && std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code) return false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const auto c = static_cast<unsigned char>(name[at]);
        if (c >= '0' && c <= '9') return false;
        // Lead bytes up to U+024F; letters of Latin Extended Additional (U+1E00) are Vietnamese names mostly.
        if (c >= 0xCA && c != 0xE2) return false;
    }
    return true;
}

/// What a division is called without the words that say of what sort it is, in alphabetical order.
std::string bare_name(const std::string& name) {
    static const std::set<std::string, std::less<>> sorts = {"province",
                                                             "provincia",
                                                             "departamento",
                                                             "department",
                                                             "state",
                                                             "estado",
                                                             "region",
                                                             "comunidad",
                                                             "autonoma",
                                                             "autonomous",
                                                             "community",
                                                             "principality",
                                                             "principado",
                                                             "of",
                                                             "de",
                                                             "del",
                                                             "la",
                                                             "las",
                                                             "los",
                                                             "el",
                                                             "y",
                                                             "i",
                                                             "e",
                                                             "da",
                                                             "do",
                                                             "des",
                                                             "distrito",
                                                             "district",
                                                             "municipality",
                                                             "comuna",
                                                             "parish",
                                                             "parroquia",
                                                             "republic",
                                                             "comunitat",
                                                             "comunidade",
                                                             "foral",
                                                             "capital",
                                                             "federal",
                                                             "constitucional",
                                                             "the",
                                                             "and"};
    std::vector<std::string> kept;
    for (const auto& word : words(std::string_view{name}.substr(0, name.find_first_of("*[(")))) {
        auto folded = fold(word.text);
        if (!sorts.contains(folded)) kept.push_back(std::move(folded));
    }
    std::ranges::sort(kept);
    std::string bare;
    for (const auto& word : kept) bare += word + ' ';
    return bare;
}

}  // namespace

std::optional<SourcePlace> geonames_line(std::string_view line) {
    std::array<std::string_view, columns> field;
    std::size_t at = 0;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto end = line.find('\t', at);
        if ((end == std::string_view::npos) != (i + 1 == columns)) return {};
        field[i] = line.substr(at, end == std::string_view::npos ? end : end - at);
        at = end + 1;
    }
    const auto id = number<std::uint32_t>(field[0]);
    const auto lat = number<double>(field[4]), lon = number<double>(field[5]);
    if (!id || *id == 0 || !lat || !lon || !on_earth(*lat, *lon) || !is_country_code(field[8])) return {};
    SourcePlace place;
    place.geonames = *id;
    place.name = squeeze(clean(field[1]));
    if (place.name.empty() || place.name.size() > longest_name) return {};
    place.lat = *lat;
    place.lon = *lon;
    place.feature = field[7];
    place.country = field[8];
    place.admin1 = field[10];
    place.admin2 = field[11];
    place.population = std::max<std::int64_t>(0, number<std::int64_t>(field[14]).value_or(0));
    // The measured height, else that of the digital model.
    place.altitude = number<int>(field[15]);
    if (!place.altitude) place.altitude = number<int>(field[16]);
    if (place.altitude && (*place.altitude < -500 || *place.altitude > 9000)) place.altitude.reset();
    for (std::string_view rest = field[3]; !rest.empty();) {
        const auto end = std::min(rest.find(','), rest.size());
        const auto other = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (is_latin_name(other) && is_utf8(other)) place.others.emplace_back(other);
    }
    return place;
}

void read_geonames(const fs::path& file, const std::function<void(SourcePlace&&)>& visit) {
    auto in = open(file);
    std::string line;
    bool any = false;
    while (std::getline(in, line)) {
        if (line.size() > longest_line) continue;
        if (auto place = geonames_line(line)) {
            visit(*std::move(place));
            any = true;
        }
    }
    if (!any) throw Error{Problem::bad_input, file.string() + " is not a dump of GeoNames"};
}

void read_cities_json(const fs::path& file, const std::function<void(SourcePlace&&)>& visit) {
    auto in = open(file);
    // Each object is looked at when it ends, and not kept.
    const auto each = [&](int depth, Json::parse_event_t event, Json& value) {
        if (depth != 1 || event != Json::parse_event_t::object_end) return true;
        SourcePlace place;
        place.name = squeeze(clean(member(value, "name")));
        place.country = member(value, "country");
        place.admin1 = member(value, "admin1");
        place.admin2 = member(value, "admin2");
        const auto lat = number<double>(member(value, "lat")), lon = number<double>(member(value, "lng"));
        if (place.name.empty() || place.name.size() > longest_name || !is_country_code(place.country)) return false;
        if (!lat || !lon || !on_earth(*lat, *lon)) return false;
        place.lat = *lat;
        place.lon = *lon;
        visit(std::move(place));
        return false;
    };
    if (Json::parse(in, each, false).is_discarded()) throw Error{Problem::bad_input, file.string() + " is not JSON"};
}

std::map<std::string, std::string> read_codes(const fs::path& file) {
    const Json json = parse(file);
    std::map<std::string, std::string> names;
    if (!json.is_array()) throw Error{Problem::bad_input, file.string() + " is not a list of codes"};
    for (const auto& entry : json) {
        auto name = member(entry, "name");
        if (auto code = member(entry, "code"); !code.empty() && !name.empty())
            names.emplace(std::move(code), std::move(name));
    }
    return names;
}

std::map<std::string, SourceDivision> read_divisions(const fs::path& admin1, const fs::path& iso,
                                                     const fs::path& exceptions) {
    std::map<std::string, std::string> iso_names;                           // code -> name
    std::map<std::pair<std::string, std::string>, std::string> top, lower;  // country and bare name -> code
    if (fs::exists(iso)) {
        const Json json = parse(iso);
        const auto list = json.is_object() ? json.find("3166-2") : json.end();
        if (!json.is_object() || list == json.end() || !list->is_array())
            throw Error{Problem::bad_input, iso.string() + " does not list ISO 3166-2"};
        for (const auto& entry : *list) {
            const auto code = member(entry, "code"), name = member(entry, "name");
            if (code.size() < 4 || name.empty()) continue;
            iso_names.emplace(code, name);
            auto& level = entry.contains("parent") ? lower : top;
            level.emplace(std::pair{code.substr(0, 2), bare_name(name)}, code);
        }
    }
    Json exact = fs::exists(exceptions) ? parse(exceptions) : Json::object();
    if (!exact.is_object()) exact = Json::object();
    std::map<std::string, SourceDivision> divisions;
    for (const auto& [code, name] : read_codes(admin1)) {
        if (code.size() < 4 || code[2] != '.' || !is_country_code(code.substr(0, 2))) continue;
        SourceDivision division;
        division.country = code.substr(0, 2);
        division.name = squeeze(clean(name));
        const std::pair key{division.country, bare_name(division.name)};
        const auto said = exact.find(code);
        if (said != exact.end() && iso_names.contains(member(*said, "iso"))) {
            division.iso = member(*said, "iso");
            division.others.push_back(std::exchange(division.name, member(*said, "name")));
        } else if (const auto found = top.find(key); found != top.end()) {
            division.iso = found->second;
        } else if (const auto below = lower.find(key); below != lower.end()) {
            division.iso = below->second;
        }
        if (!division.iso.empty()) {
            auto other = iso_names.at(division.iso);
            other = squeeze(std::string_view{other}.substr(0, other.find_first_of("*[(,")));
            if (other != division.name && !other.empty()) division.others.push_back(std::move(other));
        }
        divisions.emplace(code, std::move(division));
    }
    return divisions;
}

}  // namespace acervo
