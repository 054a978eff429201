// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/citation/reference.h"

namespace acervo {

/// The <meta name="citation_..."> elements that Google Scholar, Zotero and others read a page's reference from.
std::string scholar_meta(const Reference& reference);

}  // namespace acervo
