// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/gazetteer/.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/gazetteer/gazetteer.h"
#include "corpus/gazetteer/sources.h"

namespace acervo {

/// What goes into the gazetteer's file.
struct GazetteerContent {
    struct Entry {
        std::string id;
        SourcePlace place;
        std::optional<std::size_t> division;  ///< place in `divisions`
        int rank = 0;
        bool seat = false;
        MetropolitanRole role = MetropolitanRole::unknown;
        std::optional<double> sea;  ///< kilometres to the coast
    };
    std::vector<SourceDivision> divisions;
    std::vector<Entry> places;
};

/// The bytes of the file (format.h). Sorts the places by their ids. @param names is set to how many there are.
/// @throws Error (too_large)
std::string write_gazetteer(GazetteerContent& content, std::size_t& names);

}  // namespace acervo
