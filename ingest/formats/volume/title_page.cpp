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

/// A line of a paragraph that is set larger or bolder: begins in small letters, or ends as sentences do.
bool is_sentence(const std::string& text) {
    const auto all = words(text);
    if (all.empty()) return true;
    const auto first = all.front().text.substr(0, 2);
    const bool small = lower(first) == first && std::isalpha(static_cast<unsigned char>(first[0])) != 0;
    return small || (text.back() == '.' && all.size() > 12) || text.back() == ':' || text.back() == ';';
}

/// What follows the title: `next` is the row after it. Names are set alike, so that what stands between them in another
/// style (where people work) is none.
void look_behind(const Page& page, std::size_t next, double body, const People& people, Opening& opening) {
    const auto& rows = page.rows;
    const Row* style = nullptr;
    std::string open;  // names so far in lines that go on
    bool byline = true;
    const auto set_alike = [](const Row& a, const Row& b) { return alike(a, b) && a.italic == b.italic; };
    for (auto i = next; i < rows.size() && i < next + rows_after_title; ++i) {
        const auto text = squeeze(rows[i].text);
        if (begins_abstract(text)) {
            opening.abstract = true;
            break;
        }
        if (has_address(text)) {
            opening.address = true;
            continue;
        }
        // The same page may go on with the next work.
        if (!byline && is_large(rows[i], body) && rows[i].size >= body * 1.25) break;
        if (!byline) continue;
        if (style != nullptr && !set_alike(*style, rows[i])) continue;
        const bool near = style != nullptr && rows[i].top - rows[i - 1].top < rows[i].size * 1.7;
        const bool full = style != nullptr && style->right - style->left > page.width * 0.45;
        auto line = near ? joined_names(open, text, full, people) : text;
        if (auto names = people.in(line); !names.empty()) {
            if (near) opening.authors.resize(opening.authors.size() - people.in(open).size());
            opening.authors.insert(opening.authors.end(), names.begin(), names.end());
            open = std::move(line);
            style = &rows[i];
        } else if (style == nullptr && i + 1 < rows.size() && set_alike(rows[i], rows[i + 1]) && i <= next + 1 &&
                   !people.in(text + " " + squeeze(rows[i + 1].text)).empty()) {
            // The first line alone is cut within a name.
            opening.authors = people.in(open = text + " " + squeeze(rows[i + 1].text));
            style = &rows[++i];
        } else {
            byline = style == nullptr ? i < next + 3 : text.size() < 110;
        }
    }
}

}  // namespace

std::size_t first_row(const Page& page) {
    std::size_t first = 0;
    while (first < page.rows.size() && page.rows[first].top < page.height * 0.085) ++first;
    return first;
}

std::vector<Opening> openings(const Page& page, double body, const People& people) {
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
               (end == i || tall || people.in(squeeze(rows[end].text)).empty()) &&
               !begins_abstract(squeeze(rows[end].text))) {
            join(opening.title, squeeze(rows[end].text));
            ++end;
        }
        const auto letters = letters_of(opening.title);
        const bool title = letters.size() >= 8 && opening.title.size() <= longest_title &&
                           !is_sentence(opening.title) && words(opening.title).size() >= 2 &&
                           !begins_abstract(opening.title) && people.in(opening.title).empty();
        if (!title || !(tall || at_head)) {
            i = std::max(i, end == i ? i : end - 1);
            continue;
        }
        look_behind(page, end, body, people, opening);
        // A bold line before a paragraph is a heading; only more than one sign makes it a title.
        const int signs = (opening.byline() ? 1 : 0) + (opening.abstract ? 1 : 0) + (opening.address ? 1 : 0) +
                          (tall ? 1 : 0) + (at_head ? 1 : 0);
        if (opening.is_work() && signs >= 3 && (opening.byline() || opening.abstract))
            found.push_back(std::move(opening));
        i = std::max(i, end == i ? i : end - 1);
    }
    return found;
}

Resolved resolved_by(const Page& page, const std::string& entry, double body, const People& people) {
    // Letters of the entry, and where each word of it ends.
    std::string letters;
    struct Place {
        std::size_t letters_begin, letters_end, begin, end;
    };
    std::vector<Place> places;
    for (const auto& word : words(entry)) {
        const auto from = letters.size();
        letters += fold(word.text);
        places.push_back({from, letters.size(), word.begin, word.begin + word.text.size()});
    }
    std::size_t best_begin = 0, best_end = 0, best_at = 0, best_length = 0;
    const auto& rows = page.rows;
    for (auto i = first_row(page); i < rows.size(); ++i) {
        std::string seen;
        for (auto end = i; end < rows.size() && end < i + 8 && alike(rows[end], rows[i]); ++end) {
            seen += rows[end].letters;
            const auto found = letters.find(seen);
            if (found == std::string::npos) break;
            // Larger type counts for more: names are in the entry too.
            const auto length = seen.size() * (is_large(rows[i], body) ? 3 : 1);
            if (seen.size() < 8 || length <= best_length) continue;
            best_begin = i;
            best_end = end + 1;
            best_at = found;
            best_length = length;
            if (seen.size() == letters.size()) break;
        }
    }
    if (best_length == 0) return {};
    std::string title;
    for (auto i = best_begin; i < best_end; ++i) title += rows[i].letters;
    const auto first =
        std::find_if(places.begin(), places.end(), [&](const auto& one) { return one.letters_begin == best_at; });
    const auto last = std::find_if(places.begin(), places.end(),
                                   [&](const auto& one) { return one.letters_end == best_at + title.size(); });
    if (first == places.end() || last == places.end()) return {};
    Resolved out{.title = entry.substr(first->begin, last->end - first->begin),
                 .before = entry.substr(0, first->begin),
                 .after = entry.substr(last->end)};
    // Marks that belong to the title: what opens before it, and what ends it.
    for (const std::string_view opens : {"¿", "¡", "\"", "“", "«", "(", "‘"}) {
        if (!out.before.ends_with(opens)) continue;
        out.title.insert(0, opens);
        out.before.resize(out.before.size() - opens.size());
    }
    for (const std::string_view ends : {"?", "!", ")", "\"", "”", "»", "’", "…"}) {
        if (!out.after.starts_with(ends)) continue;
        out.title += ends;
        out.after.erase(0, ends.size());
    }
    out.opening = {.title = out.title, .top = rows[best_begin].top, .large = is_large(rows[best_begin], body)};
    look_behind(page, best_end, body, people, out.opening);
    return out;
}

Printed printed_at(const Page& page, const std::string& title, double body, const People& people) {
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
        const bool tall = rows[i].size >= body * 1.2;
        while (end < rows.size() && alike(rows[end], rows[i]) && is_large(rows[i], body) && end < i + 8 &&
               rows[end].top - rows[end - 1].top < rows[i].size * 2.2 &&
               (tall || people.in(squeeze(rows[end].text)).empty()))
            ++end;
        look_behind(page, end, body, people, out.opening);
        return out;
    }
    return {};
}

}  // namespace acervo::volume
