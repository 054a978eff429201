// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// Maps an item of CSL-JSON to the model. What is not of the type that it should be is passed over.
BibliographicRecord record_from_csl(const nlohmann::json& item);

}  // namespace acervo
