// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/contents_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "corpus/text.h"

namespace acervo::volume {
namespace {

constexpr std::array<std::string_view, 6> leaders{".", "…", "·", "_", "‥", "․"};

/// Length of the leader that `text` ends with; 0 when it ends with none.
std::size_t leader_at_end(std::string_view text) {
    for (const auto leader : leaders) {
        if (text.ends_with(leader)) return leader.size();
    }
    return 0;
}

/// Takes leaders and blanks off the end. @return how many marks went.
int strip_leaders(std::string& text) {
    int marks = 0;
    for (;;) {
        if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
            text.pop_back();
        } else if (const auto size = leader_at_end(text); size > 0) {
            // "etc." keeps its point.
            if (size == 1 && text.back() == '.' && marks == 0 && text.size() > 1 &&
                leader_at_end(text.substr(0, text.size() - 1)) == 0 && text[text.size() - 2] != ' ' &&
                text[text.size() - 2] != '\t')
                break;
            text.resize(text.size() - size);
            marks += size == 3 ? 3 : 1;
        } else {
            break;
        }
    }
    return marks;
}

struct Numbered {
    std::string text;
    std::optional<PageNumber> number;
    bool led = false;  ///< by leaders or a wide gap
};

/// Takes the number off the end of the line.
Numbered number_behind(const std::string& line) {
    Numbered out{.text = line};
    const auto at = line.find_last_of(" \t.…·_");
    const auto begin = at == std::string::npos ? 0 : at + 1;
    auto word = line.substr(begin);
    if (word.size() > 2 && fold(word.substr(0, 2)) == "p.") word.erase(0, 2);
    out.number = page_number(word);
    if (!out.number) return out;
    out.text = line.substr(0, begin);
    const bool gap = out.text.ends_with('\t');
    if (const auto folded = fold(out.text);
        folded.ends_with(" p. ") || folded.ends_with(" pag. ") || folded.ends_with("\tp. ")) {
        const auto end = out.text.find_last_of(" \t", out.text.size() - 2);
        out.text.resize(end == std::string::npos ? 0 : end);
        out.led = true;
    }
    const int marks = strip_leaders(out.text);
    out.led = out.led || gap || marks >= 3;
    // "Vision 2030", "siglo xx": a number of the title, unless something leads to it.
    return out;
}

/// Takes the number off the beginning, where a wider gap than a blank follows it.
Numbered number_before(const std::string& line) {
    Numbered out{.text = line};
    const auto at = line.find_first_of(" \t");
    if (at == std::string::npos) return out;
    out.number = page_number(line.substr(0, at));
    if (!out.number) return out;
    out.led = line[at] == '\t';
    out.text = line.substr(at + 1);
    return out;
}

bool all_capitals(std::string_view text) {
    return lower(text) != text && [&] {
        for (const auto& word : words(text)) {
            for (std::size_t i = 0; i < word.text.size(); ++i) {
                if (word.text[i] >= 'a' && word.text[i] <= 'z') return false;
            }
        }
        return true;
    }();
}

bool begins_small(std::string_view text) {
    const auto found = words(text.substr(0, 60));
    if (found.empty() || found.front().begin > 2) return false;
    const auto first = found.front().text.substr(0, 2);
    return lower(first) == first && std::isdigit(static_cast<unsigned char>(first[0])) == 0;
}

/// Cuts what the page's head and foot carry: the lone number, the line far above or below the others.
bool is_margin(const Page& page, const Row& row) {
    if (page_number(squeeze(row.text)) && (row.top < page.height * 0.1 || row.top > page.height * 0.88)) return true;
    return row.top < page.height * 0.06 || row.top > page.height * 0.95;
}

ContentsRow contents_row(const Row& row) {
    ContentsRow out{
        .text = row.text, .runs = row.runs, .left = row.left, .size = row.size, .bold = row.bold, .italic = row.italic};
    return out;
}

void settle(ContentsRow& row, const People& people) {
    strip_leaders(row.text);
    row.text = squeeze(row.text);
    row.capitals = all_capitals(row.text);
    row.goes_on = begins_small(row.text);
    if (auto names = people.in(row.text); !names.empty()) row.people = std::move(names);
}

}  // namespace

bool ContentsRow::same_style(const ContentsRow& other) const {
    return bold == other.bold && capitals == other.capitals && std::abs(size - other.size) < 0.6;
}

std::vector<ContentsRow> contents_rows(const Page& page, const People& people) {
    std::vector<ContentsRow> out;
    std::vector<const Row*> rows;
    for (const auto& row : page.rows) {
        if (is_margin(page, row)) continue;
        if (is_contents_heading(row.text) && rows.size() < 6) {
            rows.clear();  // what stands above it is no part of it
            continue;
        }
        rows.push_back(&row);
    }
    // Numbers stand at the right edge, or at the left one.
    std::vector<Numbered> behind, before;
    double edge = 0, most_left = page.width;
    std::size_t at_end = 0, at_begin = 0;
    for (const auto* row : rows) {
        behind.push_back(number_behind(row->text));
        before.push_back(number_before(row->text));
        if (behind.back().number) edge = std::max(edge, row->right);
        if (before.back().number) most_left = std::min(most_left, row->left);
        at_end += behind.back().number && behind.back().led ? 1U : 0U;
        at_begin += before.back().number && before.back().led ? 1U : 0U;
    }
    const bool in_front = at_begin > at_end;
    const double middle = page.width / 2;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto row = contents_row(*rows[i]);
        auto& candidate = in_front ? before[i] : behind[i];
        if (candidate.number) {
            // Each column of a page in two has an edge of its own.
            double own_edge = edge;
            if (page.columns == 2 && row.left < middle) {
                own_edge = 0;
                for (std::size_t j = 0; j < rows.size(); ++j) {
                    if (behind[j].number && rows[j]->left < middle && rows[j]->right < edge - 40)
                        own_edge = std::max(own_edge, rows[j]->right);
                }
            }
            const bool aligned =
                in_front ? rows[i]->left < most_left + 25 : rows[i]->right > own_edge - rows[i]->size * 0.6;
            if (aligned && (candidate.led || (!in_front && at_end * 3 < rows.size() && aligned))) {
                row.number = candidate.number;
                row.text = candidate.text;
                if (in_front) {
                    row.left = rows[i]->left + 30;
                    if (!row.runs.empty())
                        row.runs.front().text = row.runs.front().text.substr(
                            std::min(row.runs.front().text.size(), row.runs.front().text.find_first_of(" \t") + 1));
                }
            }
        }
        if (i > 0) row.gap = rows[i]->top > rows[i - 1]->top ? rows[i]->top - rows[i - 1]->top : rows[i]->size * 3;
        settle(row, people);
        if (row.text.empty() && !row.number) continue;
        // A number alone belongs to the line above it, set a little lower.
        if (row.text.empty() && !out.empty() && !out.back().number) {
            out.back().number = row.number;
            continue;
        }
        out.push_back(std::move(row));
    }
    return out;
}

Parted part_text(const std::string& text, const People& people) {
    struct Mark {
        std::string_view sign;
        bool first;  ///< authors may stand before it; else they stand behind it
    };
    constexpr std::array<Mark, 9> marks{{{": ", true},
                                         {" / ", false},
                                         {" — ", false},
                                         {" – ", false},
                                         {". ", true},
                                         {" — ", true},
                                         {" – ", true},
                                         {" | ", false},
                                         {". ", false}}};
    for (const auto& mark : marks) {
        const auto at = mark.first ? text.find(mark.sign) : text.rfind(mark.sign);
        if (at == std::string::npos) continue;
        auto authors = text.substr(0, at), title = text.substr(at + mark.sign.size());
        if (!mark.first) std::swap(authors, title);
        // One word before the mark is a title's beginning more often than a name.
        auto names = people.in(authors);
        if (names.empty() || letters_of(title).size() < 8) continue;
        if (mark.first && mark.sign == ". " && authors.size() < 6) continue;
        return {squeeze(title), std::move(names)};
    }
    return {text, {}};
}

Parted part(const ContentsRow& row, const People& people) {
    std::string slanted, upright;
    for (const auto& run : row.runs) (run.italic ? slanted : upright) += run.text + " ";
    strip_leaders(slanted);
    if (!slanted.empty() && !upright.empty()) {
        auto number = number_behind(squeeze(upright));
        auto other = row.number && number.number ? number.text : upright;
        strip_leaders(other);
        auto lean = number_behind(squeeze(slanted));
        auto leaning = row.number && lean.number && lean.led ? lean.text : slanted;
        const auto trim = [](std::string text) {
            text = squeeze(text);
            while (!text.empty() && std::string_view{",;/:"}.find(text.back()) != std::string_view::npos)
                text.pop_back();
            return squeeze(text);
        };
        if (auto names = people.in(leaning); !names.empty() && letters_of(other).size() >= 4)
            return {trim(other), std::move(names)};
        if (auto names = people.in(other); !names.empty() && letters_of(leaning).size() >= 4)
            return {trim(leaning), std::move(names)};
    }
    return part_text(row.text, people);
}

}  // namespace acervo::volume
