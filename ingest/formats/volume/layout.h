// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <poppler/cpp/poppler-page.h>

#include <string>
#include <vector>

#include "corpus/record.h"

/// What finding the works of a volume looks at. Private to ingest/.
namespace acervo::volume {

/// Words of one line in one style.
struct Run {
    std::string text;
    bool bold = false, italic = false;
};

/// A printed line of one column. Lengths are points, from the page's upper left corner.
struct Row {
    std::string text;  ///< a tab where a wide gap parts the words
    double left = 0, right = 0, top = 0;
    double size = 0;                    ///< of most of its letters
    bool bold = false, italic = false;  ///< most of it
    std::vector<Run> runs;
    std::string letters;  ///< letters_of(text)
};

/// One page as it is printed: rows from top to bottom, the left column before the right one.
struct Page {
    double width = 0, height = 0;
    std::vector<Row> rows;
    std::string label;  ///< that the file gives the page; empty: none
    int columns = 1;
};

/// A word as a layout analysis gives it.
struct Box {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;
    double size = 0;
    bool bold = false, italic = false;
};

/// Makes rows of words: columns are told apart by the empty strip between them.
Page page_of(std::vector<Box> boxes, double width, double height, std::string label);

/// The same for a page of a PDF.
Page page_of(const poppler::page& page, std::string label);

/// The size in which most of the text is set; 0 when there is none.
double body_size(const std::vector<Page>& pages);

}  // namespace acervo::volume
