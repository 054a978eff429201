// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/frame.h"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "corpus/error.h"

namespace acervo {
namespace {

constexpr std::size_t header = 9;
constexpr std::string_view kinds = "UXTRMDCJEZ";

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            ::_exit(1);  // nobody listens any more: there is nothing to say it to
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void FrameWriter::put(Frame kind, std::string_view bytes) {
    std::array<char, header> head{};
    head[0] = static_cast<char>(kind);
    for (std::size_t i = 1, length = bytes.size(); i < header; ++i, length >>= 8) head[i] = static_cast<char>(length);
    write_all(descriptor_, {head.data(), head.size()});
    write_all(descriptor_, bytes);
}

void FrameReader::feed(std::string_view bytes) {
    if (bytes.size() > left_) {
        throw Error{Problem::too_large, "reading the file gave more output than is allowed"}.with_code("output");
    }
    left_ -= bytes.size();
    if (begin_ == buffer_.size()) {
        buffer_.clear();
        begin_ = 0;
    }
    buffer_ += bytes;
}

bool FrameReader::next(Frame& kind, std::string& bytes) {
    if (buffer_.size() - begin_ < header) return false;
    const char letter = buffer_[begin_];
    if (kinds.find(letter) == std::string_view::npos) {
        throw Error{Problem::broken, "the reader's answer makes no sense"}.with_code("crashed");
    }
    std::uint64_t length = 0;
    for (std::size_t i = header; i-- > 1;) length = length << 8 | static_cast<unsigned char>(buffer_[begin_ + i]);
    const std::uint64_t have = buffer_.size() - begin_ - header;
    if (length > have) {
        if (length - have > left_) {
            throw Error{Problem::too_large, "reading the file gave more output than is allowed"}.with_code("output");
        }
        return false;
    }
    kind = static_cast<Frame>(letter);
    bytes.assign(buffer_, begin_ + header, length);
    begin_ += header + length;
    if (begin_ > (1U << 20)) {
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    return true;
}

}  // namespace acervo
