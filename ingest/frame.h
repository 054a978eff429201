// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace acervo {

/// What the sandboxed child says through its pipe: frames of one letter, the length (8 bytes, little-endian) and so
/// many bytes.
enum class Frame : char {
    unit = 'U',      ///< JSON of a Unit
    result = 'X',    ///< JSON of an Extracted without its units; the last frame but `done`
    type = 'T',      ///< media type
    row = 'R',       ///< a SourceRow as to_text() writes it
    member = 'M',    ///< JSON {"name"}: a member of an archive begins
    data = 'D',      ///< bytes of that member
    complete = 'C',  ///< the member is whole
    rejected = 'J',  ///< JSON {"name","rule","value"}
    error = 'E',     ///< JSON {"problem","code","message","hint"}; the last frame
    done = 'Z',      ///< nothing is missing; the last frame
};

/// Writes frames to a pipe; EPIPE (the reader had enough) ends the process by SIGPIPE, as the child wants it.
class FrameWriter {
public:
    explicit FrameWriter(int descriptor) : descriptor_(descriptor) {}
    void put(Frame kind, std::string_view bytes = {});

private:
    int descriptor_;
};

/// Cuts a stream of bytes that comes in any pieces into frames. The other side is not trusted.
class FrameReader {
public:
    /// `limit`: bytes of all frames together, with their headers.
    explicit FrameReader(std::uint64_t limit) : left_(limit) {}

    /// Takes in bytes as they were read. @throws Error (too_large, code "output") beyond the limit.
    void feed(std::string_view bytes);
    /// The next whole frame, if there is one. @throws Error (broken, code "crashed") on bytes that are no frame.
    bool next(Frame& kind, std::string& bytes);

private:
    std::uint64_t left_;
    std::string buffer_;
    std::size_t begin_ = 0;
};

}  // namespace acervo
