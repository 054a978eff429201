// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/citation/reference.h"

namespace acervo {

/// An entry of BibTeX in UTF-8: letters as they are, what TeX would take for a command escaped. Particles stand before
/// the surname ("da Silva Júnior, José"), surnames that BibTeX would cut ("Salinas de Gortari") in braces, as names of
/// organizations do.
std::string bibtex(const Reference& reference);

}  // namespace acervo
