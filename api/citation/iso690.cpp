// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/styles.h"
#include "corpus/letter_case.h"
#include "corpus/text.h"

/// ISO 690, name and date.
namespace acervo {
namespace {

std::string names_of(const std::vector<PersonName>& names, const CitationWords& words) {
    return written(names, {.write =
                               [](const PersonName& name, bool) {
                                   auto shown = name;
                                   shown.family = upper(name.family);
                                   return shown.inverted();
                               },
                           .last = " " + std::string{words.conjunction} + " ",
                           .most = 7,
                           .shown = 1,
                           .others = " et al."});
}

std::string as_editors(const std::vector<PersonName>& names, const CitationWords& words) {
    return names_of(names, words) + " (" + std::string{names.size() == 1 ? words.editor : words.editors} + ")";
}

void add_pages(CitationText& text, const Reference& reference) {
    if (reference.pages.empty()) return;
    text.add(reference.pages.find("–") == std::string::npos ? ", p. " : ", pp. ").add(reference.pages);
}

}  // namespace

CitationText iso690(const Reference& reference, const CitationWords& words) {
    CitationText text;
    const auto [names, editors] = responsible(reference);
    const auto year = year_text(reference, words.no_date);
    const bool part = !reference.container.empty();
    if (names.empty()) {
        text.add(reference.title, !part).add(", ").add(year).stop();
    } else {
        text.add(editors ? as_editors(names, words) : names_of(names, words)).add(", ").add(year).stop();
        text.add(" ").add(reference.title, !part).stop();
    }
    if (reference.in_journal()) {
        text.add(" ")
            .italic(reference.container)
            .between(", vol. ", reference.volume)
            .between(", no. ", reference.issue);
        add_pages(text, reference);
        text.stop();
    } else if (part) {
        text.add(" ").add(words.in).add(": ");
        if (!reference.container_editors.empty()) text.add(as_editors(reference.container_editors, words)).add(", ");
        text.italic(reference.container).between(", vol. ", reference.volume).stop();
        if (!reference.publisher.empty()) {
            text.add(" ").add(reference.publisher);
            add_pages(text, reference);
            text.stop();
        } else if (!reference.pages.empty()) {
            text.add(reference.pages.find("–") == std::string::npos ? " p. " : " pp. ").add(reference.pages).stop();
        }
    } else {
        if (const auto what = medium(reference, words); !what.empty()) {
            text.add(" ").add(what);
            if (!reference.event.empty() && reference.kind != "practice")
                text.add(" ")
                    .add(words.presented_at)
                    .add(": ")
                    .add(reference.event)
                    .between(", ", reference.event_place);
            text.stop();
        }
        if (!reference.publisher.empty()) text.add(" ").add(reference.publisher).stop();
        if (!reference.collection.empty())
            text.add(" ").add(reference.collection).between(", ", reference.volume).stop();
    }
    if (!reference.isbn.empty()) text.add(" ISBN ").add(reference.isbn).stop();
    if (!reference.issn.empty()) text.add(" ISSN ").add(reference.issn).stop();
    if (!reference.doi.empty()) text.add(" DOI ").add(reference.doi).stop();
    if (!reference.url.empty()) text.add(" ").add(words.available).add(" ").add(reference.url);
    return text;
}

}  // namespace acervo
