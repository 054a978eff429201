// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>
#include <unordered_map>

#include "corpus/dictionary/format.h"
#include "corpus/error.h"
#include "corpus/gazetteer/format.h"
#include "corpus/gazetteer/gazetteer.h"

namespace acervo {

using namespace gazetteer_format;

namespace {

template <typename Value>
void append(std::string& bytes, const Value& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::array<char, 2> letters(const std::string& country) {
    return {country.at(0), country.at(1)};
}

class Writer {
public:
    explicit Writer(const GazetteerContent& content) : content_(content) {}

    std::string write(std::size_t& count) {
        for (const auto& division : content_.divisions) write(division);
        for (const auto& entry : content_.places) write(entry);
        std::ranges::sort(names_);
        const auto again = std::ranges::unique(names_);
        names_.erase(again.begin(), again.end());
        std::string names;
        for (const auto& [key, order, what] : names_) append(names, NameEntry{text(key), what});
        count = names_.size();
        std::string rest = divisions_ + places_ + names + texts_;
        Header header;
        header.magic = magic;
        header.version = version;
        header.divisions = static_cast<std::uint32_t>(content_.divisions.size());
        header.places = static_cast<std::uint32_t>(content_.places.size());
        header.names = static_cast<std::uint32_t>(count);
        header.size = sizeof header + rest.size();
        header.checksum = dictionary_format::checksum(rest);
        std::string bytes;
        append(bytes, header);
        return bytes += rest;
    }

private:
    std::uint32_t text(const std::string& text) {
        const auto [place, added] = text_at_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
        if (added) {
            if (texts_.size() >= std::numeric_limits<std::uint32_t>::max() - longest_text - 1)
                throw Error{Problem::too_large, "a gazetteer cannot hold over 4 GB of names"};
            const auto size = std::min(text.size(), longest_text);
            texts_ += static_cast<char>(static_cast<unsigned char>(size));
            texts_.append(text, 0, size);
        }
        return place->second;
    }

    /// `order`: what comes first of those of one name.
    void name(const std::string& name, std::uint32_t order, std::uint32_t what) {
        if (auto key = place_key(name); !key.empty() && key.size() <= longest_text)
            names_.emplace_back(std::move(key), order, what);
    }

    void write(const SourceDivision& division) {
        const auto number = static_cast<std::uint32_t>(divisions_.size() / sizeof(DivisionEntry)) | division_bit;
        append(divisions_, DivisionEntry{letters(division.country), 0, text(division.iso), text(division.name)});
        constexpr auto last = std::numeric_limits<std::uint32_t>::max();
        name(division.name, last, number);
        for (const auto& other : division.others) name(other, last, number);
    }

    void write(const GazetteerContent::Entry& entry) {
        const SourcePlace& place = entry.place;
        const auto number = static_cast<std::uint32_t>(places_.size() / sizeof(PlaceEntry));
        constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max() / 2;
        PlaceEntry written;
        written.id = text(entry.id);
        written.name = text(place.name);
        written.geonames = place.geonames;
        written.population = static_cast<std::uint32_t>(std::clamp<std::int64_t>(place.population, 0, most));
        written.lat = static_cast<std::int32_t>(std::lround(place.lat * 1e5));
        written.lon = static_cast<std::int32_t>(std::lround(place.lon * 1e5));
        written.division = entry.division ? static_cast<std::uint32_t>(*entry.division) + 1 : 0;
        written.altitude = place.altitude ? static_cast<std::int16_t>(*place.altitude) : no_altitude;
        written.country = letters(place.country);
        written.rank = static_cast<std::uint8_t>(entry.rank);
        written.role = static_cast<std::uint8_t>(static_cast<int>(entry.role) | (entry.seat ? seat_bit : 0));
        if (entry.sea) written.sea = static_cast<std::uint16_t>(std::clamp(std::lround(*entry.sea * 10), 0L, 65534L));
        append(places_, written);
        const auto order = std::numeric_limits<std::uint32_t>::max() - 1 - written.population;
        name(place.name, order, number);
        for (const auto& other : place.others) name(other, order, number);
    }

    const GazetteerContent& content_;
    std::string divisions_, places_, texts_;
    std::vector<std::tuple<std::string, std::uint32_t, std::uint32_t>> names_;
    std::unordered_map<std::string, std::uint32_t> text_at_;
};

}  // namespace

std::string write_gazetteer(GazetteerContent& content, std::size_t& names) {
    std::ranges::sort(content.places, {}, &GazetteerContent::Entry::id);
    return Writer{content}.write(names);
}

}  // namespace acervo
