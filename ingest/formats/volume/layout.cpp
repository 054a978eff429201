// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "corpus/text.h"
#include "ingest/formats/pdf_metadata.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {
namespace {

constexpr std::size_t most_words = 20000;  // of one page; more is no text to be read

bool has_letter(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0xC3; });
}

/// Where an empty strip parts the page into two columns of text; 0 when none does.
double gutter(const std::vector<Box>& boxes, double width) {
    constexpr int strips = 100;
    std::vector<int> crossing(strips, 0);
    int letters = 0;
    for (const auto& box : boxes) {
        if (!has_letter(box.text)) continue;
        ++letters;
        const int from = std::clamp(static_cast<int>(box.left / width * strips), 0, strips - 1);
        const int to = std::clamp(static_cast<int>(box.right / width * strips), 0, strips - 1);
        for (int i = from; i <= to; ++i) ++crossing[static_cast<std::size_t>(i)];
    }
    if (letters < 40) return 0;
    const auto first = crossing.begin() + 42, last = crossing.begin() + 59;
    const auto best = std::min_element(first, last);
    // Headings and titles may go across it; lines of text do not.
    if (*best * 25 > letters) return 0;
    const double at = (static_cast<double>(best - crossing.begin()) + 0.5) / strips * width;
    int right = 0;
    std::map<int, int> starts;  // where words of the right side begin: a column has an edge
    for (const auto& box : boxes) {
        if (!has_letter(box.text) || box.left < at) continue;
        ++right;
        ++starts[static_cast<int>(box.left / 4)];
    }
    int edge = 0;
    for (const auto& [place, count] : starts) edge = std::max(edge, count);
    return right * 10 >= letters * 3 && edge >= 5 ? at : 0;
}

void take(Row& row, const Box& box, double gap) {
    if (!row.text.empty()) row.text += gap > box.size * 1.5 ? '\t' : ' ';
    row.text += box.text;
    row.right = std::max(row.right, box.right);
    if (row.runs.empty() || row.runs.back().bold != box.bold || row.runs.back().italic != box.italic) {
        row.runs.push_back({"", box.bold, box.italic});
    }
    auto& run = row.runs.back().text;
    run += (run.empty() ? "" : " ") + box.text;
}

void settle(Row& row, const std::vector<const Box*>& words) {
    std::map<double, std::size_t> sizes;
    std::size_t all = 0, bold = 0, italic = 0;
    for (const auto* word : words) {
        if (word->text.find_first_not_of(".…·_ ") == std::string::npos) continue;
        const auto weight = word->text.size();
        sizes[std::round(word->size * 2) / 2] += weight;
        all += weight;
        bold += word->bold ? weight : 0;
        italic += word->italic ? weight : 0;
    }
    row.bold = bold * 2 > all;
    row.italic = italic * 2 > all;
    std::size_t most = 0;
    for (const auto& [size, weight] : sizes) {
        if (weight >= most) row.size = size, most = weight;
    }
}

void rows_of(std::vector<Box>& boxes, std::vector<Row>& rows) {
    const auto middle = [](const Box& box) { return (box.top + box.bottom) / 2; };
    std::sort(boxes.begin(), boxes.end(), [&](const Box& a, const Box& b) { return middle(a) < middle(b); });
    for (std::size_t begin = 0; begin < boxes.size();) {
        auto end = begin + 1;
        // The line goes on as long as the next word stands no more than half a line lower.
        while (end < boxes.size() &&
               middle(boxes[end]) - middle(boxes[begin]) < std::max(boxes[begin].size, boxes[end].size) * 0.45)
            ++end;
        std::vector<const Box*> line;
        for (auto i = begin; i < end; ++i) line.push_back(&boxes[i]);
        std::sort(line.begin(), line.end(), [](const Box* a, const Box* b) { return a->left < b->left; });
        Row row{.left = line.front()->left, .top = line.front()->top};
        double before = line.front()->left;
        for (const auto* word : line) {
            take(row, *word, word->left - before);
            before = word->right;
        }
        settle(row, line);
        row.letters = letters_of(row.text);
        rows.push_back(std::move(row));
        begin = end;
    }
}

bool names_style(std::string font, std::initializer_list<std::string_view> styles) {
    font = fold(font);
    return std::any_of(styles.begin(), styles.end(), [&](auto style) { return font.find(style) != std::string::npos; });
}

}  // namespace

Page page_of(std::vector<Box> boxes, double width, double height, std::string label) {
    Page page{.width = width, .height = height, .label = std::move(label)};
    if (boxes.size() > most_words || width <= 0 || height <= 0) return page;
    const double parted = gutter(boxes, width);
    if (parted == 0) {
        rows_of(boxes, page.rows);
        return page;
    }
    page.columns = 2;
    // What goes across, and what stands above the columns, comes first.
    std::vector<Box> across, left, right;
    std::vector<Row> lines;
    auto all = boxes;
    rows_of(all, lines);
    double below = 0;  // bottom of the lines that go across in the upper part of the page
    for (const auto& line : lines) {
        const bool crosses = std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) {
            return std::abs(box.top - line.top) < line.size && box.left < parted && box.right > parted;
        });
        if (crosses && line.top < height * 0.6) below = std::max(below, line.top + line.size);
    }
    for (auto& box : boxes) (box.top < below ? across : box.left < parted ? left : right).push_back(std::move(box));
    rows_of(across, page.rows);
    rows_of(left, page.rows);
    rows_of(right, page.rows);
    return page;
}

Page page_of(const poppler::page& page, std::string label) {
    const auto area = page.page_rect();
    std::vector<Box> boxes;
    for (const auto& word : page.text_list(poppler::page::text_list_include_font)) {
        auto text = squeeze(clean(utf8(word.text())));
        if (text.empty()) continue;
        const auto place = word.bbox();
        Box box{.text = std::move(text),
                .left = place.left(),
                .top = place.top(),
                .right = place.right(),
                .bottom = place.bottom(),
                .size = place.height()};
        if (word.has_font_info()) {
            box.size = word.get_font_size();
            const auto font = word.get_font_name();
            box.bold = names_style(font, {"bold", "black", "heavy", "-bd", "demi"});
            box.italic = names_style(font, {"italic", "oblique", "-it", "slanted"});
        }
        boxes.push_back(std::move(box));
        if (boxes.size() > most_words) break;
    }
    return page_of(std::move(boxes), area.width(), area.height(), std::move(label));
}

double body_size(const std::vector<Page>& pages) {
    std::map<double, std::size_t> sizes;
    for (const auto& page : pages) {
        for (const auto& row : page.rows) sizes[row.size] += row.text.size();
    }
    double best = 0;
    std::size_t most = 0;
    for (const auto& [size, letters] : sizes) {
        if (letters > most) best = size, most = letters;
    }
    return best;
}

}  // namespace acervo::volume
