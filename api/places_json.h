// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "corpus/gazetteer/places.h"
#include "search/results.h"

/// Places and what makes them alike, as the HTTP API, the pages and the command line show them.
namespace acervo {

/// What is known of a place, derived values included; names of countries in `language` (es, pt, en).
nlohmann::json place_json(const GazetteerPlace& place, const std::string& language);
/// "Almería, Andalucía, España".
std::string place_label(const GazetteerPlace& place, const std::string& language);
/// Whose work a list of places is, for those who show it.
nlohmann::json place_sources();

/// A sentence of why two places are alike or not ("similar in size and altitude; another country").
std::string why_alike(const Likeness& likeness, const PeerWeights& weights, const std::string& language);
/// {"likeness","known","why"} and the traits one by one.
nlohmann::json likeness_json(const Likeness& likeness, const PeerWeights& weights, const std::string& language);

/// The place that results were ranked by, and what else it could have meant.
nlohmann::json peer_json(const PeerPlace& peer, const PeerWeights& weights, const std::string& language);
nlohmann::json peer_json(const PeerLikeness& peer, const PeerWeights& weights, const std::string& language);

}  // namespace acervo
