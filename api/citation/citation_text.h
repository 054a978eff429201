// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo {

/// A formatted reference while it is put together: pieces of text, in italics or not. It never has two marks of
/// punctuation where one piece ends in one and the next begins with one.
class CitationText {
public:
    CitationText& add(std::string_view text, bool italic = false);
    CitationText& italic(std::string_view text) { return add(text, true); }
    /// Something with what stands before and behind it, where there is anything.
    CitationText& between(std::string_view before, std::string_view text, std::string_view behind = {});
    /// A full stop, unless there is a mark that ends a sentence already; nothing at the beginning.
    CitationText& stop();

    bool empty() const { return pieces_.empty(); }
    std::string plain() const;
    std::string html() const;  ///< escaped, italics in <i>

private:
    char last() const;
    std::vector<std::pair<std::string, bool>> pieces_;
};

}  // namespace acervo
