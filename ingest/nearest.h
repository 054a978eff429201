// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// A code and a name it goes by (itself among them).
struct Named {
    std::string code;
    std::string name;  ///< folded
};

/// The codes whose names are most like what was written, at most `count`, the nearest first; none when nothing comes
/// near.
std::vector<std::string> nearest(std::string_view written, const std::vector<Named>& names, std::size_t count = 3);

/// Joined for a sentence: "amb, amb.agu, cli".
std::string joined(const std::vector<std::string>& texts);

}  // namespace acervo
