// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "search/lexer.h"
#include "search/query.h"

namespace acervo {

/// The innermost parenthesis.
struct Deepest {
    int depth = 0;  ///< how many are open there; 0: there is none
    std::size_t begin = 0, end = 0;
};

struct Parsed {
    Node tree;
    std::vector<Oddity> oddities;
    Deepest deepest;
};

/// Parentheses that may be open at once: where there are more, the tree is of no use. How deep a query may be is
/// another matter: "((agua))" is not.
inline constexpr int most_parentheses = 64;

/// The tree that the tokens are read as (parse_query() says how). Never fails.
Parsed parse(std::vector<Token> tokens);

}  // namespace acervo
