// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// A record in MARC 21 as one <record> of MARCXML, with the fields that our own reader of MARC takes in: what a library
/// system has no field for (indicators, costs, parts of a volume) is not in it. A tombstone is a record with status
/// "d" and its title alone.
std::string marcxml(const Stored& stored, const Publication& publication);

}  // namespace acervo
