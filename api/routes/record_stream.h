// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/formats/record_format.h"
#include "api/http.h"

namespace acervo {

/// Records of a list one after the other in a format, a few at a time while they are sent: in memory are their ids and
/// one piece. Those that were withdrawn since are left out.
Stream record_stream(std::vector<std::string> ids, const RecordFormat& format, std::string language);

/// The answer with that: named as a file, so that a browser saves it.
Response list_response(std::vector<std::string> ids, const RecordFormat& format, const Request& request);

}  // namespace acervo
