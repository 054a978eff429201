// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ingest/formats/volume/layout.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {

/// One line of a printed table of contents.
struct Entry {
    std::string title;
    std::vector<Agent> authors;
    PageNumber page;                           ///< as printed
    std::string own;                           ///< all words of its lines
    std::size_t main_begin = 0, main_end = 0;  ///< of the line with the number, in `around`
    std::string around;                        ///< with the lines between it and its neighbours, which may be its own
};

struct Contents {
    std::vector<Entry> entries;  ///< in their order
    std::vector<int> pages;      ///< physical pages, from 1, that they stand on
};

/// The printed table of contents, wherever it is in the first or last pages, over as many pages as it goes; empty when
/// there is none. Entries end or begin with a page number, after leaders, a gap or in a column of its own; titles and
/// authors may go over several lines, authors before or after the title, in italics or not.
Contents printed_contents(const std::vector<Page>& pages, const People& people);

}  // namespace acervo::volume
