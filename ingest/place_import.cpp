// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/place_import.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/csv.h"
#include "ingest/manifest.h"
#include "ingest/nearest.h"

namespace acervo {

namespace {

constexpr double most_inhabitants = 100e6, most_budget = 1e9;

/// One row: takes its cells, remembers the first thing that is wrong.
class PlaceRow {
public:
    explicit PlaceRow(std::map<std::string, std::string> cells) : cells_(std::move(cells)) {}

    std::string text(const std::string& column, std::size_t most = 200) {
        const auto found = cells_.find(column);
        if (found == cells_.end()) return {};
        auto value = squeeze(clean(csv_unguarded(found->second)));
        if (value.size() > most) wrong("too-large", column, value, std::to_string(most));
        return value;
    }

    /// A number between two, written with a point and no other separators.
    std::optional<double> number(const std::string& column, double least, double most) {
        const auto value = text(column);
        if (value.empty()) return {};
        double number = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        if (read.ec != std::errc{} || read.ptr != value.data() + value.size()) {
            wrong("type", column, value, "1234.5");
            return {};
        }
        if (number >= least && number <= most) return number;
        wrong("range", column, value, format(least) + "–" + format(most));
        return {};
    }

    template <typename Whole>
    std::optional<Whole> whole(const std::string& column, double least, double most) {
        const auto value = number(column, least, most);
        if (!value) return {};
        if (*value == static_cast<double>(static_cast<Whole>(*value))) return static_cast<Whole>(*value);
        wrong("type", column, text(column), "1234");
        return {};
    }

    std::string one_of(const std::string& column, const std::vector<std::string>& allowed) {
        auto value = text(column);
        if (!value.empty() && std::ranges::find(allowed, value) == allowed.end())
            wrong("vocabulary", column, value, joined(allowed));
        return value;
    }

    void wrong(const std::string& rule, const std::string& field, const std::string& value = {},
               const std::string& hint = {}) {
        if (finding_.rule.empty()) finding_ = {rule, field, value, hint};
    }
    void need(const std::string& column) {
        if (text(column).empty()) wrong("required", column);
    }
    const Finding& finding() const { return finding_; }

private:
    static std::string format(double number) {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
        return {digits.data(), end.ptr};
    }

    std::map<std::string, std::string> cells_;
    Finding finding_;
};

std::vector<std::string> competences_of(PlaceRow& row, const Scheme& themes) {
    auto codes = split_cell(row.text("competences", 2000));
    for (const auto& code : codes) {
        if (themes.find(code)) continue;
        std::vector<Named> names;
        for (const auto& theme : themes.concepts) names.push_back({theme.code, fold(theme.code)});
        row.wrong("vocabulary", "competences", code, joined(nearest(code, names)));
    }
    return codes;
}

void read_currency(PlaceRow& row, PlaceCorrection& place) {
    place.budget = row.number("budget_per_inhabitant", 0.01, most_budget);
    place.budget_currency = row.text("budget_currency");
    place.budget_year = row.whole<int>("budget_year", 1900, 2100);
    const auto& currency = place.budget_currency;
    const bool letters =
        currency.size() == 3 && std::ranges::all_of(currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!currency.empty() && !letters) row.wrong("type", "budget_currency", currency, "EUR, BRL, MXN (ISO 4217)");
    if (!place.budget) return;
    row.need("budget_currency");
    row.need("budget_year");
}

PlaceCorrection correction_of(PlaceRow& row, const Vocabulary& vocabulary) {
    PlaceCorrection place;
    place.id = row.text("id");
    place.name = row.text("name");
    place.country = row.text("country");
    const auto& country = place.country;
    const bool known = country.size() == 2 &&
                       std::ranges::all_of(country, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
                       country_name(country, "en") != country;
    if (!country.empty() && !known) row.wrong("vocabulary", "country", country, "ES, PT, BR, MX (ISO 3166-1)");
    place.subdivision = row.text("subdivision", 10);
    place.subdivision_name = row.text("subdivision_name");
    place.population = row.whole<std::int64_t>("population", 0, most_inhabitants);
    place.population_year = row.whole<int>("population_year", 1500, 2100);
    place.lat = row.number("lat", -90, 90);
    place.lon = row.number("lon", -180, 180);
    if (place.lat.has_value() != place.lon.has_value()) row.need(place.lat ? "lon" : "lat");
    place.altitude = row.whole<int>("altitude", -500, 9000);
    place.sea = row.number("sea_km", 0, 3000);
    place.role = row.one_of("role", {"core", "periphery", "alone"});
    place.urbanity = row.one_of("urbanity", {"city", "town", "rural"});
    place.competences = competences_of(row, vocabulary.scheme("theme"));
    read_currency(row, place);
    place.source = row.text("source", 1000);
    return place;
}

std::string ids_of(const Places& places, const std::vector<std::uint32_t>& numbers) {
    std::vector<std::string> names;
    for (const auto number : numbers) {
        const auto place = places.place(number);
        names.push_back(place.id + (place.subdivision_name.empty() ? "" : " (" + place.subdivision_name + ")"));
    }
    return joined(names);
}

/// Says which place a row is about: sets its id.
void identify(PlaceRow& row, PlaceCorrection& place, const Places& known) {
    if (!place.id.empty()) {
        if (!known.find(place.id)) row.wrong("place-unknown", "id", place.id);
        return;
    }
    row.need("name");
    row.need("country");
    if (!row.finding().rule.empty()) return;
    const auto key = place_key(place.name);
    if (key.empty()) return row.wrong("place-unknown", "name", place.name);
    std::vector<std::uint32_t> numbers;
    for (const auto number : known.completing(place.name, 200, place.country))
        if (place_key(known.place(number).name) == key) numbers.push_back(number);
    if (numbers.size() == 1) {
        place.id = known.place(numbers.front()).id;
    } else if (numbers.size() > 1) {
        row.wrong("place-ambiguous", "name", place.name, ids_of(known, numbers));
    } else {
        row.need("lat");
        row.need("lon");
        place.id = own_place + ascii_lower(place.country) + "." + key;
        std::ranges::replace(place.id, ' ', '-');
    }
}

std::vector<std::string> header_of(CsvReader& reader, const std::string& file) {
    CsvRecord record;
    std::vector<std::string> names;
    if (reader.next(record))
        for (const auto& field : record.fields) names.push_back(ascii_lower(squeeze(field)));
    const auto has = [&](const char* name) { return std::ranges::count(names, name) == 1; };
    if (has("id") || (has("name") && has("country"))) return names;
    throw Error{Problem::bad_input, file + ": there is no column id, nor name and country"}.with_hint(
        "The columns are " + joined(place_columns()) + ".");
}

}  // namespace

const std::vector<std::string>& place_columns() {
    static const std::vector<std::string> columns = {"id",
                                                     "name",
                                                     "country",
                                                     "subdivision",
                                                     "subdivision_name",
                                                     "population",
                                                     "lat",
                                                     "lon",
                                                     "population_year",
                                                     "altitude",
                                                     "sea_km",
                                                     "role",
                                                     "urbanity",
                                                     "competences",
                                                     "budget_currency",
                                                     "budget_per_inhabitant",
                                                     "budget_year",
                                                     "source"};
    return columns;
}

PlaceImport read_places(std::istream& in, const std::string& file, const Places& known, const Vocabulary& vocabulary) {
    const auto delimiter = delimiter_under(in, "id");
    CsvReader reader{in, delimiter ? *delimiter : delimiter_under(in, "name").value_or(',')};
    const auto names = header_of(reader, file);
    PlaceImport result;
    for (const auto& name : names) {
        if (!name.empty() && std::ranges::count(names, name) > 1 &&
            std::ranges::find(result.wrong, name, [](const auto& one) { return one.finding.field; }) ==
                result.wrong.end())
            result.wrong.push_back({1, {"place-column-twice", name, "", ""}});
        if (name.empty() || std::ranges::find(place_columns(), name) != place_columns().end()) continue;
        std::vector<Named> columns;
        for (const auto& column : place_columns()) columns.push_back({column, column});
        result.wrong.push_back({1, {"place-column", name, "", joined(nearest(name, columns))}});
    }
    std::map<std::string, int> seen;
    for (CsvRecord record; reader.next(record);) {
        // Spreadsheets write rows of nothing behind the last one.
        if (record.wrong.empty() && std::ranges::all_of(record.fields, &std::string::empty)) continue;
        std::map<std::string, std::string> cells;
        for (std::size_t i = 0; i < std::min(names.size(), record.fields.size()); ++i)
            cells[names[i]] = record.fields[i];
        PlaceRow row{std::move(cells)};
        if (!record.wrong.empty()) row.wrong("csv", "", "", record.wrong);
        if (!std::ranges::all_of(record.fields, is_utf8)) row.wrong("encoding", "");
        if (record.fields.size() > names.size()) row.wrong("columns", "", std::to_string(record.fields.size()));
        auto place = correction_of(row, vocabulary);
        if (row.finding().rule.empty()) identify(row, place, known);
        if (const auto [before, first] = seen.try_emplace(place.id, record.line); !first && !place.id.empty())
            row.wrong("duplicate-key", "id", place.id, std::to_string(before->second));
        if (row.finding().rule.empty()) {
            result.added += known.find(place.id) ? 0 : 1;
            result.corrections.push_back(std::move(place));
        } else {
            result.wrong.push_back({record.line, row.finding()});
        }
    }
    return result;
}

}  // namespace acervo
