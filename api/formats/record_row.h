// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// A record as a row of a table for people, RFC 4180 with its line end: words instead of codes, names one after the
/// other. No cell is a formula. (The sheet that is corrected and ingested again is that of `acervo export`.)
std::string record_row(const Stored& stored, const Publication& publication, const std::string& language);

/// The names of its columns, after the byte-order mark that spreadsheets know UTF-8 by.
std::string record_row_head();

}  // namespace acervo
