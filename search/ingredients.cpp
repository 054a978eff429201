// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "search/query.h"

namespace acervo {

std::optional<Ingredient> ingredient_named(std::string_view name) {
    using enum Ingredient;
    constexpr std::array names = {std::pair{"stemming", stemming},   std::pair{"title", title},
                                  std::pair{"exact", exact},         std::pair{"translation", translation},
                                  std::pair{"indirect", indirect},   std::pair{"entries", entries},
                                  std::pair{"cognates", cognates},   std::pair{"synonyms", synonyms},
                                  std::pair{"thesaurus", thesaurus}, std::pair{"machine", machine}};
    const auto found = std::ranges::find_if(names, [&](const auto& one) { return name == one.first; });
    return found == names.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace acervo
