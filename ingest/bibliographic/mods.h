// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "corpus/xml.h"
#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// Maps a MODS 3 element to the model.
BibliographicRecord record_from_mods(xml::Node mods);

}  // namespace acervo
