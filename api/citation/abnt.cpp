// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "api/citation/styles.h"
#include "corpus/letter_case.h"
#include "corpus/text.h"

/// NBR 6023 of the Associação Brasileira de Normas Técnicas (2018). Its own words are Portuguese abbreviations in every
/// language; italics are the mark of the title.
namespace acervo {
namespace {

/// "SILVA JÚNIOR, José Carlos da"
std::string loud(const PersonName& name) {
    auto shown = name;
    shown.family = upper(name.family);
    return shown.inverted();
}

std::string names_of(const std::vector<PersonName>& names) {
    return written(names, {.write = [](const PersonName& name, bool) { return loud(name); },
                           .between = "; ",
                           .last = "; ",
                           .most = 3,
                           .shown = 1,
                           .others = ""});
}

/// Names, and "et al." in italics where some are left out.
void add_names(CitationText& text, const std::vector<PersonName>& names) {
    text.add(names_of(names));
    if (names.size() > 3) text.add(" ").italic("et al.");
}

/// Without an author the first word of the title stands in capitals, its article too.
std::string with_loud_beginning(const std::string& title) {
    auto end = title.find(' ');
    if (end != std::string::npos && end <= 3) end = title.find(' ', end + 1);
    return upper(title.substr(0, end)) + (end == std::string::npos ? "" : title.substr(end));
}

/// The title in italics, the subtitle plain.
void add_marked(CitationText& text, const std::string& title) {
    const auto colon = title.find(": ");
    text.italic(title.substr(0, colon));
    if (colon != std::string::npos) text.add(title.substr(colon));
}

/// "[S. l.]: Editora, 2024"; what is not known is said as such.
void add_imprint(CitationText& text, const Reference& reference) {
    text.add(reference.publisher.empty() ? "[S. l.: s. n.], " : "[S. l.]: " + reference.publisher + ", ");
    text.add(year_text(reference, "[s. d.]")).stop();
}

/// "24 nov. 2026"
std::string short_date(const std::string& iso) {
    static constexpr std::array<std::string_view, 12> months{"jan.", "fev.", "mar.", "abr.", "maio", "jun.",
                                                             "jul.", "ago.", "set.", "out.", "nov.", "dez."};
    const auto date = date_parts(iso);
    if (date.day == 0) return iso;
    return std::to_string(date.day) + " " + std::string{months.at(static_cast<std::size_t>(date.month - 1))} + " " +
           std::to_string(date.year);
}

std::string plain_hyphen(std::string pages) {
    if (const auto dash = pages.find("–"); dash != std::string::npos) pages.replace(dash, 3, "-");
    return pages;
}

void add_journal(CitationText& text, const Reference& reference) {
    text.add(" ").italic(reference.container);
    text.between(", v. ", reference.volume).between(", n. ", reference.issue);
    text.between(", p. ", plain_hyphen(reference.pages)).add(", ").add(year_text(reference, "[s. d.]")).stop();
}

/// "In: CONGRESSO INTERNACIONAL DO CLAD, 2024, Brasília. Anais [...]. [S. l.]: CLAD, 2024. p. 12-20."
void add_host(CitationText& text, const Reference& reference) {
    text.add(" ").italic("In").add(": ");
    if (!reference.event.empty()) {
        text.add(upper(reference.event));
        const auto year = date_parts(reference.event_start).year;
        if (year != 0) text.add(", ").add(std::to_string(year));
        text.between(", ", reference.event_place).stop().add(" ");
    } else if (!reference.container_editors.empty()) {
        const auto& editors = reference.container_editors;
        add_names(text, editors);
        if (!editors.front().organization) text.add(editors.size() == 1 ? " (ed.)" : " (eds.)");
        text.stop().add(" ");
    }
    if (reference.container.empty()) {
        text.italic("Anais").add(" [...]. ");
    } else {
        add_marked(text, reference.container);
        text.stop().add(" ");
    }
    add_imprint(text, reference);
    text.between(" v. ", reference.volume, ".");
    if (!reference.pages.empty()) text.add(" p. ").add(plain_hyphen(reference.pages)).stop();
}

}  // namespace

CitationText abnt(const Reference& reference, const CitationWords&) {
    CitationText text;
    const auto [names, as_editors] = responsible(reference);
    const bool hosted = !reference.container.empty() || (reference.kind == "paper" && !reference.event.empty());
    auto title = reference.title;
    if (names.empty()) {
        title = with_loud_beginning(title);
    } else {
        add_names(text, names);
        if (as_editors) text.add(names.size() == 1 ? " (ed.)" : " (eds.)");
        text.stop().add(" ");
    }
    if (hosted) {
        text.add(title);
    } else {
        add_marked(text, title);
    }
    text.stop();
    if (reference.in_journal()) {
        add_journal(text, reference);
    } else if (hosted) {
        add_host(text, reference);
    } else {
        text.add(" ");
        add_imprint(text, reference);
        if (!reference.event.empty() && reference.kind == "presentation")
            text.add(" Trabalho apresentado em: ").add(reference.event).between(", ", reference.event_place).stop();
        if (!reference.collection.empty())
            text.add(" (").add(reference.collection).between(", ", reference.volume).add(").");
    }
    if (!reference.isbn.empty()) text.add(" ISBN ").add(reference.isbn).stop();
    if (!reference.doi.empty()) text.add(" DOI: ").add(reference.doi).stop();
    if (!reference.url.empty()) {
        text.add(" Disponível em: ").add(reference.url).stop();
        if (!reference.accessed.empty()) text.add(" Acesso em: ").add(short_date(reference.accessed)).stop();
    }
    return text;
}

}  // namespace acervo
