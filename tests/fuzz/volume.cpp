// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/volume/volume.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/text.h"

using namespace acervo;
using namespace acervo::volume;

/// Pages end at form feeds; a line's place is its number and its blanks in front; '#' sets it large, '*' bold, '/' in
/// italics; a tab leads to the right edge. A line "> 3 title" is a bookmark. Whatever is printed, parts are in order,
/// on pages of the file, and have titles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = clean({reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 1U << 15)});
    std::vector<Page> pages;
    std::vector<Bookmark> bookmarks;
    std::vector<Box> boxes;
    double y = 30;
    const auto end_page = [&] {
        pages.push_back(page_of(std::move(boxes), 595, 842, ""));
        boxes.clear();
        y = 30;
    };
    for (std::string_view rest = text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line == "---") {
            end_page();
            continue;
        }
        if (line.starts_with("> ") && line.size() > 4) {
            bookmarks.push_back({std::string{line.substr(4)}, line[2] - '0', 0});
            continue;
        }
        double x = 60, font = 10;
        bool bold = false, italic = false;
        for (; !line.empty() && std::string_view{" #*/"}.find(line[0]) != std::string_view::npos;
             line.remove_prefix(1)) {
            x += line[0] == ' ' ? 5 : 0;
            font += line[0] == '#' ? 3 : 0;
            bold |= line[0] == '*';
            italic |= line[0] == '/';
        }
        while (!line.empty()) {
            const auto stop = std::min(line.find_first_of(" \t"), line.size());
            if (stop > 0) {
                const auto width = static_cast<double>(stop) * font / 2;
                boxes.push_back({std::string{line.substr(0, stop)}, x, y, x + width, y + font, font, bold, italic});
                x += width;
            }
            x += stop < line.size() && line[stop] == '\t' ? std::max(5.0, 510 - x) : 5;
            line.remove_prefix(std::min(stop + 1, line.size()));
        }
        y += font * 1.3;
    }
    end_page();
    int before = 0;
    for (const auto& part : works_of(pages, bookmarks)) {
        if (part.start < before || part.start < 1 || part.end < part.start || part.end > static_cast<int>(pages.size()))
            std::abort();
        if (part.title.empty() || part.title.begin()->second.empty()) std::abort();
        if (!(part.confidence >= 0 && part.confidence <= 1) || part.confirmed) std::abort();
        before = part.start;
    }
    return 0;
}
