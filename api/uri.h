// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo {

/// A path with its percent-encoding undone. Nothing when it is not UTF-8, or could lead elsewhere than it seems to:
/// control characters, an encoded slash, "." and ".." segments.
std::optional<std::string> decoded_path(std::string_view path);

/// Names and values of a query string ("+" is a space), in order; a name without "=" has an empty value. Nothing when
/// it is not percent-encoded UTF-8 or holds a control character other than tab and line ends.
std::optional<std::vector<std::pair<std::string, std::string>>> decoded_parameters(std::string_view query);

/// The inverse of decoded_path.
std::string encoded_path(const std::string& path);

}  // namespace acervo
