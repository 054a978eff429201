// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <xapian.h>

/// Private to search/*.cpp.
namespace acervo {

/// What is particular to a record's text, as a query: the stems that are frequent in it and rare elsewhere, with the
/// weights that says; empty when it has no words.
Xapian::Query significant_terms(const Xapian::Database& records, Xapian::docid document);

}  // namespace acervo
