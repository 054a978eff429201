// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "search/query.h"

namespace acervo {

/// What a notice says to a reader of the language.
std::string notice_text(const QueryNotice& notice, const std::string& language);

/// {"begin": 3, "length": 5}, in characters.
nlohmann::json position_json(const Position& position);

/// The notices of what was typed, in the reader's language.
nlohmann::json notices_json(const std::string& typed, const std::string& language);

/// What was typed, in pieces; `second`: the part that the position names.
std::vector<std::pair<std::string, bool>> mark_position(const std::string& typed, const Position& position);

}  // namespace acervo
