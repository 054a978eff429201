// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/translations.h"
#include "search/highlight.h"
#include "search/passages.h"
#include "search/results.h"

/// Private to search/*.cpp: what a page of results shows of a record.
namespace acervo {

/// BCP 47 tag that texts of the record without a language of their own are read in, as the indexer does.
std::string text_language(const Record& record);

/// Fills passages, the words matched and, where no passage answers, the abstract. `units`: candidates, best first;
/// never looked at where the text may not be shown.
void describe(Hit& hit, const Stored& stored, const Catalogue& catalogue, const std::vector<UnitScore>& units,
              const Highlighter& highlighter, const std::string& reader, int passages);

/// Where words of the query were not found in what people wrote: whether they stand in a machine translation into
/// `language`.
void describe_translation(Hit& hit, const Translations& translations, const Highlighter& highlighter,
                          const std::string& language);

}  // namespace acervo
