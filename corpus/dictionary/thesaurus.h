// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace acervo {

/// Reads a MyThes thesaurus (th_*.dat: the encoding on the first line, then for each headword its number of senses and
/// a line of synonyms each) and visits every sense, as UTF-8, without remarks in brackets and without broader, related
/// or opposite words. A line that is not of the format is passed over. @throws Error (bad_input) when it is no
/// thesaurus at all
void read_thesaurus(
    std::string_view bytes,
    const std::function<void(const std::string& headword, const std::vector<std::string>& synonyms)>& visit);

}  // namespace acervo
