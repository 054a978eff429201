// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acervo {

struct Bookmark {
    std::string title;
    int page = 0;   ///< physical, from 1; 0 when it leads to no page of this file
    int depth = 0;  ///< from 0
};

/// The bookmarks of a PDF with the pages they lead to, in their order, three levels deep, at most 5000; none when it
/// has none or they cannot be read. To be called while a poppler::document is open: that one sets up the library.
std::vector<Bookmark> bookmarks(std::string_view pdf);

}  // namespace acervo
