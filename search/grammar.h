// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace acervo {

/// The query language as a grammar in EBNF (ISO/IEC 14977), made of the tables that queries are read by. What does not
/// fit it is searched for as text.
std::string query_grammar();

}  // namespace acervo
