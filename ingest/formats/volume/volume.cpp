// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/volume.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "corpus/text.h"
#include "ingest/formats/metadata.h"
#include "ingest/formats/volume/candidates.h"
#include "ingest/formats/volume/running_heads.h"

namespace acervo {

using namespace volume;

namespace {

constexpr std::size_t least_works = 3;
constexpr std::size_t most_pages = 5000, most_parts = 2000;

/// How much each sign leaves open that the part does not begin there; they are taken as independent.
constexpr std::array<std::pair<std::string_view, double>, 8> doubts{{{"bookmark", 0.15},
                                                                     {"contents", 0.4},
                                                                     {"title", 0.3},
                                                                     {"large", 0.6},
                                                                     {"byline", 0.6},
                                                                     {"abstract", 0.7},
                                                                     {"address", 0.8},
                                                                     {"head", 0.6}}};

double confidence(const Candidate& candidate) {
    double doubt = 1;
    for (const auto& [name, left] : doubts) {
        if (candidate.evidence.contains(std::string{name})) doubt *= left;
    }
    return std::clamp(std::round((1 - doubt) * 100) / 100, 0.05, 0.99);
}

bool same_work(const Candidate& one, const Candidate& other) {
    if (std::abs(one.page - other.page) > 2) return false;
    return same_title(letters_of(one.title), letters_of(other.title));
}

/// Brings what two sources say of the same works together.
void merge(std::vector<Candidate>& into, std::vector<Candidate> from, bool add_new) {
    for (auto& other : from) {
        const auto known =
            std::find_if(into.begin(), into.end(), [&](const auto& one) { return same_work(one, other); });
        if (known == into.end()) {
            if (add_new) into.push_back(std::move(other));
            continue;
        }
        // Printed on its page is better than counted.
        if (!known->evidence.contains("title") && other.evidence.contains("title")) {
            known->page = other.page;
            known->top = other.top;
        }
        if (known->page == other.page) known->evidence.merge(other.evidence);
        known->work = known->work || other.work;
        known->front = known->front || other.front;
        if (known->authors.empty()) known->authors = std::move(other.authors);
    }
}

std::size_t works_in(const std::vector<Candidate>& candidates) {
    return static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.end(), [](const auto& one) { return one.work && !one.front; }));
}

/// Whether a list is one of works: enough of them, and most of what it lists.
bool lists_works(const std::vector<Candidate>& candidates) {
    const auto listed = static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.end(), [](const auto& one) { return !one.front; }));
    const auto works = works_in(candidates);
    return works >= least_works && works * 10 >= listed * 6;
}

/// Titles of works are set alike: those of another size are headings.
void keep_usual_size(const std::vector<Page>& pages, std::vector<Candidate>& candidates) {
    const auto size_of = [&](const Candidate& one) {
        for (const auto& row : pages[static_cast<std::size_t>(one.page) - 1].rows) {
            if (std::abs(row.top - one.top) < 0.5) return row.size;
        }
        return 0.0;
    };
    std::vector<double> sizes;
    for (const auto& one : candidates) sizes.push_back(size_of(one));
    if (sizes.empty()) return;
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
    const double usual = sizes[sizes.size() / 2];
    std::erase_if(candidates, [&](const auto& one) { return std::abs(size_of(one) - usual) > usual * 0.12; });
}

/// Whether openings that no list names are those of a volume: on pages of their own, and most of them with more than a
/// byline: an abstract, an address, running heads that name them, or all at the same height of their page.
bool show_works(const std::vector<Page>& pages, const std::vector<Candidate>& opened, const RunningHeads& heads) {
    std::set<int> on;
    std::size_t strong = 0, level = 0;
    std::vector<double> tops;
    for (const auto& one : opened) tops.push_back(one.top);
    if (tops.empty()) return false;
    std::nth_element(tops.begin(), tops.begin() + static_cast<std::ptrdiff_t>(tops.size() / 2), tops.end());
    for (const auto& one : opened) {
        on.insert(one.page);
        std::vector<std::string> names;
        for (const auto& author : one.authors) names.push_back(author.name);
        const bool more = one.evidence.contains("abstract") || one.evidence.contains("address") ||
                          heads.names(one.page, one.title, names);
        strong += !names.empty() && more ? 1U : 0U;
        const auto& page = pages[static_cast<std::size_t>(one.page) - 1];
        level += !names.empty() && std::abs(one.top - tops[tops.size() / 2]) < page.height * 0.03 ? 1U : 0U;
    }
    return on.size() >= least_works && ((strong >= least_works && strong * 2 >= opened.size()) ||
                                        (on.size() > least_works && level == opened.size()));
}

/// Pages that begin with the heading of an index or of a list of people: what stands before ends there.
std::vector<Candidate> back_matter(const std::vector<Page>& pages, const std::vector<int>& contents) {
    constexpr std::array<std::string_view, 12> names{"indice de autor",  "author index",      "index of authors",
                                                     "lista de partic",  "list of partic",    "colofon",
                                                     "colofao",          "list of contrib",   "sobre los autores",
                                                     "sobre os autores", "about the authors", "subject index"};
    std::vector<Candidate> found;
    for (int page = 1; page <= static_cast<int>(pages.size()); ++page) {
        const auto& one = pages[static_cast<std::size_t>(page) - 1];
        const auto first = first_row(one);
        if (first >= one.rows.size()) continue;
        const auto text = fold(squeeze(one.rows[first].text));
        const bool named = text.size() < 50 &&
                           std::any_of(names.begin(), names.end(), [&](auto name) { return text.starts_with(name); });
        if (named || std::find(contents.begin(), contents.end(), page) != contents.end())
            found.push_back({.title = text, .page = page, .top = one.rows[first].top, .front = true});
    }
    return found;
}

bool is_blank(const Page& page) {
    return std::all_of(page.rows.begin(), page.rows.end(), [&](const Row& row) {
        return row.top < page.height * 0.085 || row.top > page.height * 0.9 || page_number(squeeze(row.text));
    });
}

/// A page with nothing but a few large words parts sessions.
bool is_divider(const Page& page, double body) {
    std::size_t letters = 0;
    bool large = false;
    for (const auto& row : page.rows) {
        letters += row.letters.size();
        large = large || row.size >= body * 1.2;
    }
    return large && letters < 150;
}

/// Whether the text of a page goes down to its foot: it goes on on the next one.
bool is_full(const Page& page) {
    return std::any_of(page.rows.begin(), page.rows.end(), [&](const Row& row) {
        return row.top > page.height * 0.82 && row.top < page.height * 0.92 && row.letters.size() > 12;
    });
}

/// Whether text of an earlier work stands above the title that the page has at `top`.
bool shares_page(const std::vector<Page>& pages, int number, double top) {
    if (top <= 0 || number < 2) return false;
    const auto& page = pages[static_cast<std::size_t>(number) - 1];
    std::size_t above = 0;
    for (auto i = first_row(page); i < page.rows.size(); ++i) {
        if (page.rows[i].top < top - page.rows[i].size) above += page.rows[i].letters.size();
    }
    // More than the name of a session, a DOI, a line of the congress; or the last lines of a text that had no room.
    return above > 160 || (above > 30 && is_full(pages[static_cast<std::size_t>(number) - 2]));
}

People people_of(const std::vector<Page>& pages) {
    std::vector<std::string_view> texts;
    for (const auto& page : pages) {
        for (const auto& row : page.rows) texts.emplace_back(row.text);
    }
    return People{texts};
}

int end_of(const std::vector<Page>& pages, const std::vector<Candidate>& all, std::size_t index, double body) {
    const auto& one = all[index];
    int end = static_cast<int>(pages.size());
    if (index + 1 < all.size()) {
        const auto& next = all[index + 1];
        end = next.page > one.page && shares_page(pages, next.page, next.top) ? next.page
                                                                              : std::max(one.page, next.page - 1);
        if (end == next.page) return end;
    }
    while (end > one.page) {
        const auto& page = pages[static_cast<std::size_t>(end) - 1];
        if (!is_blank(page) && !is_divider(page, body)) break;
        --end;
    }
    return end;
}

}  // namespace

std::vector<Part> works_of(const std::vector<Page>& pages, const std::vector<Bookmark>& bookmarks) {
    if (pages.size() < 2 || pages.size() > most_pages) return {};
    const double body = body_size(pages);
    const auto people = people_of(pages);
    PageNumbers numbers{pages};
    const auto contents = printed_contents(pages, people);
    auto listed = from_contents(pages, contents, numbers, body, people);
    auto marked = from_bookmarks(pages, bookmarks, body, people);
    auto opened = from_title_pages(pages, contents.pages, body, people);
    keep_usual_size(pages, opened);
    const RunningHeads heads{pages};

    std::vector<Candidate> all;
    const bool by_contents = lists_works(listed), by_bookmarks = lists_works(marked);
    if (by_contents || by_bookmarks) {
        all = by_bookmarks ? std::move(marked) : std::move(listed);
        if (by_contents && by_bookmarks)
            merge(all, std::move(listed), true);
        else
            merge(all, by_contents ? std::move(marked) : std::move(listed), false);
        // A list may miss one: only what shows by more than one sign of its own is added.
        std::erase_if(opened, [&](const auto& one) {
            const bool known = std::any_of(all.begin(), all.end(), [&](const auto& other) {
                return other.page == one.page && (other.top == 0 || std::abs(other.top - one.top) < 60);
            });
            const bool strong = one.evidence.contains("byline") && one.evidence.contains("abstract");
            const bool again =
                std::any_of(all.begin(), all.end(), [&](const auto& other) { return same_work(one, other); });
            return !again && (known || !strong);
        });
        merge(all, std::move(opened), true);
    } else if (show_works(pages, opened, heads)) {
        all = std::move(opened);
    } else {
        return {};
    }
    for (auto& stop : back_matter(pages, contents.pages)) all.push_back(std::move(stop));
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair{a.page, a.top} < std::pair{b.page, b.top};
    });

    std::vector<Part> parts;
    for (std::size_t i = 0; i < all.size() && parts.size() < most_parts; ++i) {
        auto& one = all[i];
        if (one.front || !is_title(one.title, {})) continue;
        std::vector<std::string> names;
        for (const auto& author : one.authors) names.push_back(author.name);
        if (heads.names(one.page, one.title, names) || heads.change_at(one.page)) one.evidence.insert("head");
        Part part{.creators = one.authors, .start = one.page, .end = end_of(pages, all, i, body)};
        put(part.title, "", one.title);
        part.label_start = numbers.printed(part.start);
        part.label_end = numbers.printed(part.end);
        part.confidence = confidence(one);
        if (one.evidence.contains("title")) one.evidence.erase("number");
        part.evidence.assign(one.evidence.begin(), one.evidence.end());
        parts.push_back(std::move(part));
    }
    return parts.size() >= least_works ? parts : std::vector<Part>{};
}

}  // namespace acervo
