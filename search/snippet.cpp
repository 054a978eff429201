// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/text.h"
#include "search/highlight.h"

namespace acervo {
namespace {

bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}
bool inside_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !inside_character(byte); }));
}

/// The marks that are worth most together in `limit` characters; `first` to `last`, inclusive.
std::pair<std::size_t, std::size_t> best_cluster(std::string_view text, const std::vector<Mark>& marks,
                                                 const std::vector<Wanted>& wanted, std::size_t limit) {
    constexpr double repeated = 0.05;  // of a word that is there already: breaks ties
    std::pair<std::size_t, std::size_t> best{0, 0};
    double best_value = -1;
    std::vector<int> held(wanted.size());
    double value = 0;
    const auto add = [&](std::size_t i, int sign) {
        auto& count = held[marks[i].wanted];
        const auto weight = wanted[marks[i].wanted].weight;
        if (sign < 0) --count;
        value += sign * weight * (count == 0 ? 1 : repeated);
        if (sign > 0) ++count;
    };
    for (std::size_t first = 0, next = 0; first < marks.size(); ++first) {
        for (; next < marks.size() &&
               (next == first ||
                characters(text.substr(marks[first].begin, marks[next].end - marks[first].begin)) <= limit);
             ++next)
            add(next, 1);
        if (value > best_value + 1e-9) {
            best_value = value;
            best = {first, next - 1};
        }
        add(first, -1);
    }
    return best;
}

/// Moves a place back by at most `limit` characters, to the beginning of a sentence or at least of a word.
std::size_t back(std::string_view text, std::size_t at, std::size_t limit) {
    std::size_t word = at;
    while (at > 0 && limit > 0) {
        --at;
        if (inside_character(text[at])) continue;
        --limit;
        if (at == 0) return 0;
        if (!is_space(text[at])) continue;
        word = at + 1;
        const char before = text[at - 1];
        if (before == '.' || before == '?' || before == '!' || text[at] == '\n') return word;
    }
    return word;
}

/// Moves a place on by at most `limit` characters, to the end of a word.
std::size_t on(std::string_view text, std::size_t at, std::size_t limit) {
    std::size_t word = at;
    for (; at < text.size() && limit > 0; ++at) {
        if (inside_character(text[at])) continue;
        --limit;
        if (is_space(text[at])) word = at;
    }
    if (at >= text.size()) return text.size();
    return is_space(text[at]) ? at : word;
}

/// A text without spaces, such as Thai: cut anywhere between characters.
std::size_t whole_character(std::string_view text, std::size_t at) {
    while (at < text.size() && inside_character(text[at])) ++at;
    return at;
}

/// White space squeezed across pieces: none at the ends, never two in a row.
Pieces squeezed(const Pieces& pieces) {
    Pieces result;
    bool space = true;
    for (const auto& [text, marked] : pieces) {
        std::string kept;
        for (const char byte : text) {
            const bool blank = is_space(byte);
            if (!blank) kept += byte;
            if (blank && !space) kept += ' ';
            space = blank;
        }
        if (!kept.empty()) result.emplace_back(std::move(kept), marked);
    }
    if (!result.empty() && result.back().first.ends_with(' ')) result.back().first.pop_back();
    if (!result.empty() && result.back().first.empty()) result.pop_back();
    return result;
}

}  // namespace

Pieces snippet(std::string_view text, const std::vector<Mark>& marks, const std::vector<Wanted>& wanted,
               std::size_t limit) {
    std::size_t begin = 0, end = 0;
    std::vector<Mark> shown;
    if (!marks.empty()) {
        const auto [first, last] = best_cluster(text, marks, wanted, limit);
        begin = marks[first].begin;
        end = marks[last].end;
        const auto taken = std::min(limit, characters(text.substr(begin, end - begin)));
        begin = back(text, begin, (limit - taken) / 2);
    }
    const auto used = std::min(limit, characters(text.substr(begin, end - begin)));
    auto stop = on(text, end, limit - used);
    if (stop == end && end < text.size() && marks.empty())
        stop = whole_character(text, std::min(text.size(), begin + limit));
    end = stop;
    for (auto mark : marks) {
        if (mark.begin < begin || mark.end > end) continue;
        shown.push_back({mark.begin - begin, mark.end - begin, mark.wanted, mark.via});
    }
    auto pieces = squeezed(mark_pieces(text.substr(begin, end - begin), shown));
    const auto rest = text.substr(end), before = text.substr(0, begin);
    if (!std::ranges::all_of(before, is_space)) {
        if (pieces.empty() || pieces.front().second) pieces.insert(pieces.begin(), {"", false});
        pieces.front().first.insert(0, "… ");
    }
    if (!std::ranges::all_of(rest, is_space)) {
        if (pieces.empty() || pieces.back().second) pieces.emplace_back("", false);
        pieces.back().first += "…";
    }
    return pieces;
}

}  // namespace acervo
