// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/pdf_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::array<std::string_view, 17> bullets{
    "•", "●", "○", "▪", "■", "□", "◦", "‣", "\xEF\x82\xB7", "\xEF\x82\xA7", "➢", "➔", "✓", "►", "➤", "–", "-"};

std::size_t length(std::string_view line) {
    return static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

bool is_bullet(std::string_view line) {
    return std::find(bullets.begin(), bullets.end(), line) != bullets.end();
}

/// "• ", "1. ", "a) ", "3.2 ": the line begins an item.
bool begins_item(std::string_view line) {
    for (const auto bullet : bullets) {
        if (line.starts_with(bullet) && line.size() > bullet.size() && line[bullet.size()] == ' ') return true;
    }
    std::size_t at = 0;
    while (at < line.size() && (std::isdigit(static_cast<unsigned char>(line[at])) != 0 || line[at] == '.') && at < 8)
        ++at;
    if (at == 0 && line.size() > 2 && std::isalpha(static_cast<unsigned char>(line[0])) != 0 && line[1] == ')') at = 1;
    if (at == 0 || at >= line.size()) return false;
    return (line[at] == ')' || line[at - 1] == '.') && at + 1 < line.size() && (line[at] == ' ' || line[at + 1] == ' ');
}

/// Whether the line begins in the middle of a sentence.
bool goes_on(std::string_view line) {
    const auto word = words(line.substr(0, 80));
    if (word.empty() || word.front().begin > 0) return false;
    const auto first = word.front().text.substr(0, 2);
    return lower(first) == first && std::isdigit(static_cast<unsigned char>(first[0])) == 0;
}

/// Joins `line` to `text`; a word that was cut at the end of the line becomes whole.
void join(std::string& text, std::string_view line) {
    constexpr std::string_view soft_hyphen = "\xC2\xAD";
    const bool letters =
        std::isalpha(static_cast<unsigned char>(line.front())) != 0 || static_cast<unsigned char>(line.front()) >= 0x80;
    if (text.ends_with(soft_hyphen)) {
        text.resize(text.size() - soft_hyphen.size());
    } else if (text.size() > 2 && text.back() == '-' && letters && goes_on(line) && text[text.size() - 2] != ' ' &&
               std::isdigit(static_cast<unsigned char>(text[text.size() - 2])) == 0) {
        text.pop_back();
    } else {
        text += ' ';
    }
    text += line;
}

bool ends_sentence(std::string_view line) {
    return !line.empty() && std::string_view{".:;!?"}.find(line.back()) != std::string_view::npos;
}

struct Place {
    std::size_t before, widest;  ///< characters of the line before, of the longest one of the page
    bool parted;                 ///< a blank line stands between them
    bool ended;                  ///< the line before ends a sentence
};

/// Whether a line goes on with the paragraph of the line before it.
bool continues(std::string_view line, const Place& place) {
    constexpr std::size_t narrow = 60;  // characters: slides, tables, posters
    if (begins_item(line)) return false;
    const bool lower_case = goes_on(line);
    if (place.parted)
        return lower_case && !place.ended && place.widest >= narrow && place.before * 10 >= place.widest * 8;
    if (lower_case) return true;
    if (place.widest < narrow) return false;
    // A line that ends well before the margin ends its paragraph.
    if (place.before < std::min<std::size_t>(place.widest * 6 / 10, 70)) return false;
    const bool heading = place.ended && length(line) * 10 < place.widest * 6 && !ends_sentence(line);
    return !heading;
}

}  // namespace

std::string reading_text(std::string_view page) {
    std::vector<std::string> lines;  // empty: the end of a block
    std::size_t widest = 0;          // characters of the longest line
    while (!page.empty()) {
        const auto end = std::min(page.find_first_of("\n\f"), page.size());
        lines.push_back(squeeze(page.substr(0, end)));
        widest = std::max(widest, length(lines.back()));
        page.remove_prefix(std::min(end + 1, page.size()));
    }
    std::string text, paragraph;
    std::size_t before = 0;  // characters of the line before
    bool parted = false;     // by a blank line
    const auto flush = [&] {
        if (!paragraph.empty()) text += (text.empty() ? "" : "\n") + paragraph;
        paragraph.clear();
    };
    for (const auto& line : lines) {
        if (line.empty()) {
            parted = true;
            continue;
        }
        if (is_bullet(line)) {
            flush();
            continue;
        }
        if (!paragraph.empty() &&
            continues(line,
                      {.before = before, .widest = widest, .parted = parted, .ended = ends_sentence(paragraph)})) {
            join(paragraph, line);
        } else {
            flush();
            paragraph = line;
        }
        before = length(line);
        parted = false;
    }
    flush();
    return text;
}

}  // namespace acervo
