// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/gazetteer/.

#include "corpus/gazetteer/writer.h"

namespace acervo {

/// What counts as a large city, and how near and how much smaller its periphery is. Chosen by looking at metropolitan
/// areas from Lisbon to Buenos Aires; there is no list of them for all our countries under an open licence.
inline constexpr std::int64_t large_city = 250'000;  ///< inhabitants
inline constexpr double metropolitan_reach = 30;     ///< kilometres
inline constexpr std::int64_t times_larger = 2;

/// Says of each place whether it is a large city, lies at one, or neither, by the positions and inhabitants of all.
void set_roles(GazetteerContent& content);

}  // namespace acervo
