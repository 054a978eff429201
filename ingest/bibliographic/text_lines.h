// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace acervo {

/// Lines of a text in memory, ended by LF, CRLF or CR, with their numbers from 1.
class TextLines {
public:
    explicit TextLines(std::string_view text) : rest_(text) {}
    /// @return false at the end.
    bool next() {
        if (rest_.empty()) return false;
        const auto end = rest_.find_first_of("\r\n");
        line_ = rest_.substr(0, end);
        ++number_;
        if (end == std::string_view::npos) {
            rest_ = {};
        } else {
            rest_.remove_prefix(end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1));
        }
        return true;
    }
    std::string_view line() const { return line_; }
    int number() const { return number_; }

private:
    std::string_view rest_, line_;
    int number_ = 0;
};

}  // namespace acervo
