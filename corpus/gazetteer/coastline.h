// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/gazetteer/.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/gazetteer/geodesy.h"

namespace acervo {

/// The outline of the land, to say how far from it a place lies. Immutable.
class Coastline {
public:
    Coastline() = default;  ///< knows no coast
    /// Reads a topology (TopoJSON) of the land alone, quantized or not: all its arcs are taken. @throws Error
    /// (bad_input), (too_large) beyond ten million points
    explicit Coastline(std::string_view topojson);

    bool empty() const { return segments_.empty(); }
    std::size_t size() const { return segments_.size(); }
    /// Kilometres to the nearest point of the outline, from the land or from the water. Not for an empty one.
    double distance(double lat, double lon) const;

private:
    struct Segment {
        geodesy::Vector from{}, to{};
    };
    /// A box around some segments: two boxes within, or a few segments.
    struct Box {
        geodesy::Vector low{}, high{};
        std::uint32_t first = 0, count = 0;  ///< segments; count 0: `first` is the second box within, the first follows
    };
    void build(std::uint32_t first, std::uint32_t count);

    std::vector<Segment> segments_;
    std::vector<Box> boxes_;
};

}  // namespace acervo
