// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/contents.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "corpus/text.h"
#include "ingest/formats/volume/contents_rows.h"

namespace acervo::volume {
namespace {

constexpr std::size_t pages_in_front = 40, pages_behind = 20;  // where a table of contents is looked for
constexpr std::size_t most_pages = 30;                         // that one may have
constexpr std::size_t most_lines = 6;                          // of one entry, besides the one with its number

std::size_t numbered(const std::vector<ContentsRow>& rows) {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.number; }));
}

/// Numbers of a table of contents grow.
bool grows(const std::vector<ContentsRow>& rows) {
    int steps = 0, down = 0, before = 0;
    for (const auto& row : rows) {
        if (!row.number || row.number->roman) continue;
        if (before > 0) {
            ++steps;
            down += row.number->value < before ? 1 : 0;
        }
        before = row.number->value;
    }
    return down * 8 <= steps;
}

bool has_heading(const Page& page) {
    const auto rows = std::min<std::size_t>(page.rows.size(), 8);
    return std::any_of(page.rows.begin(), page.rows.begin() + static_cast<std::ptrdiff_t>(rows),
                       [](const auto& row) { return is_contents_heading(row.text); });
}

/// Whether the page goes on with a table of contents, or is one that has no heading (`alone`).
bool reads_like_contents(const std::vector<ContentsRow>& rows, bool alone) {
    const auto count = numbered(rows);
    if (!grows(rows)) return false;
    return alone ? count >= 6 && count * 3 >= rows.size()
                 : (count >= 2 && count * 5 >= rows.size()) || (count == 1 && rows.size() <= 10);
}

/// In which lines that carry no number belong to the entry before or after them.
struct Convention {
    bool leading = false;  ///< authors stand above the line with the number
};

Convention convention_of(const std::vector<ContentsRow>& rows) {
    int above = 0, below = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].number || !rows[i].people) continue;
        const bool next = i + 1 < rows.size() && rows[i + 1].number, last = i > 0 && rows[i - 1].number;
        if (next && last) {
            // Between two numbers, the nearer line is its own.
            const double up = rows[i].gap, down = rows[i + 1].gap;
            if (up > down * 1.2) ++above;
            if (down > up * 1.2) ++below;
        } else if (next) {
            above += i == 0 ? 2 : 1;
        } else if (last) {
            below += i + 1 == rows.size() ? 2 : 1;
        }
    }
    return {.leading = above > below};
}

/// Lines from `begin` to `end` stand between two numbers: how many of them belong to the first.
std::size_t split(const std::vector<ContentsRow>& rows, std::size_t begin, std::size_t end, Convention convention) {
    if (begin == end) return begin;
    // A gap that is clearly the widest parts them.
    const auto last = std::min(end, rows.size() - 1);
    double widest = 0, next = 0;
    std::size_t at = begin;
    for (auto i = begin; i <= last; ++i) {
        if (rows[i].gap > widest) {
            next = widest;
            widest = rows[i].gap;
            at = i;
        } else {
            next = std::max(next, rows[i].gap);
        }
    }
    if (widest > next * 1.25 && next > 0) return at;
    auto cut = begin;
    if (!convention.leading) {
        while (cut < end && (rows[cut].people || (rows[cut].goes_on && !rows[begin].people))) ++cut;
    }
    return cut;
}

void add_title(std::string& title, const std::string& text) {
    if (title.ends_with("-") && title.size() > 2 && !text.empty() && lower(text.substr(0, 1)) == text.substr(0, 1)) {
        title.pop_back();
    } else if (!title.empty()) {
        title += ' ';
    }
    title += text;
}

/// Puts an entry together from its lines; `main` is the one with the number.
std::optional<Entry> entry_of(const std::vector<ContentsRow>& rows, std::size_t begin, std::size_t end,
                              std::size_t main, const People& people) {
    Entry entry{.page = *rows[main].number};
    std::string names;
    for (auto i = begin; i < end; ++i) {
        const auto& row = rows[i];
        // The line above the entry that is set otherwise than it is the heading of a session.
        if (i < main && !row.people && !row.same_style(rows[main])) {
            entry.title.clear();
            entry.own.clear();
            continue;
        }
        entry.own += (entry.own.empty() ? "" : " ") + row.text;
        if (row.people && (i != main || end - begin > 1)) {
            names = joined_names(names, row.text, true, people);
            continue;
        }
        auto parted = part(row, people);
        entry.authors.insert(entry.authors.end(), parted.authors.begin(), parted.authors.end());
        if (!parted.title.empty()) add_title(entry.title, parted.title);
    }
    if (auto authors = people.in(names); !authors.empty())
        entry.authors.insert(entry.authors.begin(), authors.begin(), authors.end());
    if (letters_of(entry.own).size() < 4) return std::nullopt;
    // Authors that the title's last line carries ("... / Ana Pérez") are found when it is whole.
    if (entry.authors.empty()) {
        auto parted = part_text(entry.title, people);
        entry.title = std::move(parted.title);
        entry.authors = std::move(parted.authors);
    }
    return entry;
}

std::vector<Entry> entries_of(const std::vector<ContentsRow>& rows, const People& people) {
    std::vector<Entry> entries;
    std::vector<std::size_t> mains;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].number) mains.push_back(i);
    }
    const auto convention = convention_of(rows);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < mains.size(); ++i) {
        const auto next = i + 1 < mains.size() ? mains[i + 1] : rows.size();
        auto end = i + 1 < mains.size() ? split(rows, mains[i] + 1, next, convention) : rows.size();
        if (i + 1 == mains.size()) {
            // What follows the last number belongs to it as long as it is near.
            end = mains[i] + 1;
            while (end < rows.size() && rows[end].gap < rows[end].size * 2 && (rows[end].people || rows[end].goes_on))
                ++end;
        }
        begin = std::max(begin, mains[i] > most_lines ? mains[i] - most_lines : 0);
        end = std::min(end, mains[i] + 1 + most_lines);
        if (auto entry = entry_of(rows, begin, end, mains[i], people)) {
            const auto first = i > 0 ? mains[i - 1] + 1 : 0;
            for (auto at = std::max(first, mains[i] - std::min(mains[i], most_lines));
                 at < std::min(next, mains[i] + 1 + most_lines); ++at) {
                entry->around += entry->around.empty() ? "" : " ";
                if (at == mains[i]) entry->main_begin = entry->around.size();
                entry->around += rows[at].text;
                if (at == mains[i]) entry->main_end = entry->around.size();
            }
            entries.push_back(std::move(*entry));
        }
        begin = end;
    }
    return entries;
}

}  // namespace

Contents printed_contents(const std::vector<Page>& pages, const People& people) {
    Contents best;
    const auto is_near_an_end = [&](std::size_t i) { return i < pages_in_front || i + pages_behind >= pages.size(); };
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (!is_near_an_end(i)) continue;
        const bool heading = has_heading(pages[i]);
        auto rows = contents_rows(pages[i], people);
        if (heading ? numbered(rows) < 2 || !grows(rows) : !reads_like_contents(rows, true)) continue;
        Contents found{.pages = {static_cast<int>(i) + 1}};
        while (i + 1 < pages.size() && found.pages.size() < most_pages) {
            auto more = contents_rows(pages[i + 1], people);
            if (has_heading(pages[i + 1]) || !reads_like_contents(more, false)) break;
            ++i;
            found.pages.push_back(static_cast<int>(i) + 1);
            std::move(more.begin(), more.end(), std::back_inserter(rows));
        }
        found.entries = entries_of(rows, people);
        if (found.entries.size() > best.entries.size()) best = std::move(found);
    }
    return best;
}

}  // namespace acervo::volume
