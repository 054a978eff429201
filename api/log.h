// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// A text from outside as part of one line of a log: control characters and what is no UTF-8 as \xNN, at most 500
/// bytes.
std::string one_line(std::string_view text);

}  // namespace acervo
