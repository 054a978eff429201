// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// Makes units of kind `section` out of headings and paragraphs in reading order. A section ends at the next heading;
/// one that runs long is cut at the end of a paragraph after some 600 words (its title stays), so that a hit leads near
/// its place. A heading with no text of its own before a deeper one goes on top of that one's text.
class Sections {
public:
    /// `level` from 1; headings deeper than 3 are paragraphs.
    void heading(std::string_view text, int level, const std::string& language = {});
    /// Text of a paragraph; white space is squeezed, empty ones are nothing.
    void paragraph(std::string_view text, const std::string& language = {});
    /// The same with its line breaks and indents kept (code, verse).
    void verbatim(std::string_view text, const std::string& language = {});
    /// Begins a new section without a heading.
    void cut();
    /// Whether nothing was said yet.
    bool empty() const { return units_.empty() && current_.text.empty() && current_.title.empty() && pending_.empty(); }
    std::vector<Unit> take();

private:
    void add(std::string_view text, const std::string& language);
    void flush();

    std::vector<Unit> units_;
    Unit current_;
    int level_ = 0;
    std::size_t words_ = 0;
    bool carried_ = false;  ///< the title came along from a section that was cut
    std::string pending_;   ///< headings above the current one that had no text
};

/// Number of runs of something else than white space.
std::size_t count_words(std::string_view text);

/// clean(), and the soft hyphens out, which tell where a word could be cut.
std::string tidy(std::string_view text);

/// Numbers units from 1 and makes their texts tidy(), in place.
void finish(std::vector<Unit>& units);

}  // namespace acervo
