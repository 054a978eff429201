// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "ingest/formats/volume/contents_rows.h"

namespace acervo::volume {
namespace {

const Page& page_at(const std::vector<Page>& pages, int number) {
    return pages[static_cast<std::size_t>(number) - 1];
}

void add(Candidate& candidate, const Opening& opening) {
    candidate.top = opening.top;
    candidate.evidence.insert("title");
    if (opening.large) candidate.evidence.insert("large");
    if (opening.byline()) candidate.evidence.insert("byline");
    if (opening.abstract) candidate.evidence.insert("abstract");
    if (opening.address) candidate.evidence.insert("address");
    candidate.work = candidate.work || opening.is_work();
    if (candidate.authors.empty()) candidate.authors = opening.authors;
}

/// Pages on which the title is printed, those with large type before others.
std::vector<int> pages_of(const std::vector<Page>& pages, const std::vector<int>& skip, const std::string& title,
                          double body) {
    std::vector<int> large, small;
    for (int page = 1; page <= static_cast<int>(pages.size()); ++page) {
        if (std::find(skip.begin(), skip.end(), page) != skip.end()) continue;
        if (const auto printed = printed_at(page_at(pages, page), title, body); printed.found)
            (printed.opening.large ? large : small).push_back(page);
    }
    return large.empty() ? small : large;
}

}  // namespace

void look_at_page(const std::vector<Page>& pages, double body, Candidate& candidate) {
    if (const auto printed = printed_at(page_at(pages, candidate.page), candidate.title, body); printed.found)
        add(candidate, printed.opening);
}

std::vector<Candidate> from_contents(const std::vector<Page>& pages, const Contents& contents, PageNumbers& numbers,
                                     double body) {
    std::vector<std::vector<int>> found;
    for (const auto& entry : contents.entries) {
        found.push_back(pages_of(pages, contents.pages, entry.title, body));
        if (found.back().size() == 1) numbers.vote(entry.page, found.back().front(), 3);
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < contents.entries.size(); ++i) {
        const auto& entry = contents.entries[i];
        const auto counted = numbers.physical(entry.page);
        std::optional<int> page = counted;
        if (!found[i].empty()) {
            // Where it is printed, and of several such pages the one next to the number.
            page = found[i].front();
            for (const int other : found[i]) {
                if (counted && std::abs(other - *counted) < std::abs(*page - *counted)) page = other;
            }
            // A title that is only mentioned far away from its number is not found.
            if (counted && std::abs(*page - *counted) > 2 && found[i].size() > 1) page = counted;
        }
        if (!page) continue;
        Candidate candidate{.title = entry.title,
                            .authors = entry.authors,
                            .page = *page,
                            .work = !entry.authors.empty(),
                            .front = is_front_matter(entry.title) || entry.page.roman};
        candidate.evidence.insert("contents");
        if (counted == page) candidate.evidence.insert("number");
        look_at_page(pages, body, candidate);
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

std::vector<Candidate> from_bookmarks(const std::vector<Page>& pages, const std::vector<Bookmark>& bookmarks,
                                      double body) {
    std::vector<Candidate> all;
    std::vector<int> depths;
    std::map<int, int> works;
    for (const auto& bookmark : bookmarks) {
        if (bookmark.page < 1 || bookmark.page > static_cast<int>(pages.size())) continue;
        if (letters_of(bookmark.title).size() < 3) continue;
        Candidate candidate{.title = bookmark.title, .page = bookmark.page, .front = is_front_matter(bookmark.title)};
        candidate.evidence.insert("bookmark");
        look_at_page(pages, body, candidate);
        // "Ana Pérez: Title" and the like; a title of one word stays whole.
        if (!candidate.evidence.contains("title")) {
            auto parted = part_text(bookmark.title);
            if (!parted.authors.empty()) {
                candidate.title = std::move(parted.title);
                candidate.authors = std::move(parted.authors);
                candidate.work = true;
                look_at_page(pages, body, candidate);
            }
        }
        if (candidate.work && !candidate.front) ++works[bookmark.depth];
        all.push_back(std::move(candidate));
        depths.push_back(bookmark.depth);
    }
    int best = 0, most = 0;
    for (const auto& [depth, count] : works) {
        if (count > most) best = depth, most = count;
    }
    std::vector<Candidate> chosen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (depths[i] > best) continue;
        // What stands above the works names a session, unless it is a work itself; either way it ends the one before.
        const bool holds_others = i + 1 < all.size() && depths[i + 1] > depths[i];
        if (depths[i] < best && (holds_others || !all[i].work)) all[i].front = true;
        chosen.push_back(std::move(all[i]));
    }
    return chosen;
}

std::vector<Candidate> from_title_pages(const std::vector<Page>& pages, const std::vector<int>& contents, double body) {
    std::vector<Candidate> candidates;
    for (int page = 1; page <= static_cast<int>(pages.size()); ++page) {
        if (std::find(contents.begin(), contents.end(), page) != contents.end()) continue;
        for (const auto& opening : openings(page_at(pages, page), body)) {
            // The same title in a second language stands above the same byline.
            if (!candidates.empty() && candidates.back().page == page && candidates.back().authors == opening.authors)
                continue;
            Candidate candidate{.title = opening.title, .page = page, .front = is_front_matter(opening.title)};
            add(candidate, opening);
            candidates.push_back(std::move(candidate));
        }
    }
    return candidates;
}

}  // namespace acervo::volume
