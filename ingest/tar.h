// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace acervo {

/// A member of a TAR file (ustar, pax, GNU).
struct TarMember {
    std::string name;       ///< as it was written, of any length
    char type = '0';        ///< '0': a file, '5': a folder, '1' and '2': links, ...
    std::string_view data;  ///< in the TAR file
};

/// Hands over the members in their order. @throws Error (bad_input, code "malformed") where the rest cannot be read: a
/// wrong checksum or a size that leads out of the file.
void each_tar_member(std::string_view bytes, const std::function<void(const TarMember&)>& take);

}  // namespace acervo
