// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/places_json.h"
#include "api/routes/routes.h"
#include "api/search_parameters.h"
#include "corpus/vocabulary.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr std::size_t longest_beginning = 200;  // bytes

std::string checked_country(const std::string& value) {
    const bool known = value.size() == 2 && country_name(value, "en") != value;
    if (!known && !value.empty()) throw RequestError{"bad-parameter", "country", value, {"ES, PT, BR, MX…"}};
    return value;
}

std::shared_ptr<const Places> places_of(Context& context) {
    auto places = context.searcher.places();
    if (places->empty()) throw Error{Error{Problem::not_found, "there is no gazetteer"}.with_code("no-places")};
    return places;
}

std::uint32_t number_of(const Places& places, const Request& request) {
    const auto& id = request.captures.at("id");
    const auto number = places.find(id);
    if (!number) throw unknown_place(id);
    return *number;
}

Response complete_places(Context& context, const Request& request) {
    const auto typed = request.parameter("q").value_or("");
    if (typed.size() > longest_beginning)
        throw Error{Error{Problem::bad_input, "the beginning is too long"}.with_code("query-too-long")};
    const auto language = answer_language(request);
    const auto country = checked_country(request.parameter("country").value_or(""));
    const auto limit = static_cast<std::size_t>(limit_of(request, 10, 50));
    const auto places = places_of(context);
    json list = json::array();
    for (const auto number : places->completing(typed, limit, country))
        list.push_back(place_json(places->place(number), language));
    return json_response({{"places", std::move(list)}, {"sources", place_sources()}});
}

Response place(Context& context, const Request& request) {
    const auto places = places_of(context);
    auto told = place_json(places->place(number_of(*places, request)), answer_language(request));
    told["sources"] = place_sources();
    return json_response(told);
}

Response peers(Context& context, const Request& request) {
    const auto places = places_of(context);
    const auto number = number_of(*places, request);
    const auto language = answer_language(request);
    const auto limit = static_cast<std::size_t>(limit_of(request, 10, 100));
    const auto weights = peer_weights(request);
    std::vector<std::string> countries;
    for (const auto& country : request.all("country"))
        if (!country.empty()) countries.push_back(checked_country(country));
    json list = json::array();
    for (const auto& peer : places->peers(number, weights, countries, limit)) {
        auto told = place_json(places->place(peer.number), language);
        told.update(likeness_json(peer.likeness, weights, language));
        list.push_back(std::move(told));
    }
    auto told = peer_json(PeerPlace{places->place(number), {}}, weights, language);
    told.erase("others");
    told["peers"] = std::move(list);
    told["sources"] = place_sources();
    return json_response(told);
}

}  // namespace

std::vector<Route> place_routes() {
    const Parameter id{.name = "id", .description = "Number of a place, as /places tells it.", .example = "2521886"};
    const Parameter limit{.name = "limit", .type = "integer", .description = "How many at most.", .example = "5"};
    std::vector<Parameter> of_peers = {id,
                                       limit,
                                       {.name = "country",
                                        .type = "code",
                                        .description = "Of these countries alone (ISO 3166-1); otherwise of all of "
                                                       "Ibero-America.",
                                        .repeats = true,
                                        .example = "BR"}};
    for (auto& weight : peer_weight_parameters()) of_peers.push_back(std::move(weight));
    return {
        {.pattern = "/api/v1/places",
         .operation = "findPlaces",
         .summary = "Places whose name begins so, in any language, with accents or without: the largest first",
         .parameters = {{.name = "q", .description = "Beginning of a name.", .required = true, .example = "alm"},
                        {.name = "country",
                         .type = "code",
                         .description = "Of this country alone (ISO 3166-1).",
                         .example = "ES"},
                        limit},
         .schema = "Places",
         .handler = complete_places},
        {.pattern = "/api/v1/places/{id}",
         .operation = "getPlace",
         .summary = "What is known of a place",
         .parameters = {id},
         .schema = "GazetteerPlace",
         .handler = place},
        {.pattern = "/api/v1/places/{id}/peers",
         .operation = "getPeers",
         .summary = "The places most like it, each with why",
         .parameters = std::move(of_peers),
         .schema = "Peers",
         .handler = peers},
    };
}

}  // namespace acervo
