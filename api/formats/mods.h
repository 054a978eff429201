// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// A record as one <mods> of MODS 3.7, with the elements that our own reader of MODS takes in. Of a tombstone its title
/// and its number.
std::string mods(const Stored& stored, const Publication& publication);

}  // namespace acervo
