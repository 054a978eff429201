// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
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

/// Lines, from 1, of things that are found in a text one after another. Counted in one pass.
class RisingLines {
public:
    explicit RisingLines(std::string_view text) : text_(text) {}
    /// The line of the byte `at`. Things that begin on one line are told apart: each gets a greater number than the one
    /// before.
    int next(std::size_t at) {
        line_ = line_of(at);
        counted_to_ = at;
        return last_ = std::max(line_, last_ + 1);
    }
    /// The line of a byte behind the last one asked for with next(), as it is.
    int line_of(std::size_t at) const {
        const auto between = text_.substr(counted_to_, at - counted_to_);
        return line_ + static_cast<int>(std::ranges::count(between, '\n'));
    }

private:
    std::string_view text_;
    std::size_t counted_to_ = 0;
    int line_ = 1, last_ = 0;
};

}  // namespace acervo
