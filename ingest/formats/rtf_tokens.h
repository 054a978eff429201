// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace acervo {

/// One step of an RTF file.
struct RtfToken {
    enum Kind { group_begin, group_end, word, byte, text, end } kind = end;
    std::string_view word_name;  ///< letters of a control word, or its one sign ("~", "-", "*")
    bool has_number = false;
    int number = 0;           ///< of a control word
    unsigned char value = 0;  ///< of a byte written as \'hh
    std::string_view words;   ///< of text, without line ends
};

/// Cuts RTF into its tokens. Never fails: what is no control word is text.
class RtfTokens {
public:
    /// Borrowed.
    explicit RtfTokens(std::string_view bytes) : bytes_(bytes) {}
    RtfToken next();
    /// Steps over raw bytes (\bin).
    void skip(std::size_t count);

private:
    RtfToken control();

    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace acervo
