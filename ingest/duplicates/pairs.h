// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "ingest/duplicates/finder.h"

namespace acervo {

/// Two records of a catalogue that seem to be one work.
struct TwinPair {
    std::string keep, other;  ///< ids; the one that came first is proposed to be kept
    Twin twin;                ///< why; seen from `keep`
    LangMap keep_title, other_title;
    std::string keep_key, other_key;
};

/// Every pair that nobody has decided, the most alike first. `batch`: those with a record that it created or updated;
/// empty: all. `above`: least likeness; equal identifiers and bytes count as 1.
std::vector<TwinPair> twin_pairs(const Catalogue& catalogue, const std::string& batch = {}, double above = 0);

enum class PairFormat { text, csv, json };
/// `language`: of the titles shown. CSV has a column `decision` to be filled in for decide_twins().
std::string listed(const std::vector<TwinPair>& pairs, PairFormat format, const std::string& language);

}  // namespace acervo
