// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "corpus/record.h"
#include "ingest/formats/pdf_outline.h"
#include "ingest/formats/volume/layout.h"

namespace acervo {

/// Works of a volume (a book of proceedings) proposed from its bookmarks, its printed table of contents, its title
/// pages and its running heads, in the order of their pages. None where the file does not read like a volume: at least
/// three works, most of which have a byline, an abstract or an author's address of their own, as the chapters of a
/// report have not. Forewords, committees and indexes are left out.
///
/// Each names its evidence: "bookmark", "contents" (listed), "title" (printed on its first page), "large" (set larger
/// than the text), "byline", "abstract", "address", "head" (running heads name it from there on), "number" (the first
/// page is only counted from the printed page number). `confidence` is the share of volumes' parts with such evidence
/// whose first page, in measured volumes, was the right one (tests/volumes).
std::vector<Part> works_of(const std::vector<volume::Page>& pages, const std::vector<Bookmark>& bookmarks);

}  // namespace acervo
