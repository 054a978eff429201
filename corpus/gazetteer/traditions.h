// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace acervo {

/// The 22 countries of Ibero-America, and Puerto Rico.
bool is_ibero_american(std::string_view country);

/// How alike the law of local government of two countries is, 0..1; nothing where one is not in our table. Symmetric,
/// 1 for a country with itself. The table (traditions.cpp) is a judgement, for sorting and not for citing: kinds of
/// local government by their origin (Spanish, Portuguese, Hispano-American, Brazilian) and by federation or unitary
/// state.
std::optional<double> tradition_likeness(std::string_view a, std::string_view b);

/// How well readers of the main language of one country read that of the other, 0..1; nothing where one is not in our
/// table. Symmetric, 1 for the same language.
std::optional<double> language_likeness(std::string_view a, std::string_view b);

}  // namespace acervo
