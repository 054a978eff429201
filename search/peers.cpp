// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/peers.h"

#include <cmath>

#include "indexer/fields.h"

namespace acervo {

namespace {

constexpr float not_known = 0.5F;

/// What a record says of its place goes before what the gazetteer says, where it is newer knowledge: its inhabitants.
PlaceTraits known_traits(const Places& places, const Place& place) {
    const auto number = places.of_record(place);
    if (!number) return traits_of(place);
    auto traits = traits_of(places.place(*number));
    if (place.population) traits.population = traits_of(place).population;
    return traits;
}

/// 0..1 from any weight: keeps the order.
double squashed(double weight) {
    return weight / (weight + 10);
}

}  // namespace

RecordPlaces::RecordPlaces(std::shared_ptr<const Places> places, const Columns& columns) : places_(std::move(places)) {
    all_.reserve(columns.places.size());
    for (const auto& packed : columns.places) {
        auto& list = all_.emplace_back();
        for (const auto& place : fields::unpack_places(packed))
            list.push_back({place.name, place.country, known_traits(*places_, place)});
    }
}

PeerRanking::PeerRanking(const RecordPlaces& records, const Columns& columns, const PlaceTraits& place,
                         const PeerWeights& weights)
    : records_(records), columns_(columns), place_(place), weights_(weights) {
    ranks_.reserve(records.size());
    for (std::uint32_t number = 0; number < records.size(); ++number) {
        const auto found = likest(number);
        ranks_.push_back(found ? static_cast<float>(found->likeness.rank()) : not_known);
    }
}

std::optional<PeerLikeness> PeerRanking::likest(std::uint32_t number) const {
    std::optional<PeerLikeness> best;
    for (const auto& one : records_.of(number)) {
        const auto found = likeness(place_, one.traits, weights_);
        if (found.known == 0 || (best && found.rank() <= best->likeness.rank())) continue;
        best = {one.name, one.country, found};
    }
    return best;
}

void PeerRanking::weigh(MatchSet& matches, Sort sort) const {
    for (auto& one : matches) {
        const double rank = static_cast<double>(ranks_[columns_.place[one.document]]);
        if (sort == Sort::peer)
            one.weight = std::round(rank * 1000) + 0.99 * squashed(one.weight);
        else
            one.weight *= (1 + rank) / 2;
    }
}

std::optional<PeerLikeness> PeerRanking::of(DocId document) const {
    return likest(columns_.place[document]);
}

}  // namespace acervo
