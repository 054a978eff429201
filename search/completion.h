// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "search/query.h"

namespace acervo {

/// Something of the collection whose name begins as somebody typed.
struct Suggestion {
    enum class Kind { theme, event, series, country, place, person, organization, title };
    Kind kind = Kind::title;
    /// The name in pieces, in order; `second`: what was typed. Plain text.
    std::vector<std::pair<std::string, bool>> text;
    std::string language;     ///< of the name, where it is a label; empty: a name is of no language
    std::string label;        ///< the reader's own label for it, where another one was typed ("basura"); else empty
    std::string subdivision;  ///< of a place
    std::string country;      ///< of a place, ISO 3166-1
    std::int64_t count = 0;   ///< records that carry this very name or code
    std::string record;       ///< id, of a title that one record has
    Query target;             ///< what finds the records, unless it is one
};

std::string to_string(Suggestion::Kind kind);

struct Completions {
    std::vector<Suggestion> suggestions;  ///< most useful first
    /// False while another thread reads the names of a collection that nobody has asked about yet: empty then, and
    /// worth asking again in a moment.
    bool ready = true;
    std::int64_t revision = 0;  ///< catalogue sequence that the index covers
    std::string built;
};

inline constexpr int most_suggestions = 20;

}  // namespace acervo
