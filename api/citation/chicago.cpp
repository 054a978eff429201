// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/styles.h"

/// The Chicago Manual of Style, author and date, seventeenth edition.
namespace acervo {
namespace {

std::string names_of(const std::vector<PersonName>& names, const CitationWords& words, bool invert_first) {
    const auto last = (names.size() > 2 && words.language == "en" ? ", " : " ") + std::string{words.conjunction} + " ";
    // Only the first name of all is inverted: with a comma behind it, even where there are two.
    const auto after_inverted = ", " + std::string{words.conjunction} + " ";
    return written(names,
                   {.write = [=](const PersonName& name,
                                 bool first) { return first && invert_first ? name.inverted() : name.in_order(); },
                    .last = names.size() == 2 && invert_first && !names.front().organization ? after_inverted : last,
                    .most = 10,
                    .shown = 7,
                    .others = ", et al."});
}

void add_title(CitationText& text, const Reference& reference, bool in_quotes) {
    if (!in_quotes) {
        text.italic(reference.title).stop();
        return;
    }
    const bool ended =
        reference.title.ends_with('?') || reference.title.ends_with('!') || reference.title.ends_with('.');
    text.add("“").add(reference.title).add(ended ? "”" : ".”");
}

void add_container(CitationText& text, const Reference& reference, const CitationWords& words) {
    if (reference.in_journal()) {
        text.add(" ").italic(reference.container).between(" ", reference.volume);
        text.between(" (", reference.issue, ")").between(": ", reference.pages).stop();
        return;
    }
    text.add(" ").add(words.in).add(" ").italic(reference.container);
    if (!reference.container_editors.empty())
        text.add(", ").add(words.edited_by).add(" ").add(names_of(reference.container_editors, words, false));
    text.between(", vol. ", reference.volume).between(", ", reference.pages).stop();
}

}  // namespace

CitationText chicago(const Reference& reference, const CitationWords& words) {
    CitationText text;
    const auto [names, as_editors] = responsible(reference);
    const auto what = medium(reference, words);
    const bool in_quotes = !reference.container.empty() || (!what.empty() && reference.kind != "practice");
    if (names.empty()) {
        add_title(text, reference, in_quotes);
        text.add(" ");
    } else {
        text.add(names_of(names, words, true));
        if (as_editors) text.add(", ").add(names.size() == 1 ? words.editor : words.editors);
        text.stop().add(" ");
    }
    text.add(year_text(reference, words.no_date)).stop();
    if (!names.empty()) {
        text.add(" ");
        add_title(text, reference, in_quotes);
    }
    if (!reference.container.empty()) {
        add_container(text, reference, words);
    } else if (!what.empty()) {
        text.add(" ").add(what);
        if (!reference.event.empty() && reference.kind != "practice")
            text.add(" ").add(words.presented_at).add(" ").add(reference.event).between(", ", reference.event_place);
        text.stop();
    }
    if (!reference.in_journal() && !reference.publisher.empty()) text.add(" ").add(reference.publisher).stop();
    if (!reference.url.empty()) text.add(" ").add(reference.url).stop();
    return text;
}

}  // namespace acervo
