// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/title_page.h"

#include <algorithm>
#include <cmath>

#include "corpus/text.h"

namespace acervo::volume {
namespace {

constexpr std::size_t rows_after_title = 24;  // where byline, addresses and abstract are looked for
constexpr std::size_t most_title_rows = 6;
constexpr std::size_t longest_title = 400;

bool has_address(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
}

bool is_large(const Row& row, double body) {
    return row.size >= body * 1.12 || (row.bold && row.size >= body * 0.98);
}

bool alike(const Row& a, const Row& b) {
    return std::abs(a.size - b.size) < 0.6 && a.bold == b.bold;
}

void join(std::string& text, const std::string& line) {
    if (text.ends_with("-") && text.size() > 2 && !line.empty() && lower(line.substr(0, 1)) == line.substr(0, 1)) {
        text.pop_back();
    } else if (!text.empty()) {
        text += ' ';
    }
    text += line;
}

/// What follows the title: `next` is the row after it.
void look_behind(const Page& page, std::size_t next, double body, Opening& opening) {
    std::size_t seen = 0;
    bool open = true;  // still where a byline may be
    std::string pending;
    for (auto i = next; i < page.rows.size() && seen < rows_after_title; ++i, ++seen) {
        const auto& row = page.rows[i];
        const auto text = squeeze(row.text);
        if (begins_abstract(text)) {
            opening.abstract = true;
            break;
        }
        // The same page may go on with the next work.
        if (i > next && is_large(row, body) && row.size >= body * 1.25 && !open && people_in(text).empty()) break;
        if (has_address(text)) {
            opening.address = true;
            continue;
        }
        if (!open) continue;
        // Names may be cut at the end of the line: "Ana Pérez, Luis" / "Gómez".
        auto people = people_in(text);
        if (people.empty() && !pending.empty()) people = people_in(pending + " " + text);
        if (!people.empty()) {
            opening.authors.insert(opening.authors.end(), people.begin(), people.end());
            pending.clear();
        } else if (opening.authors.empty() && i < next + 2 && text.size() < 120) {
            pending = text;  // a subtitle, or a place, may stand between
        } else if (!opening.authors.empty() && text.size() > 110) {
            open = false;
        } else if (opening.authors.empty() && i >= next + 3) {
            open = false;
        }
    }
}

}  // namespace

std::size_t first_row(const Page& page) {
    std::size_t first = 0;
    while (first < page.rows.size() && page.rows[first].top < page.height * 0.085) ++first;
    return first;
}

std::vector<Opening> openings(const Page& page, double body) {
    std::vector<Opening> found;
    const auto& rows = page.rows;
    for (auto i = first_row(page); i < rows.size(); ++i) {
        if (!is_large(rows[i], body) || rows[i].top > page.height * 0.8) continue;
        // Headings inside a work are smaller than titles; a title that is only bold stands at the head of its page.
        const bool at_head = rows[i].top < page.height * 0.4;
        const bool tall = rows[i].size >= body * 1.2;
        auto end = i;
        Opening opening{.top = rows[i].top, .large = true};
        while (end < rows.size() && end < i + most_title_rows && alike(rows[end], rows[i]) &&
               (end == i || rows[end].top - rows[end - 1].top < rows[i].size * 2.2) &&
               (end == i || people_in(squeeze(rows[end].text)).empty()) && !begins_abstract(squeeze(rows[end].text))) {
            join(opening.title, squeeze(rows[end].text));
            ++end;
        }
        const auto letters = letters_of(opening.title);
        const bool title = letters.size() >= 8 && opening.title.size() <= longest_title &&
                           words(opening.title).size() >= 2 && !begins_abstract(opening.title) &&
                           people_in(opening.title).empty();
        if (!title || !(tall || at_head)) {
            i = std::max(i, end == i ? i : end - 1);
            continue;
        }
        look_behind(page, end, body, opening);
        // A bold line before a paragraph is a heading; only more than one sign makes it a title.
        const int signs = (opening.byline() ? 1 : 0) + (opening.abstract ? 1 : 0) + (opening.address ? 1 : 0) +
                          (tall ? 1 : 0) + (at_head ? 1 : 0);
        if (opening.is_work() && signs >= 3 && (opening.byline() || opening.abstract)) found.push_back(std::move(opening));
        i = std::max(i, end == i ? i : end - 1);
    }
    return found;
}

Printed printed_at(const Page& page, const std::string& title, double body) {
    const auto wanted = letters_of(title);
    if (wanted.size() < 4) return {};
    const auto& rows = page.rows;
    for (auto i = first_row(page); i < rows.size(); ++i) {
        const auto& begin = rows[i].letters;
        // The number of a session or chapter may stand before the title on its line.
        std::size_t skip = 0;
        while (skip < begin.size() && skip < 4 && std::isdigit(static_cast<unsigned char>(begin[skip])) != 0) ++skip;
        std::string seen;
        for (const auto from : {std::size_t{0}, skip}) {
            const auto head = begin.substr(from);
            if (head.size() < 3 || !(wanted.starts_with(head) || head.starts_with(wanted))) continue;
            seen = head;
            break;
        }
        if (seen.empty()) continue;
        auto end = i + 1;
        while (seen.size() < wanted.size() && end < rows.size() && end < i + 8) {
            seen += rows[end].letters;
            ++end;
        }
        // Contents may cut a subtitle off, or join it by other marks.
        if (!same_title(seen, wanted)) continue;
        Printed out{.found = true};
        out.opening.title = title;
        out.opening.top = rows[i].top;
        out.opening.large = is_large(rows[i], body);
        while (end < rows.size() && alike(rows[end], rows[i]) && is_large(rows[i], body) && end < i + 8 &&
               people_in(squeeze(rows[end].text)).empty())
            ++end;
        look_behind(page, end, body, out.opening);
        return out;
    }
    return {};
}

}  // namespace acervo::volume
