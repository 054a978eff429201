// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "api/results_json.h"
#include "api/routes/routes.h"
#include "corpus/record_json.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr int page = 100;
constexpr int usual_features = 1000, most_features = 10'000;

/// Where a place lies, as its record or the gazetteer says; nothing where neither does.
std::optional<std::pair<double, double>> position_of(const Places& places, const Place& place) {
    if (place.lat && place.lon) return std::pair{*place.lat, *place.lon};
    const auto number = places.of_record(place);
    if (!number) return {};
    const auto known = places.place(*number);
    return std::pair{known.lat, known.lon};
}

json geometry_of(const Places& places, const Record& record) {
    json points = json::array();
    for (const auto& place : record.places)
        if (const auto position = position_of(places, place))
            points.push_back(json::array({position->second, position->first}));
    if (points.empty()) return nullptr;
    if (points.size() == 1) return {{"type", "Point"}, {"coordinates", points.front()}};
    return {{"type", "MultiPoint"}, {"coordinates", std::move(points)}};
}

json feature_of(const Context& context, const Places& places, const Query& query, const Hit& hit) {
    const auto& record = hit.stored->record;
    const auto [tag, title] = best(record.title, query.language);
    json properties{{"kind", record.kind},
                    {"kind_label", facet_label(context.vocabulary, "kind", record.kind, query.language)},
                    {"title", title},
                    {"lang", tag},
                    {"countries", record.countries},
                    {"places", json::array()},
                    {"themes", record.themes},
                    {"url", "/records/" + record.id}};
    for (const auto& place : record.places) properties["places"].push_back(place.name);
    if (!record.issued.empty()) properties["issued"] = record.issued;
    if (hit.peer) properties["likeness"] = hit.peer->likeness.value;
    return {{"type", "Feature"},
            {"id", record.id},
            {"geometry", geometry_of(places, record)},
            {"properties", std::move(properties)}};
}

/// A map of results, made page by page while it is sent.
class MapStream {
public:
    MapStream(std::shared_ptr<const Places> places, Query query, Results first, std::int64_t limit)
        : places_(std::move(places)), query_(std::move(query)), results_(std::move(first)), left_(limit) {
        text_ = R"({"type":"FeatureCollection","total":)" + std::to_string(results_.total) + R"(,"features":[)";
    }

    Piece next(Context& context) {
        bool more = !results_.next.empty();
        for (const auto& hit : results_.hits) {
            if (!hit.stored || hit.stored->withdrawn) continue;
            if (left_ == 0) {
                more = true;
                break;
            }
            text_ += (any_ ? ",\n" : "\n") + dump(feature_of(context, *places_, query_, hit));
            any_ = true;
            --left_;
        }
        if (left_ == 0 || !more) return end(more ? "limit" : "");
        query_.cursor = results_.next;
        try {
            results_ = context.searcher.search(query_);
        } catch (const Error& error) {
            // The answer has begun: what can be said is said at its end.
            return end(error.code().empty() ? "index-unavailable" : error.code());
        }
        return {std::exchange(text_, {}), false};
    }

private:
    Piece end(const std::string& cut) {
        text_ += "\n]";
        if (!cut.empty()) text_ += ",\"truncated\":" + dump(json(cut));
        return {text_ + "}\n", true};
    }

    std::shared_ptr<const Places> places_;
    Query query_;
    Results results_;
    std::int64_t left_;
    std::string text_;
    bool any_ = false;
};

Response search_map(Context& context, const Request& request) {
    auto query = query_from(request);
    const int limit = limit_of(request, usual_features, most_features);
    query.page_size = page;
    query.passages = 0;
    query.facets.clear();
    auto first = in_index([&] { return context.searcher.search(query); });
    const auto stream =
        std::make_shared<MapStream>(context.searcher.places(), std::move(query), std::move(first), limit);
    return {.content_type = "application/geo+json",
            .stream = [stream](Context& worker) { return stream->next(worker); }};
}

}  // namespace

std::vector<Route> map_routes() {
    auto parameters = search_parameters();
    std::erase_if(parameters, [](const Parameter& one) {
        return one.name == "page_size" || one.name == "cursor" || one.name == "facets" || one.name == "passages" ||
               one.name == "explain";
    });
    parameters.push_back({.name = "limit",
                          .type = "integer",
                          .description = "Records at most, 1 to 10000 (1000); `truncated` says that there were more.",
                          .example = "50"});
    return {{.pattern = "/search.geojson",
             .operation = "searchMap",
             .summary = "The records of a search as map data: GeoJSON, best first",
             .parameters = std::move(parameters),
             .schema = "GeoJson",
             .handler = search_map,
             .content_type = "application/geo+json",
             .searches = true}};
}

}  // namespace acervo
