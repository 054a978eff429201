// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// ISO 3166-1 alpha-2 of a MARC geographic area code ("s-bl---", "n-mx---", "e-sp---"), for the countries of
/// Ibero-America and its neighbours; empty for regions and for others.
std::string country_of_marc_area(std::string_view code);

}  // namespace acervo
