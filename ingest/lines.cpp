// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/lines.h"

#include <algorithm>
#include <cstring>

namespace acervo {

namespace {
constexpr std::size_t buffer_bytes = 64 * 1024;
}

ByteReader::ByteReader(std::istream& in) : in_(in), buffer_(buffer_bytes) {}

bool ByteReader::fill() {
    at_ = 0;
    const auto read = in_.rdbuf()->sgetn(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    size_ = read > 0 ? static_cast<std::size_t>(read) : 0;
    return size_ > 0;
}

void ByteReader::skip_mark() {
    if (peek() != 0xEF) return;
    // The mark cannot straddle two buffers: it is only looked for at the start of the stream.
    if (size_ - at_ >= 3 && std::memcmp(buffer_.data() + at_, "\xEF\xBB\xBF", 3) == 0) at_ += 3;
}

bool ByteReader::take_line(std::string& line, std::size_t limit) {
    while (line.size() < limit) {
        if (at_ == size_ && !fill()) return false;
        const char* const begin = buffer_.data() + at_;
        const std::size_t room = std::min(size_ - at_, limit - line.size());
        const auto* const end = static_cast<const char*>(std::memchr(begin, '\n', room));
        const std::size_t taken = end ? static_cast<std::size_t>(end - begin) : room;
        line.append(begin, taken);
        at_ += taken + (end ? 1 : 0);
        if (end) return true;
    }
    return true;
}

LineReader::LineReader(std::istream& in, std::size_t limit) : bytes_(in), limit_(limit) {
    bytes_.skip_mark();
}

bool LineReader::next(TextLine& line) {
    line.text.clear();
    line.too_long = false;
    if (bytes_.peek() < 0) return false;
    line.number = ++number_;
    // One more than the limit tells a line that is too long from one that just fits; CRLF may add another.
    bytes_.take_line(line.text, limit_ + 2);
    if (line.text.size() >= limit_ + 2) {
        line.too_long = true;
        std::string rest;
        do {
            rest.clear();
        } while (bytes_.take_line(rest, buffer_bytes) && rest.size() >= buffer_bytes);
    }
    if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
    if (line.text.size() > limit_) line.too_long = true;
    if (line.too_long) line.text.clear();
    return true;
}

bool nests_deeper_than(std::string_view json, int levels) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (quoted) {
            if (c == '\\') ++at;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > levels) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace acervo
