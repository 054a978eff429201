// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// Bytes of a stream through a buffer of its own, one at a time or line by line: the base of the readers that must hold
/// a manifest of any length in bounded memory.
class ByteReader {
public:
    explicit ByteReader(std::istream& in);
    /// The next byte (0..255), or -1 at the end.
    int get() { return at_ < size_ || fill() ? static_cast<unsigned char>(buffer_[at_++]) : -1; }
    /// The same, left where it is.
    int peek() { return at_ < size_ || fill() ? static_cast<unsigned char>(buffer_[at_]) : -1; }
    /// Steps over a UTF-8 byte-order mark.
    void skip_mark();
    /// Appends bytes to `line` up to a line feed (eaten, not appended) or until `line` has `limit` bytes.
    /// @return false when the end was reached before a line feed.
    bool take_line(std::string& line, std::size_t limit);

private:
    bool fill();
    std::istream& in_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, size_ = 0;
};

struct TextLine {
    std::string text;       ///< without its line end; empty when `too_long`
    int number = 0;         ///< from 1
    bool too_long = false;  ///< over the limit: it was read past, not kept
};

/// Lines of a text file, ended by LF or CRLF.
class LineReader {
public:
    LineReader(std::istream& in, std::size_t limit);
    /// @return false at the end.
    bool next(TextLine& line);

private:
    ByteReader bytes_;
    std::size_t limit_;
    int number_ = 0;
};

/// Whether brackets of a JSON text are nested deeper than `levels`: asked before it is parsed, as what walks the parsed
/// value is recursive.
bool nests_deeper_than(std::string_view json, int levels);

}  // namespace acervo
