// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/record.h"

namespace acervo {

/// How to cite a part of a volume, in words: authors, year, title, the volume it is in, its pages as they are printed,
/// publisher, identifiers. `language` of the joining words: es, pt or en.
std::string part_citation(const Record& volume, const Part& part, const std::string& language);

/// Pages of a part as they are printed: "12", "12–20".
std::string printed_pages(const Part& part);

}  // namespace acervo
