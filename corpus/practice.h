// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"

/// What follows from the fields of a practice.
namespace acervo {

/// A practice is old news so long after it was last confirmed.
inline constexpr int stale_after_months = 36;

/// The last day (ISO date) on which its confirmation is no older than that; empty: it was never confirmed.
std::string fresh_until(const Practice& practice);
/// "recent", "stale" or "never" on the day `today` (ISO date); a date that is none counts as never.
std::string confirmation(const Practice& practice, const std::string& today);

/// What it took, as far as the record says so: codes of the scheme "needs".
std::vector<std::string> needs_of(const Practice& practice);

/// Order of magnitude of what it cost to set up and run for a year, in US dollars: codes of the scheme "budget". By a
/// table of rough rates of the last years, which is good enough for steps of ten times; empty for currencies that lost
/// their value too fast for one rate, and where no amount is known.
std::string budget_band(const Practice& practice);

/// How many fields missing_fields() looks for.
inline constexpr std::size_t practice_field_count = 30;

/// Names of the fields that a practice should have and this one lacks, in the order of the form.
std::vector<std::string> missing_fields(const Record& record);

}  // namespace acervo
