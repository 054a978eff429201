// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/description/suggester.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "corpus/error.h"
#include "corpus/text.h"
#include "corpus/vocabulary.h"
#include "ingest/description/place_json.h"
#include "ingest/description/share_json.h"

namespace acervo {

nlohmann::json read_share_json(const std::string& name) {
    const auto file = share_folder() / "description" / name;
    std::ifstream in{file};
    auto json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_object()) throw Error{Problem::broken, file.string() + " cannot be read"};
    return json;
}

void Because::add(std::string word) {
    if (words_.size() >= most) return;
    word = squeeze(word);
    const bool known = std::ranges::any_of(words_, [&](const std::string& other) { return fold(other) == fold(word); });
    if (!word.empty() && !known) words_.push_back(std::move(word));
}

std::string place_value(const GazetteerPlace& place) {
    const Place as_kept = to_place(place);
    nlohmann::ordered_json json{{"name", as_kept.name}, {"country", as_kept.country}};
    if (!as_kept.subdivision.empty()) json["subdivision"] = as_kept.subdivision;
    if (!as_kept.geonames.empty()) json["geonames"] = as_kept.geonames;
    json["lat"] = *as_kept.lat;
    json["lon"] = *as_kept.lon;
    if (as_kept.population) json["population"] = *as_kept.population;
    return json.dump();
}

}  // namespace acervo
