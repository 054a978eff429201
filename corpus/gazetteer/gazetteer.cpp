// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <tuple>
#include <unordered_set>

#include "corpus/dictionary/format.h"
#include "corpus/dictionary/mapped_file.h"
#include "corpus/error.h"
#include "corpus/gazetteer/format.h"
#include "corpus/text.h"

namespace acervo {

using namespace gazetteer_format;

namespace {

constexpr auto file_name = "places.db";

template <typename Value>
Value read(std::string_view bytes, std::size_t index) {
    Value value{};
    std::memcpy(&value, bytes.data() + index * sizeof(Value), sizeof value);
    return value;
}

Error damaged(const std::string& what) {
    return Error{Problem::broken, "not a gazetteer: " + what}.with_hint("Make it anew with `acervo places build`.");
}

std::string country_of(const std::array<char, 2>& letters) {
    return {letters.data(), letters.size()};
}

}  // namespace

std::filesystem::path gazetteer_file(const std::filesystem::path& data) {
    return data / file_name;
}

std::string place_key(std::string_view name) {
    std::string key;
    for (const auto& word : words(name)) {
        if (!key.empty()) key += ' ';
        key += fold(word.text);
    }
    return key;
}

Gazetteer::Gazetteer(std::string_view bytes) {
    if (bytes.size() < sizeof(Header)) throw damaged("it is too short");
    const auto header = read<Header>(bytes, 0);
    if (header.magic != magic) throw damaged("it begins otherwise");
    if (header.version != version) {
        throw Error{Problem::unsupported, "a gazetteer of version " + std::to_string(header.version)}.with_hint(
            "Make it anew with `acervo places build`.");
    }
    if (header.size != bytes.size()) throw damaged("it has been cut or has grown");
    const auto content = bytes.substr(sizeof header);
    if (header.checksum != dictionary_format::checksum(content)) throw damaged("its content has changed");
    std::size_t at = 0;
    const auto section = [&](std::size_t count, std::size_t size) {
        if (count > (content.size() - at) / size) throw damaged("a part lies outside of it");
        const auto part = content.substr(at, count * size);
        at += part.size();
        return part;
    };
    divisions_bytes_ = section(header.divisions, sizeof(DivisionEntry));
    places_bytes_ = section(header.places, sizeof(PlaceEntry));
    names_bytes_ = section(header.names, sizeof(NameEntry));
    texts_ = content.substr(at);
    divisions_ = header.divisions;
    places_ = header.places;
    names_ = header.names;
}

Gazetteer Gazetteer::load(const std::filesystem::path& data) {
    const auto file = gazetteer_file(data);
    if (!std::filesystem::exists(file)) return {};
    return during("reading " + file.string(), [&] {
        auto mapped = std::make_shared<const MappedFile>(file);
        Gazetteer gazetteer{mapped->bytes()};
        gazetteer.file_ = std::move(mapped);
        return gazetteer;
    });
}

std::string_view Gazetteer::text(std::uint32_t offset) const {
    if (offset >= texts_.size()) return {};
    const auto size = static_cast<unsigned char>(texts_[offset]);
    return texts_.substr(offset + 1, size);
}

std::string_view Gazetteer::key(std::size_t name) const {
    return text(read<NameEntry>(names_bytes_, name).key);
}

std::uint32_t Gazetteer::what(std::size_t name) const {
    return read<NameEntry>(names_bytes_, name).what;
}

GazetteerPlace Gazetteer::place(std::uint32_t number) const {
    if (number >= places_) throw Error{Problem::not_found, "there is no place " + std::to_string(number)};
    const auto entry = read<PlaceEntry>(places_bytes_, number);
    GazetteerPlace place;
    place.id = text(entry.id);
    place.name = text(entry.name);
    place.country = country_of(entry.country);
    if (entry.division) {
        const auto above = division(entry.division - 1);
        place.subdivision = above.code;
        place.subdivision_name = above.name;
    }
    if (entry.geonames) place.geonames = std::to_string(entry.geonames);
    place.population = entry.population;
    place.lat = entry.lat / 1e5;
    place.lon = entry.lon / 1e5;
    if (entry.altitude != no_altitude) place.altitude = entry.altitude;
    place.rank = entry.rank;
    place.capital = entry.rank == 3;
    place.seat = (entry.role & seat_bit) != 0;
    const auto role = entry.role & ~seat_bit;
    if (role <= static_cast<int>(MetropolitanRole::alone)) place.role = static_cast<MetropolitanRole>(role);
    if (entry.sea != no_sea) place.sea = entry.sea / 10.0;
    return place;
}

GazetteerDivision Gazetteer::division(std::uint32_t number) const {
    if (number >= divisions_) return {};
    const auto entry = read<DivisionEntry>(divisions_bytes_, number);
    return {country_of(entry.country), std::string{text(entry.code)}, std::string{text(entry.name)}};
}

Gazetteer::Brief Gazetteer::brief(std::uint32_t number) const {
    if (number >= places_) return {};
    const auto entry = read<PlaceEntry>(places_bytes_, number);
    return {entry.country, entry.population, entry.rank, entry.division, entry.lat / 1e5, entry.lon / 1e5};
}

Gazetteer::Range Gazetteer::range(std::string_view wanted, bool prefix) const {
    const auto compare = [&](std::size_t name) {
        const auto have = key(name);
        return (prefix ? have.substr(0, wanted.size()) : have).compare(wanted);
    };
    const auto bound = [&](std::size_t from, const auto& before) {
        std::size_t to = names_;
        while (from < to) {
            const auto middle = from + (to - from) / 2;
            if (before(compare(middle)))
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    };
    const auto from = bound(0, [](int order) { return order < 0; });
    return {from, bound(from, [](int order) { return order <= 0; })};
}

Gazetteer::Named Gazetteer::with_key(std::string_view wanted, bool* begins) const {
    Named named;
    if (begins) *begins = false;
    if (wanted.empty()) return named;
    const auto [from, to] = range(wanted, false);
    for (auto name = from; name < to; ++name) {
        const auto found = what(name);
        if (found & division_bit) {
            if ((found & ~division_bit) < divisions_) named.divisions.push_back(found & ~division_bit);
        } else if (found < places_) {
            named.places.push_back(found);
        }
    }
    if (begins && to < names_) {
        const auto next = key(to);
        *begins = next.size() > wanted.size() && next.starts_with(wanted) && next[wanted.size()] == ' ';
        // "sao-x" sorts between "sao" and "sao x" in no case: keys hold letters, digits and spaces, and the space is
        // first.
    }
    return named;
}

Gazetteer::Named Gazetteer::named(std::string_view name) const {
    return with_key(place_key(name));
}

std::optional<std::uint32_t> Gazetteer::find(std::string_view id) const {
    // Places are sorted by the bytes of their ids.
    std::size_t from = 0, to = places_;
    while (from < to) {
        const auto middle = from + (to - from) / 2;
        const auto have = text(read<PlaceEntry>(places_bytes_, middle).id);
        if (have == id) return static_cast<std::uint32_t>(middle);
        if (have < id)
            from = middle + 1;
        else
            to = middle;
    }
    return {};
}

std::vector<std::uint32_t> Gazetteer::completing(std::string_view prefix, std::size_t most,
                                                 std::string_view country) const {
    const auto wanted = place_key(prefix);
    if (wanted.empty() || most == 0) return {};
    struct Candidate {
        bool exact;
        std::uint32_t population, number;
    };
    std::vector<Candidate> candidates;
    const auto [from, to] = range(wanted, true);
    for (auto name = from; name < to; ++name) {
        const auto entry = read<NameEntry>(names_bytes_, name);
        if (entry.what >= places_) continue;
        const auto place = read<PlaceEntry>(places_bytes_, entry.what);
        if (!country.empty() && country != std::string_view{place.country.data(), place.country.size()}) continue;
        candidates.push_back({text(entry.key).size() == wanted.size(), place.population, entry.what});
    }
    const auto before = [](const Candidate& a, const Candidate& b) {
        return std::tuple{!a.exact, ~a.population, a.number} < std::tuple{!b.exact, ~b.population, b.number};
    };
    // A place has several names that begin alike: some more than wanted are sorted.
    std::vector<std::uint32_t> found;
    std::unordered_set<std::uint32_t> seen;
    for (std::size_t sorted = 0; sorted < candidates.size() && found.size() < most;) {
        const auto next = std::min(candidates.size(), sorted + most * 4);
        std::partial_sort(candidates.begin() + static_cast<std::ptrdiff_t>(sorted),
                          candidates.begin() + static_cast<std::ptrdiff_t>(next), candidates.end(), before);
        for (; sorted < next && found.size() < most; ++sorted) {
            if (seen.insert(candidates[sorted].number).second) found.push_back(candidates[sorted].number);
        }
        sorted = next;
    }
    return found;
}

std::string to_string(MetropolitanRole role) {
    constexpr std::array names = {"", "core", "periphery", "alone"};
    return names.at(static_cast<std::size_t>(role));
}

MetropolitanRole metropolitan_role(std::string_view name) {
    for (const auto role : {MetropolitanRole::core, MetropolitanRole::periphery, MetropolitanRole::alone})
        if (to_string(role) == name) return role;
    return MetropolitanRole::unknown;
}

Place to_place(const GazetteerPlace& place) {
    Place made;
    made.name = place.name;
    made.country = place.country;
    made.subdivision = place.subdivision.empty() ? place.subdivision_name : place.subdivision;
    made.geonames = place.geonames;
    made.lat = place.lat;
    made.lon = place.lon;
    if (place.population > 0) made.population = place.population;
    return made;
}

}  // namespace acervo
