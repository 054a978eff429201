// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// What a record is in the words of schema.org, by its kind. `language` of labels: es, pt or en.
nlohmann::json json_ld(const Stored& stored, const Publication& publication, const std::string& language);

/// An event, or the series that it is one of.
nlohmann::json json_ld(const Event& event, const Publication& publication, const std::string& language);
nlohmann::json json_ld(const EventSeries& series, const Publication& publication, const std::string& language);

/// As a data block in a page: nothing in it ends the block.
std::string json_ld_block(const nlohmann::json& document);

}  // namespace acervo
