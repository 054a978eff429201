// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/pdf_outline.h"

// poppler-cpp knows the titles of bookmarks but not where they lead; poppler's own interface does. Nothing else uses
// it.
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>

#include "corpus/text.h"

namespace acervo {
namespace {

constexpr int depth_limit = 3;
constexpr std::size_t count_limit = 5000;

std::string utf8(const Unicode* letters, int count) {
    std::string text;
    for (int i = 0; i < count && i < 1000; ++i) {
        const auto code = letters[i];
        if (code < 0x80) {
            text += static_cast<char>(code);
        } else if (code < 0x800) {
            text += static_cast<char>(0xC0 | code >> 6);
            text += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            text += static_cast<char>(0xE0 | code >> 12);
            text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x110000) {
            text += static_cast<char>(0xF0 | code >> 18);
            text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
            text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }
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
