// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/pages/view.h"
#include "api/places_json.h"
#include "api/results_json.h"
#include "corpus/gazetteer/climate.h"
#include "corpus/text.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr std::size_t peers_shown = 10;

json facts_of(const View& view, const GazetteerPlace& place, const Vocabulary& vocabulary,
              const std::string& language) {
    json facts = json::array();
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) facts.push_back({{"name", view.text(key, language)}, {"value", value}});
    };
    const auto number = [&](double value) { return format_number(value, language); };
    const auto joined = [](const std::string& a, const std::string& b) {
        return a + (a.empty() || b.empty() ? "" : ", ") + b;
    };
    add("place_where", joined(place.subdivision_name, country_name(place.country, language)));
    if (place.population > 0)
        add("record_population",
            number(static_cast<double>(place.population)) +
                (place.population_year ? " (" + std::to_string(*place.population_year) + ")" : ""));
    if (place.altitude) {
        add("place_altitude", number(*place.altitude) + " m");
        add("place_floor", view.text("place_floor_" + floor_of(place), language));
    }
    if (place.sea)
        add("place_sea",
            number(*place.sea < 10 ? *place.sea : static_cast<double>(static_cast<int>(*place.sea + 0.5))) + " km");
    if (place.rank > 0) add("place_rank", view.text("place_rank_" + std::to_string(place.rank), language));
    const auto role = to_string(place.role);
    if (!role.empty()) add("place_role", view.text("place_role_" + role, language));
    if (!place.urbanity.empty()) add("place_urbanity", view.text("place_urbanity_" + place.urbanity, language));
    if (place.budget)
        add("place_budget", number(*place.budget) + " " + place.budget_currency +
                                (place.budget_year ? " (" + std::to_string(*place.budget_year) + ")" : ""));
    std::string competences;
    for (const auto& code : place.competences)
        competences = joined(competences, facet_label(vocabulary, "theme", code, language));
    add("place_competences", competences);
    if (place.corrected)
        add("place_corrected", place.source.empty() ? view.text("place_corrected_yes", language) : place.source);
    return facts;
}

}  // namespace

Response place_page(const View& view, Context& context, const Request& request) {
    const auto language = answer_language(request);
    const auto& id = request.captures.at("id");
    const auto places = context.searcher.places();
    if (places->empty()) throw Error{Error{Problem::not_found, "there is no gazetteer"}.with_code("no-places")};
    const auto number = places->find(id);
    if (!number) throw unknown_place(id);
    const auto place = places->place(*number);
    json data{{"name", place.name},
              {"facts", facts_of(view, place, context.vocabulary, language)},
              {"practices_url", "/search?kind=practice&sort=peer&peer=" + url_encode(id) + "&lang=" + language},
              {"json_url", "/api/v1/places/" + url_encode(id) + "/peers"},
              {"peers", json::array()}};
    for (const auto& peer : places->peers(*number, usual_weights, {}, peers_shown)) {
        const auto other = places->place(peer.number);
        data["peers"].push_back(
            {{"url", "/places/" + url_encode(other.id) + "?lang=" + language},
             {"label", place_label(other, language)},
             {"population",
              other.population > 0 ? format_number(static_cast<double>(other.population), language) : "—"},
             {"percent", format_number(std::round(peer.likeness.value * 100), language) + " %"},
             {"why", why_alike(peer.likeness, usual_weights, language)}});
    }
    data["has_peers"] = !data["peers"].empty();
    return view.page(request, "place", place.name + " · " + view.text("name", language), std::move(data));
}

}  // namespace acervo
