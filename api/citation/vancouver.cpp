// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "api/citation/styles.h"
#include "corpus/text.h"

/// The Vancouver system, as the National Library of Medicine writes it.
namespace acervo {
namespace {

/// "Silva Júnior JC da": initials without stops, particles behind.
std::string shortened(const PersonName& name) {
    if (name.organization) return name.family;
    const auto all = name.initials();
    std::string initials;
    for (std::size_t at = 0; at < all.size();) {
        const auto end = std::min(all.find(' ', at), all.size());
        auto word = all.substr(at, end - at);
        if (word.ends_with('.')) {  // a particle inside ("del") is left out
            std::erase_if(word, [](char c) { return c == '.' || c == '-'; });
            initials += word;
        }
        at = end + 1;
    }
    auto text = name.family;
    for (const auto& part : {initials, name.particle, name.suffix})
        if (!part.empty()) text += " " + part;
    return text;
}

std::string names_of(const std::vector<PersonName>& names) {
    return written(names, {.write = [](const PersonName& name, bool) { return shortened(name); },
                           .most = 6,
                           .shown = 6,
                           .others = ", et al"});
}

std::string plain_hyphen(std::string pages) {
    if (const auto dash = pages.find("–"); dash != std::string::npos) pages.replace(dash, 3, "-");
    return pages;
}

std::string_view editors_word(const CitationWords& words, std::size_t count) {
    if (words.language == "en") return count == 1 ? "editor" : "editors";
    return count == 1 ? "editor" : "editores";
}

}  // namespace

CitationText vancouver(const Reference& reference, const CitationWords& words) {
    CitationText text;
    const auto [names, editors] = responsible(reference);
    const auto year = year_text(reference, words.no_date);
    if (!names.empty()) {
        text.add(names_of(names));
        if (editors) text.add(", ").add(editors_word(words, names.size()));
        text.stop().add(" ");
    }
    text.add(reference.title);
    if (const auto what = medium(reference, words); !what.empty()) text.between(" [", what, "]");
    text.stop().add(" ");
    if (reference.in_journal()) {
        text.add(reference.container).stop().add(" ").add(year).between(";", reference.volume);
        text.between("(", reference.issue, ")").between(":", plain_hyphen(reference.pages)).stop();
    } else if (!reference.container.empty()) {
        text.add(words.in).add(": ");
        if (const auto& makers = reference.container_editors; !makers.empty())
            text.add(names_of(makers)).add(", ").add(editors_word(words, makers.size())).add(". ");
        text.add(reference.container).between(". Vol. ", reference.volume).stop().add(" ");
        text.between("", reference.publisher, "; ").add(year).stop();
        if (!reference.pages.empty()) text.add(" p. ").add(plain_hyphen(reference.pages)).stop();
    } else {
        if (!reference.event.empty() && !medium(reference, words).empty() && reference.kind != "practice")
            text.add(reference.event).between("; ", reference.event_place).stop().add(" ");
        text.between("", reference.publisher, "; ").add(year).stop();
    }
    if (!reference.url.empty()) text.add(" ").add(words.available).add(" ").add(reference.url);
    return text;
}

}  // namespace acervo
