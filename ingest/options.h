// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ingest/ingest.h"

namespace acervo {

std::string to_string(OnError on_error);    ///< "skip", "stop", "rollback"
OnError on_error(const std::string& name);  ///< throws Error (bad_input)

/// Options as a batch keeps them, enough to go on with it: paths are absolute. `dry_run` and `program` belong to the
/// call, not to the batch.
std::string to_json(const IngestOptions& options);
/// @throws Error (broken) when the text is not what to_json() wrote.
IngestOptions options_from_json(const std::string& text);

}  // namespace acervo
