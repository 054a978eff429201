// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/pdf_outline.h"

// poppler-cpp knows the titles of bookmarks but not where they lead; poppler's own interface does.
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>

#include <algorithm>

#include "corpus/text.h"

namespace acervo {
namespace {

constexpr int depth_limit = 3;
constexpr std::size_t count_limit = 5000;

std::string utf8(const Unicode* letters, int count) {
    std::string text;
    for (int i = 0; i < std::min(count, 1000); ++i) append_utf8(text, letters[i]);
    return squeeze(clean(text));
}

int page_of(PDFDoc& document, const LinkAction* action) {
    if (action == nullptr || action->getKind() != actionGoTo) return 0;
    const auto* go = static_cast<const LinkGoTo*>(action);
    std::unique_ptr<LinkDest> named;
    const LinkDest* destination = go->getDest();
    if (destination == nullptr && go->getNamedDest() != nullptr) {
        named = document.findDest(go->getNamedDest());
        destination = named.get();
    }
    if (destination == nullptr || !destination->isOk()) return 0;
    const int page =
        destination->isPageRef() ? document.findPage(destination->getPageRef()) : destination->getPageNum();
    return page >= 1 && page <= document.getNumPages() ? page : 0;
}

void collect(PDFDoc& document, const std::vector<OutlineItem*>* items, int depth, std::vector<Bookmark>& found) {
    if (items == nullptr || depth >= depth_limit) return;
    for (auto* item : *items) {
        if (found.size() >= count_limit) return;
        found.push_back({utf8(item->getTitle(), item->getTitleLength()), page_of(document, item->getAction()), depth});
        if (!item->hasKids()) continue;
        item->open();
        collect(document, item->getKids(), depth + 1, found);
    }
}

}  // namespace

std::vector<Bookmark> bookmarks(std::string_view pdf) {
    std::vector<Bookmark> found;
    PDFDoc document{new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull))};
    if (!document.isOk() || document.getOutline() == nullptr) return found;
    collect(document, document.getOutline()->getItems(), 0, found);
    return found;
}

}  // namespace acervo
