// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/places.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <tuple>

#include "corpus/gazetteer/climate.h"
#include "corpus/gazetteer/geodesy.h"
#include "corpus/gazetteer/traditions.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"

namespace acervo {

namespace {

constexpr std::int64_t least_peer = 10'000;  // inhabitants of what is no seat of government
constexpr std::size_t most_others = 8;

/// Whether a person who writes `where` behind a comma means the place's country, division, or both.
bool lies_in(const GazetteerPlace& place, const std::string& where) {
    std::vector<std::string> countries = {"", place.country};
    for (const auto* language : {"es", "pt", "en"}) countries.push_back(country_name(place.country, language));
    for (const auto& division : {std::string{}, place.subdivision, place.subdivision_name})
        for (const auto& country : countries)
            if (place_key(division + " " + country) == where) return true;
    return false;
}

}  // namespace

struct Places::Lazy {
    std::once_flag once;
    std::vector<Candidate> candidates;
};

Places::Places(Gazetteer gazetteer, const std::vector<PlaceCorrection>& corrections)
    : gazetteer_(std::move(gazetteer)), lazy_(std::make_shared<Lazy>()) {
    for (const auto& correction : corrections) {
        auto number = gazetteer_.find(correction.id);
        if (number) {
            corrected_[*number] = correction;
        } else {
            number = static_cast<std::uint32_t>(size());
            added_ids_[correction.id] = *number;
            added_.push_back(correction);
        }
        if (!correction.name.empty()) added_names_.emplace_back(place_key(correction.name), *number);
    }
    std::ranges::sort(added_names_);
}

Places Places::load(const std::filesystem::path& data) {
    auto stamp = places_stamp(data);
    Places places{Gazetteer::load(data), load_corrections(data)};
    places.stamp_ = std::move(stamp);
    return places;
}

Places Places::load_own(const std::filesystem::path& data) {
    auto stamp = places_stamp(data);
    Places places{Gazetteer{}, load_corrections(data)};
    places.stamp_ = std::move(stamp);
    return places;
}

Error no_places(const std::filesystem::path& data) {
    return Error{Problem::not_found, "there is no gazetteer in " + data.string()}
        .with_hint("Make it with `acervo places build`.")
        .with_code("no-places");
}

Error unknown_place(const std::string& text) {
    return Error{Problem::not_found, "there is no place \"" + text + "\""}
        .with_hint("Look it up with `acervo places find`.")
        .with_code("unknown-place");
}

std::string places_stamp(const std::filesystem::path& data) {
    // Both files are replaced as a whole: another one has another time or size.
    const auto of = [](const std::filesystem::path& file) -> std::string {
        std::error_code absent;
        const auto written = std::filesystem::last_write_time(file, absent);
        const auto size = std::filesystem::file_size(file, absent);
        if (absent) return "-";
        return std::to_string(written.time_since_epoch().count()) + "/" + std::to_string(size);
    };
    return of(gazetteer_file(data)) + " " + of(corrections_file(data));
}

GazetteerPlace Places::place(std::uint32_t number) const {
    GazetteerPlace place;
    if (number >= gazetteer_.size() && number - gazetteer_.size() < added_.size()) {
        const auto& added = added_[number - gazetteer_.size()];
        place.id = added.id;
        overlay(place, added);
        return place;
    }
    place = gazetteer_.place(number);
    if (const auto found = corrected_.find(number); found != corrected_.end()) overlay(place, found->second);
    return place;
}

std::optional<std::uint32_t> Places::find(std::string_view id) const {
    if (const auto number = gazetteer_.find(id)) return number;
    const auto added = added_ids_.find(id);
    return added == added_ids_.end() ? std::nullopt : std::optional{added->second};
}

std::vector<std::uint32_t> Places::with_key(const std::string& key) const {
    auto numbers = gazetteer_.with_key(key).places;
    for (const auto& [name, number] : std::ranges::equal_range(added_names_, key, {}, &OwnName::first))
        if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
    return numbers;
}

std::vector<std::uint32_t> Places::completing(std::string_view prefix, std::size_t most,
                                              std::string_view country) const {
    auto numbers = gazetteer_.completing(prefix, most, country);
    const auto wanted = place_key(prefix);
    if (wanted.empty()) return numbers;
    std::vector<std::uint32_t> own;
    for (auto at = std::ranges::lower_bound(added_names_, wanted, {}, &OwnName::first);
         at != added_names_.end() && at->first.starts_with(wanted); ++at) {
        if (std::ranges::find(numbers, at->second) != numbers.end()) continue;
        if (country.empty() || place(at->second).country == country) own.push_back(at->second);
    }
    if (own.empty()) return numbers;
    numbers.insert(numbers.end(), own.begin(), own.end());
    const auto named = gazetteer_.with_key(wanted).places;
    std::vector<std::tuple<bool, std::int64_t, std::uint32_t>> order;
    for (const auto number : numbers) {
        const auto known = place(number);
        // A place whose other name is what was typed keeps the rank that the gazetteer gave it.
        const bool exact = place_key(known.name) == wanted || std::ranges::find(named, number) != named.end();
        order.emplace_back(!exact, -known.population, number);
    }
    std::ranges::sort(order);
    numbers.clear();
    for (const auto& entry : order)
        if (numbers.size() < most) numbers.push_back(std::get<2>(entry));
    return numbers;
}

std::optional<Places::Resolved> Places::resolve(std::string_view text) const {
    if (const auto number = find(text)) return Resolved{*number, {}};
    const auto named = [&](std::string_view name, const std::string& where) {
        std::vector<std::pair<GazetteerPlace, std::uint32_t>> found;
        for (const auto number : with_key(place_key(name))) found.emplace_back(place(number), number);
        std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
            return std::tuple{-a.first.population, -a.first.rank} < std::tuple{-b.first.population, -b.first.rank};
        });
        if (!where.empty())
            std::ranges::stable_partition(found, [&](const auto& one) { return lies_in(one.first, where); });
        if (!where.empty() && !found.empty() && !lies_in(found.front().first, where)) found.clear();
        return found;
    };
    auto found = named(text, {});
    // What follows the name may be one thing or two, and a name may have commas of its own.
    auto name = text;
    for (auto comma = name.rfind(','); found.empty() && comma != std::string_view::npos; comma = name.rfind(',')) {
        name = text.substr(0, comma);
        found = named(name, place_key(text.substr(comma + 1)));
    }
    if (found.empty()) return {};
    Resolved resolved{found.front().second, {}};
    for (std::size_t i = 1; i < std::min(found.size(), most_others + 1); ++i)
        resolved.others.push_back(found[i].second);
    return resolved;
}

std::optional<std::uint32_t> Places::of_record(const Place& wanted) const {
    if (!wanted.geonames.empty())
        if (const auto number = find(wanted.geonames)) return number;
    const auto key = place_key(wanted.name);
    if (key.empty() || wanted.country.empty()) return {};
    std::optional<std::uint32_t> best;
    double least = 0;
    for (const auto number : with_key(key)) {
        const auto known = place(number);
        if (known.country != wanted.country) continue;
        double distance = 0;
        if (wanted.lat && wanted.lon)
            distance =
                geodesy::squared(geodesy::vector(*wanted.lat, *wanted.lon), geodesy::vector(known.lat, known.lon));
        else
            distance = -static_cast<double>(known.population);
        if (best && distance >= least) continue;
        best = number;
        least = distance;
    }
    return best;
}

const std::vector<Places::Candidate>& Places::candidates() const {
    std::call_once(lazy_->once, [&] {
        for (std::uint32_t number = 0; number < size(); ++number) {
            const auto known = place(number);
            if (known.seat || known.population >= least_peer || known.corrected)
                lazy_->candidates.push_back({number, traits_of(known)});
        }
    });
    return lazy_->candidates;
}

std::vector<Places::Peer> Places::peers(std::uint32_t number, const PeerWeights& weights,
                                        const std::vector<std::string>& countries, std::size_t most) const {
    if (!lazy_) return {};
    const auto own = traits_of(place(number));
    std::vector<Peer> peers;
    for (const auto& candidate : candidates()) {
        const auto& country = candidate.traits.country;
        if (candidate.number == number) continue;
        if (countries.empty() ? !is_ibero_american(country) : std::ranges::find(countries, country) == countries.end())
            continue;
        peers.push_back({candidate.number, likeness(own, candidate.traits, weights)});
    }
    const auto end = peers.begin() + static_cast<std::ptrdiff_t>(std::min(most, peers.size()));
    std::partial_sort(peers.begin(), end, peers.end(), [](const Peer& a, const Peer& b) {
        const auto rank_a = a.likeness.rank(), rank_b = b.likeness.rank();
        return rank_a != rank_b ? rank_a > rank_b : a.number < b.number;
    });
    peers.erase(end, peers.end());
    return peers;
}

std::string size_band(const GazetteerPlace& place) {
    return place.population > 0 ? population_band(place.population) : std::string{};
}

std::string floor_of(const GazetteerPlace& place) {
    return place.altitude ? thermal_floor(estimated_temperature(place.lat, *place.altitude)) : std::string{};
}

}  // namespace acervo
