// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "corpus/record.h"
#include "ingest/formats/pdf_outline.h"

namespace acervo {

/// Works of a volume (a book of proceedings) proposed from its bookmarks. They are proposed only when the pages that
/// the bookmarks lead to begin like works of their own (a byline, an abstract, keywords or an author's address follows
/// the title): the chapters of a report do not. Forewords, indexes and committees are left out. Authors are what stands
/// between title and abstract, when that reads like names. `confidence`: 0.9 when the title stands on the page too, 0.7
/// when not, 0.5 when only its neighbours look like works.
std::vector<Part> works_of(const std::vector<Bookmark>& bookmarks, const std::vector<Unit>& pages);

}  // namespace acervo
