// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to ingest/description/.

#include <nlohmann/json.hpp>

#include <string>

namespace acervo {

/// The object of share/description/<name>. @throws Error (broken)
nlohmann::json read_share_json(const std::string& name);

}  // namespace acervo
