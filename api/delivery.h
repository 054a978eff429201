// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "api/http.h"

namespace acervo {

/// What goes onto the wire: `bytes`, then a piece of `file` when there is one.
struct Delivery {
    int status = 200;
    std::string bytes;  ///< head, and the body unless it is a file's
    std::filesystem::path file;
    std::uint64_t offset = 0, length = 0;  ///< of the file
    bool close = false;                    ///< no request is read behind this one
    Stream stream;                         ///< gives what follows `bytes`
    bool chunked = true;                   ///< what it gives goes out in chunks; else the end of the connection ends it
    std::chrono::milliseconds wait{0};     ///< before it is asked
};

/// The next part of an answer whose head is out.
Delivery deliver(const Piece& piece, const Stream& stream, bool chunked, bool close);

/// Whether If-None-Match of the request names this ETag; in the weak sense, so that a compressed copy counts too.
bool is_known(const Request& request, const std::string& etag);

/// Finishes an answer: ETag and 304, byte ranges of files, compression, what HEAD leaves out, and the headers every
/// answer has. An answer of 400 and above closes the connection.
Delivery deliver(const Request& request, Response response, bool keep_alive);

}  // namespace acervo
