// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ingest/rows.h"

/// Readers of files of metadata, one a format. See ingest/rows.h for what they promise.
namespace acervo {

std::unique_ptr<RowReader> ris_reader();  ///< application/x-research-info-systems

}  // namespace acervo
