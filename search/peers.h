// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "corpus/gazetteer/places.h"
#include "search/columns.h"
#include "search/match.h"
#include "search/query.h"
#include "search/results.h"

namespace acervo {

/// What the gazetteer knows of the places in Columns::places: looked up once for a state of the index and of the
/// gazetteer. Immutable.
class RecordPlaces {
public:
    RecordPlaces(std::shared_ptr<const Places> places, const Columns& columns);

    struct One {
        std::string name, country;
        PlaceTraits traits;
    };
    const std::vector<One>& of(std::uint32_t number) const { return all_[number]; }  ///< number in Columns::places
    std::size_t size() const { return all_.size(); }
    const std::shared_ptr<const Places>& places() const { return places_; }

private:
    std::shared_ptr<const Places> places_;
    std::vector<std::vector<One>> all_;
};

/// Ranks results by how like a place theirs are; the likest place of a record counts. Nothing is left out, and a record
/// of which no place is known stands where one half as like would.
///
/// With Sort::relevance what ranked a record is multiplied by (1 + likeness) / 2: of two that answer the words alike,
/// the one of the likest place comes first, and none falls below half of what it was worth. With Sort::peer, and where
/// no words were asked for, likeness comes first, in steps of a thousandth, and relevance decides among equals.
class PeerRanking {
public:
    /// Both must outlive it.
    PeerRanking(const RecordPlaces& records, const Columns& columns, const PlaceTraits& place,
                const PeerWeights& weights);

    void weigh(MatchSet& matches, Sort sort) const;
    /// Nothing where no place and no country of the record is known.
    std::optional<PeerLikeness> of(DocId document) const;

private:
    std::optional<PeerLikeness> likest(std::uint32_t number) const;

    const RecordPlaces& records_;
    const Columns& columns_;
    PlaceTraits place_;
    PeerWeights weights_;
    std::vector<float> ranks_;  ///< Likeness::rank() by number in Columns::places
};

}  // namespace acervo
