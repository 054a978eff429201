// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/gazetteer/coastline.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/error.h"

namespace acervo {

using geodesy::Vector;

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_points = 10'000'000;
constexpr std::uint32_t segments_a_box = 8;

Error no_topology(const std::string& what) {
    return Error{Problem::bad_input, "not a topology of the land: " + what};
}

struct Point {
    double lon = 0, lat = 0;
};

/// Where the arcs' whole numbers lie (TopoJSON 1.0, section 2.1.3); the points themselves where there is none.
struct Transform {
    Point scale{1, 1}, translate{0, 0};
    bool quantized = false;
};

Point pair_of(const Json& value) {
    if (!value.is_array() || value.size() < 2 || !value[0].is_number() || !value[1].is_number())
        throw no_topology("a position is not two numbers");
    return {value[0].get<double>(), value[1].get<double>()};
}

Transform transform_of(const Json& topology) {
    const auto found = topology.find("transform");
    if (found == topology.end()) return {};
    if (!found->is_object() || !found->contains("scale") || !found->contains("translate"))
        throw no_topology("its transform has no scale or translation");
    return {pair_of((*found)["scale"]), pair_of((*found)["translate"]), true};
}

/// Maps are cut where they end: along the 180th meridian and at the south pole there is no coast.
bool is_edge(const Point& a, const Point& b) {
    constexpr double meridian = 179.99, pole = -89.9;
    return (std::abs(a.lon) > meridian && std::abs(b.lon) > meridian) || (a.lat < pole && b.lat < pole);
}

/// Squared distance of a point from a chord.
double squared_from(const Vector& point, const Vector& from, const Vector& to) {
    double along = 0, length = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        along += (point[i] - from[i]) * (to[i] - from[i]);
        length += (to[i] - from[i]) * (to[i] - from[i]);
    }
    const double share = length > 0 ? std::clamp(along / length, 0.0, 1.0) : 0;
    Vector nearest{};
    for (std::size_t i = 0; i < 3; ++i) nearest[i] = from[i] + share * (to[i] - from[i]);
    return geodesy::squared(point, nearest);
}

/// The same from a box, 0 within.
double squared_outside(const Vector& point, const Vector& low, const Vector& high) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double outside = std::max({low[i] - point[i], point[i] - high[i], 0.0});
        sum += outside * outside;
    }
    return sum;
}

}  // namespace

Coastline::Coastline(std::string_view topojson) {
    const Json topology = Json::parse(topojson, nullptr, false);
    if (!topology.is_object() || topology.value("type", Json{}) != "Topology") throw no_topology("it is no TopoJSON");
    const auto arcs = topology.find("arcs");
    if (arcs == topology.end() || !arcs->is_array()) throw no_topology("it has no arcs");
    const Transform transform = transform_of(topology);
    for (const auto& arc : *arcs) {
        if (!arc.is_array()) throw no_topology("an arc is no list");
        Point sum, before;
        bool first = true;
        for (const auto& position : arc) {
            Point point = pair_of(position);
            if (transform.quantized) {
                sum = {sum.lon + point.lon, sum.lat + point.lat};
                point = {sum.lon * transform.scale.lon + transform.translate.lon,
                         sum.lat * transform.scale.lat + transform.translate.lat};
            }
            if (!(std::abs(point.lon) <= 180.001 && std::abs(point.lat) <= 90.001))
                throw no_topology("a position is not on the Earth");
            if (!first && !is_edge(before, point)) {
                if (segments_.size() == most_points)
                    throw Error{Problem::too_large, "the outline of the land has more than ten million points"};
                segments_.push_back({geodesy::vector(before.lat, before.lon), geodesy::vector(point.lat, point.lon)});
            }
            before = point;
            first = false;
        }
    }
    if (segments_.empty()) throw no_topology("it has no outline");
    build(0, static_cast<std::uint32_t>(segments_.size()));
}

void Coastline::build(std::uint32_t first, std::uint32_t count) {
    const auto begin = segments_.begin() + first, end = begin + count;
    Box box{begin->from, begin->from, first, count};
    for (auto segment = begin; segment != end; ++segment) {
        for (std::size_t i = 0; i < 3; ++i) {
            box.low[i] = std::min({box.low[i], segment->from[i], segment->to[i]});
            box.high[i] = std::max({box.high[i], segment->from[i], segment->to[i]});
        }
    }
    const auto at = boxes_.size();
    boxes_.push_back(box);
    if (count <= segments_a_box) return;
    std::size_t widest = 0;
    for (std::size_t i = 1; i < 3; ++i)
        if (box.high[i] - box.low[i] > box.high[widest] - box.low[widest]) widest = i;
    const auto half = count / 2;
    std::nth_element(begin, begin + half, end, [&](const Segment& a, const Segment& b) {
        return a.from[widest] + a.to[widest] < b.from[widest] + b.to[widest];
    });
    build(first, half);
    boxes_[at].first = static_cast<std::uint32_t>(boxes_.size());
    boxes_[at].count = 0;
    build(first + half, count - half);
}

double Coastline::distance(double lat, double lon) const {
    const Vector point = geodesy::vector(lat, lon);
    double best = std::numeric_limits<double>::max();
    std::vector<std::pair<double, std::uint32_t>> open = {{0, 0}};
    while (!open.empty()) {
        const auto [least, at] = open.back();
        open.pop_back();
        if (least >= best) continue;
        const Box& box = boxes_[at];
        for (std::uint32_t i = 0; i < box.count; ++i) {
            const auto& segment = segments_[box.first + i];
            best = std::min(best, squared_from(point, segment.from, segment.to));
        }
        if (box.count > 0) continue;
        std::array<std::pair<double, std::uint32_t>, 2> within{};
        for (std::size_t i = 0; i < 2; ++i) {
            const auto next = i == 0 ? at + 1 : box.first;
            within[i] = {squared_outside(point, boxes_[next].low, boxes_[next].high), next};
        }
        // The nearer one is looked at first.
        if (within[0].first < within[1].first) std::swap(within[0], within[1]);
        for (const auto& one : within)
            if (one.first < best) open.push_back(one);
    }
    return geodesy::kilometres(best);
}

}  // namespace acervo
