// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/searcher.h"

namespace acervo {

/// Where there are practices and where there are none: themes by countries, counted exactly.
struct GapMap {
    struct Row {
        std::string theme;
        std::int64_t total = 0;           ///< practices of the theme in any country
        std::vector<std::int64_t> count;  ///< by country
    };
    std::vector<std::string> countries;   ///< of the vocabulary, in its order
    std::vector<std::int64_t> practices;  ///< by country: of any theme
    std::int64_t total = 0;
    std::vector<Row> rows;  ///< themes of the first level, or those below `theme`
    std::int64_t revision = 0;
};

/// @param theme empty: the themes of the first level; else those below it
GapMap gap_map(Searcher& searcher, const Vocabulary& vocabulary, const std::string& theme);

}  // namespace acervo
