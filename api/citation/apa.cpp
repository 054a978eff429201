// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/styles.h"

/// Style of the American Psychological Association, seventh edition.
namespace acervo {
namespace {

/// "Silva Júnior, J. C. da"; "Brown, J., Jr."
std::string inverted(const PersonName& name) {
    auto shortened = name;
    shortened.given = name.initials();
    return shortened.inverted();
}

/// "J. C. da Silva Júnior"
std::string in_order(const PersonName& name) {
    auto shortened = name;
    shortened.given = name.initials();
    return shortened.in_order();
}

std::string authors(const std::vector<PersonName>& names) {
    // Of more than twenty the first nineteen and the last.
    auto text = written(names, {.write = [](const PersonName& name, bool) { return inverted(name); },
                                .last = ", & ",
                                .most = 20,
                                .shown = 19,
                                .others = ", . . . "});
    return names.size() > 20 ? text + inverted(names.back()) : text;
}

std::string editors(const std::vector<PersonName>& names) {
    const auto text = written(names, {.write = [](const PersonName& name, bool) { return in_order(name); },
                                      .last = names.size() == 2 ? " & " : ", & "});
    return text + (names.size() == 1 ? " (Ed.)" : " (Eds.)");
}

/// "(Vol. 2, pp. 12–20)"
std::string place_in_volume(const Reference& reference) {
    std::string text;
    if (!reference.volume.empty()) text = "Vol. " + reference.volume;
    if (!reference.pages.empty()) {
        const bool several = reference.pages.find("–") != std::string::npos;
        text += (text.empty() ? "" : ", ") + std::string{several ? "pp. " : "p. "} + reference.pages;
    }
    return text.empty() ? text : " (" + text + ")";
}

void add_title(CitationText& text, const Reference& reference, const CitationWords& words) {
    const bool part = !reference.container.empty();
    text.add(reference.title, !part);
    if (const auto what = medium(reference, words); !what.empty()) text.between(" [", what, "]");
    text.stop();
}

void add_container(CitationText& text, const Reference& reference, const CitationWords& words) {
    if (reference.in_journal()) {
        text.add(" ").italic(reference.container);
        if (!reference.volume.empty()) text.add(", ").italic(reference.volume);
        text.between("(", reference.issue, ")").between(", ", reference.pages).stop();
        return;
    }
    text.add(" ").add(words.in).add(" ");
    if (!reference.container_editors.empty()) text.add(editors(reference.container_editors)).add(", ");
    text.italic(reference.container).add(place_in_volume(reference)).stop();
}

}  // namespace

CitationText apa(const Reference& reference, const CitationWords& words) {
    CitationText text;
    const auto [names, as_editors] = responsible(reference);
    const auto year = "(" + year_text(reference, words.no_date) + ")";
    if (names.empty()) {
        add_title(text, reference, words);
        text.add(" ").add(year).stop();
    } else {
        text.add(authors(names));
        if (as_editors) text.add(names.size() == 1 ? " (Ed.)" : " (Eds.)");
        text.stop().add(" ").add(year).add(". ");
        add_title(text, reference, words);
    }
    if (!reference.container.empty()) {
        add_container(text, reference, words);
    } else if (!medium(reference, words).empty() && reference.kind != "practice" && !reference.event.empty()) {
        text.add(" ").add(reference.event).between(", ", reference.event_place).stop();
    }
    if (!reference.in_journal() && names_publisher(reference)) text.add(" ").add(reference.publisher).stop();
    return text.between(" ", reference.url);
}

}  // namespace acervo
