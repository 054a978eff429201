// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace acervo::xml {

/// Local name and value of each; views hold during the call.
using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// Who is told what a document is made of. May throw.
struct Sink {
    std::function<void(std::string_view local, const Attributes&)> begin;
    std::function<bool(std::string_view local)> end;  ///< false: that is enough
    std::function<void(std::string_view)> text;       ///< of any length: a text may come in several
};

/// Reads a document from end to end without keeping it, for those whose tree would be too large. Limits, refusals and
/// errors are those of parse().
void scan(std::string_view bytes, const Sink& sink);

}  // namespace acervo::xml
