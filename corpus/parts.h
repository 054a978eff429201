// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// Ids of the parts inside their volume, in their order: the page that each begins on ("17"), and for the second that
/// begins there "17.2". An id stays the same as long as its part's first page does.
std::vector<std::string> part_ids(const std::vector<Part>& parts);

/// The part of that id; null when there is none.
const Part* find_part(const Record& record, const std::string& id);

/// What a page belongs to: of the parts that cover it the one that begins last (two may share a page). Null outside.
const Part* part_of_page(const Record& record, int page);

/// In the order of their first pages; parts of one page stay as they were.
void sort_parts(std::vector<Part>& parts);

}  // namespace acervo
