// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace acervo {

/// What a number in a cell is meant as, which only its format says.
enum class CellMeaning { number, year, month, day, moment, time };

/// Of a built-in number format (ECMA-376 part 1, 18.8.30); number for those that are not of dates.
CellMeaning meaning_of(unsigned format);
/// Of the code of a format ("dd/mm/yyyy hh:mm").
CellMeaning meaning_of(std::string_view code);

/// A cell's number as people read it: dates in ISO 8601, as exact as their format; other numbers without the noise of
/// binary fractions. `since_1904`: days are counted from 1904, not 1900. What is no number comes back as it is.
std::string cell_text(std::string_view value, CellMeaning meaning, bool since_1904);

/// "BC12" -> 54 (from 0); -1 for what is no reference or beyond the last column of any spreadsheet.
int column_of(std::string_view reference);

}  // namespace acervo
