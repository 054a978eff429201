// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/formats/volume/layout.h"
#include "ingest/formats/volume/names.h"

namespace acervo::volume {

/// A line of a table of contents with its number and leaders taken off.
struct ContentsRow {
    std::string text;
    std::vector<Run> runs;
    std::optional<PageNumber> number;
    std::optional<std::vector<Agent>> people;  ///< where all of it reads like names
    double left = 0, gap = 0, size = 0;        ///< `gap`: from the top of the line above it
    bool bold = false, italic = false;
    bool capitals = false;
    bool goes_on = false;  ///< begins in small letters

    bool same_style(const ContentsRow& other) const;
};

/// Lines of the page below the heading, without the running head and foot.
std::vector<ContentsRow> contents_rows(const Page& page, const People& people);

/// Title and authors that stand on one line, told apart by their style or by what stands between them.
struct Parted {
    std::string title;
    std::vector<Agent> authors;
};
Parted part(const ContentsRow& row, const People& people);
Parted part_text(const std::string& text, const People& people);

}  // namespace acervo::volume
