// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/wanted.h"

namespace acervo {

/// A place in a text that answers the query.
struct Mark {
    std::size_t begin = 0, end = 0;  ///< bytes
    std::size_t wanted = 0;          ///< which of the things wanted
    Via via = Via::itself;           ///< why it answers
};

/// A text in pieces, in order; `second`: whether the piece is a match.
using Pieces = std::vector<std::pair<std::string, bool>>;

/// Finds what is wanted in texts, by the same analysis that indexed them. Cheap where nothing matches: only words that
/// begin like one that is wanted are analysed. One per thread.
class Highlighter {
public:
    Highlighter(std::vector<Wanted> wanted, Legs legs);
    ~Highlighter();
    Highlighter(Highlighter&&) noexcept;

    const std::vector<Wanted>& wanted() const;

    /// Matches in order, none overlapping. `language`: BCP 47, of the text.
    std::vector<Mark> find(std::string_view text, const std::string& language) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The whole text, cut at the marks.
Pieces mark_pieces(std::string_view text, const std::vector<Mark>& marks);

/// How much of what is wanted these marks show: the weights of the different things found.
double coverage(const std::vector<Mark>& marks, const std::vector<Wanted>& wanted);

/// About `limit` characters around the densest cluster of marks, cut at words, with "…" where text was left out; the
/// beginning of the text when there are no marks. White space is squeezed.
Pieces snippet(std::string_view text, const std::vector<Mark>& marks, const std::vector<Wanted>& wanted,
               std::size_t limit = 240);

}  // namespace acervo
