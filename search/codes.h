// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "search/columns.h"

namespace acervo {

/// The codes of a facet that a person means by `value`: the code itself in any case, else the values that are called so
/// in Spanish, Portuguese or English, else those whose name contains all its words. Empty: none is.
std::vector<std::string> codes_meant(const std::string& facet, const std::string& value, const Columns& columns,
                                     const Vocabulary& vocabulary);

}  // namespace acervo
