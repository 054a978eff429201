// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/gazetteer/gazetteer.h"

namespace acervo {

/// A place as the value of a suggestion: compact JSON with the names of the metadata model.
std::string place_value(const GazetteerPlace& place);

}  // namespace acervo
