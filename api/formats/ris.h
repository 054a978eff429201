// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/citation/reference.h"

namespace acervo {

/// A record of RIS in UTF-8, lines ended by CR LF. Names are inverted: "Silva Júnior, José da"; "Brown, James, Jr.".
std::string ris(const Reference& reference);

}  // namespace acervo
