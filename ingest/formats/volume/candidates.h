// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ingest/formats/pdf_outline.h"
#include "ingest/formats/volume/contents.h"
#include "ingest/formats/volume/layout.h"
#include "ingest/formats/volume/page_numbers.h"
#include "ingest/formats/volume/title_page.h"

namespace acervo::volume {

/// A place where a work may begin.
struct Candidate {
    std::string title;
    std::vector<Agent> authors;
    int page = 0;        ///< physical, from 1
    double top = 0;      ///< of the title; 0: not found on the page
    bool work = false;   ///< has a byline, an abstract or an address
    bool front = false;  ///< foreword, committee, index: ends what stands before it and is no work
    std::set<std::string> evidence;
};

/// From the printed contents; the numbers are brought to pages by vote, and corrected by where the title is found.
std::vector<Candidate> from_contents(const std::vector<Page>& pages, const Contents& contents, PageNumbers& numbers,
                                     double body, const People& people);
/// From the bookmarks, of the depth at which the works are.
std::vector<Candidate> from_bookmarks(const std::vector<Page>& pages, const std::vector<Bookmark>& bookmarks,
                                      double body, const People& people);
/// From pages that look like the first one of a work. `contents`: pages to leave out.
std::vector<Candidate> from_title_pages(const std::vector<Page>& pages, const std::vector<int>& contents, double body,
                                        const People& people);

/// Adds what the page of the candidate shows.
void look_at_page(const std::vector<Page>& pages, double body, const People& people, Candidate& candidate);

}  // namespace acervo::volume
