// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ingest/rows.h"

/// Readers of files of metadata, one a format. See ingest/rows.h for what they promise.
namespace acervo {

std::unique_ptr<RowReader> xml_reader();   ///< Dublin Core in its forms, MARCXML, MODS, OAI-PMH answers
std::unique_ptr<RowReader> marc_reader();  ///< application/marc (ISO 2709)
std::unique_ptr<RowReader> bibtex_reader();
std::unique_ptr<RowReader> csl_reader();  ///< application/vnd.citationstyles.csl+json
std::unique_ptr<RowReader> ris_reader();  ///< application/x-research-info-systems

}  // namespace acervo
