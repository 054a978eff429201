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
                          double body, const People& people) {
    std::vector<int> large, small;
    for (int page = 1; page <= static_cast<int>(pages.size()); ++page) {
        if (std::find(skip.begin(), skip.end(), page) != skip.end()) continue;
        if (const auto printed = printed_at(page_at(pages, page), title, body, people); printed.found)
            (printed.opening.large ? large : small).push_back(page);
    }
    return large.empty() ? small : large;
}

/// The page nearest to the counted one whose print cuts the entry into title and authors.
std::optional<std::pair<int, Resolved>> resolve(const std::vector<Page>& pages, const Entry& entry, int counted,
                                                double body, const People& people) {
    std::optional<std::pair<int, Resolved>> best;
    for (const int step : {0, 1, -1, 2, -2}) {
        const int page = counted + step;
        if (page < 1 || page > static_cast<int>(pages.size())) continue;
        auto resolved = resolved_by(page_at(pages, page), entry.around, body, people);
        if (letters_of(resolved.title).size() < 8 || !resolved.opening.large) continue;
        // The title of a neighbour is none of this entry's lines.
        const auto begin = resolved.before.size(), end = entry.around.size() - resolved.after.size();
        const bool own = begin < entry.main_end && end > entry.main_begin;
        if (!own && letters_of(entry.own).find(letters_of(resolved.title)) == std::string::npos) continue;
        if (!best || letters_of(resolved.title).size() > letters_of(best->second.title).size() + 8)
            best = std::pair{page, std::move(resolved)};
    }
    return best;
}

bool share_one(const std::vector<Agent>& some, const std::vector<Agent>& others) {
    return std::any_of(some.begin(), some.end(), [&](const auto& one) {
        return std::any_of(others.begin(), others.end(),
                           [&](const auto& other) { return letters_of(one.name) == letters_of(other.name); });
    });
}

/// People before or after the title in the entry's own lines; the page's byline tells which, and stands in for both.
std::vector<Agent> authors_of(const Resolved& resolved, const Entry& entry, const People& people) {
    const auto& printed = resolved.opening.authors;
    const auto own = letters_of(entry.own);
    for (auto text : {resolved.before, resolved.after}) {
        const auto letters = letters_of(text);
        // What stands there may belong to the neighbour.
        if (letters.empty() || own.find(letters) == std::string::npos) continue;
        while (!text.empty() && std::string_view{" /:,;.|-"}.find(text.front()) != std::string_view::npos)
            text.erase(0, 1);
        while (!text.empty() && std::string_view{" /:|-"}.find(text.back()) != std::string_view::npos) text.pop_back();
        auto names = people.in(text);
        if (!names.empty() && (printed.empty() || share_one(names, printed))) return names;
    }
    return printed;
}

/// `found`: pages that print the title as it was guessed; `counted`: the page of the printed number.
std::optional<Candidate> candidate_of(const std::vector<Page>& pages, const Entry& entry, const std::vector<int>& found,
                                      std::optional<int> counted, double body, const People& people) {
    Candidate candidate{.title = entry.title, .authors = entry.authors};
    candidate.evidence.insert("contents");
    candidate.front = is_front_matter(entry.title) || entry.page.roman;
    std::optional<int> page = counted;
    if (!found.empty()) {
        // Where it is printed, and of several such pages the one next to the number.
        page = found.front();
        for (const int other : found) {
            if (counted && std::abs(other - *counted) < std::abs(*page - *counted)) page = other;
        }
        // A title that is only mentioned far away from its number is not found.
        if (counted && std::abs(*page - *counted) > 2 && found.size() > 1) page = counted;
    }
    if (!page) return std::nullopt;
    candidate.page = *page;
    if (auto resolved = resolve(pages, entry, *page, body, people)) {
        auto& [where, cut] = *resolved;
        candidate.page = where;
        candidate.title = std::move(cut.title);
        candidate.authors = authors_of(cut, entry, people);
        candidate.front = entry.page.roman || is_front_matter(candidate.title);
        add(candidate, cut.opening);
    } else {
        look_at_page(pages, body, people, candidate);
    }
    if (counted == candidate.page) candidate.evidence.insert("number");
    candidate.work = candidate.work || !candidate.authors.empty();
    return candidate;
}

}  // namespace

void look_at_page(const std::vector<Page>& pages, double body, const People& people, Candidate& candidate) {
    if (const auto printed = printed_at(page_at(pages, candidate.page), candidate.title, body, people); printed.found)
        add(candidate, printed.opening);
}

std::vector<Candidate> from_contents(const std::vector<Page>& pages, const Contents& contents, PageNumbers& numbers,
                                     double body, const People& people) {
    std::vector<std::vector<int>> found;
    for (const auto& entry : contents.entries) {
        found.push_back(pages_of(pages, contents.pages, entry.title, body, people));
        if (found.back().size() == 1) numbers.vote(entry.page, found.back().front(), 3);
    }
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < contents.entries.size(); ++i) {
        if (auto candidate = candidate_of(pages, contents.entries[i], found[i],
                                          numbers.physical(contents.entries[i].page), body, people))
            candidates.push_back(std::move(*candidate));
    }
    return candidates;
}

std::vector<Candidate> from_bookmarks(const std::vector<Page>& pages, const std::vector<Bookmark>& bookmarks,
                                      double body, const People& people) {
    std::vector<Candidate> all;
    std::vector<int> depths;
    std::map<int, int> works;
    for (const auto& bookmark : bookmarks) {
        if (bookmark.page < 1 || bookmark.page > static_cast<int>(pages.size())) continue;
        if (letters_of(bookmark.title).size() < 3) continue;
        Candidate candidate{.title = bookmark.title, .page = bookmark.page, .front = is_front_matter(bookmark.title)};
        candidate.evidence.insert("bookmark");
        look_at_page(pages, body, people, candidate);
        // "Ana Pérez: Title" and the like; a title of one word stays whole.
        if (!candidate.evidence.contains("title")) {
            auto parted = part_text(bookmark.title, people);
            if (!parted.authors.empty()) {
                candidate.title = std::move(parted.title);
                candidate.authors = std::move(parted.authors);
                candidate.work = true;
                look_at_page(pages, body, people, candidate);
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

std::vector<Candidate> from_title_pages(const std::vector<Page>& pages, const std::vector<int>& contents, double body,
                                        const People& people) {
    std::vector<Candidate> candidates;
    for (int page = 1; page <= static_cast<int>(pages.size()); ++page) {
        if (std::find(contents.begin(), contents.end(), page) != contents.end()) continue;
        for (const auto& opening : openings(page_at(pages, page), body, people)) {
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
