// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/record.h"
#include "ingest/formats/compound_file.h"

namespace acervo {

/// Title, author, keywords, comments and dates out of the property sets ([MS-OLEPS]) of an old office document, brought
/// to the forms of the record. What is in disorder there is left out. `file_name` unmasks a title that is none.
void describe(const CompoundFile& file, const std::string& file_name, Record& record);

}  // namespace acervo
