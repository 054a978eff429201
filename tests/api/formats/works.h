// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "corpus/catalogue.h"

namespace acervo::test {

/// Works of every kind that a reference is different for, with names of Spanish and Portuguese form.
std::vector<Stored> works();

}  // namespace acervo::test
