// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "ingest/ingest.h"

namespace acervo {

/// Carries out what a person wrote into the list of twin_pairs(): a CSV file with the columns `decision`, `keep` and
/// `other`; rows without a decision are stepped over.
///   merge     the files of `other` go to `keep`, with its text and identifiers where that has none; `other` is
///             withdrawn, and says that it is replaced by `keep`
///   relate    each names the other as a version
///   distinct  they are not listed or reported again
/// All of it is one batch, which revert() takes back. @throws Error (not_found; bad_input: a column is missing; busy)
IngestResult decide_twins(Catalogue& catalogue, const std::filesystem::path& file);

}  // namespace acervo
