// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/style.h"

#include <algorithm>
#include <array>

#include "api/citation/styles.h"
#include "corpus/text.h"

namespace acervo {
namespace {

constexpr std::array<CitationWords, 3> all_words{{
    {"es", "y", "En", "ed.", "eds.", "editado por", "s. f.", "Disponible en:", "consultado el", "presentado en",
     "Ponencia", "Presentación", "Póster", "Buena práctica", "Video"},
    {"pt", "e", "Em", "ed.", "eds.", "editado por", "s.d.", "Disponível em:", "acesso em", "apresentado em",
     "Artigo apresentado", "Apresentação", "Pôster", "Boa prática", "Vídeo"},
    {"en", "and", "In", "ed.", "eds.", "edited by", "n.d.", "Available from:", "accessed", "presented at",
     "Paper presentation", "PowerPoint slides", "Poster", "Good practice", "Video"},
}};

}  // namespace

const CitationWords& citation_words(std::string_view language) {
    const auto* const found = std::ranges::find(all_words, language.substr(0, 2), &CitationWords::language);
    return found == all_words.end() ? all_words.back() : *found;
}

const std::vector<std::string>& citation_styles() {
    static const std::vector<std::string> names{"apa", "chicago", "abnt", "iso690", "vancouver"};
    return names;
}

std::optional<CitationStyle> citation_style(std::string_view name) {
    const auto found = std::ranges::find(citation_styles(), name);
    if (found == citation_styles().end()) return {};
    return static_cast<CitationStyle>(found - citation_styles().begin());
}

std::string_view style_title(CitationStyle style) {
    constexpr std::array<std::string_view, 5> titles{"APA 7", "Chicago", "ABNT NBR 6023", "ISO 690", "Vancouver"};
    return titles.at(static_cast<std::size_t>(style));
}

CitationText cite(const Reference& reference, CitationStyle style, const std::string& language) {
    const auto& words = citation_words(language);
    switch (style) {
        case CitationStyle::apa:
            return apa(reference, words);
        case CitationStyle::chicago:
            return chicago(reference, words);
        case CitationStyle::abnt:
            return abnt(reference, words);
        case CitationStyle::iso690:
            return iso690(reference, words);
        case CitationStyle::vancouver:
            return vancouver(reference, words);
    }
    return {};
}

std::string written(const std::vector<PersonName>& names, const NameList& list) {
    const bool cut = names.size() > list.most;
    const auto count = cut ? list.shown : names.size();
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += i + 1 == names.size() ? list.last : list.between;
        text += list.write(names[i], i == 0);
    }
    if (cut) text += list.others;
    return text;
}

Responsible responsible(const Reference& reference) {
    if (!reference.authors.empty() || reference.editors.empty()) return {reference.authors};
    return {reference.editors, true};
}

std::string_view medium(const Reference& reference, const CitationWords& words) {
    if (reference.kind == "paper" && reference.container.empty()) return words.paper;
    if (reference.kind == "presentation") return words.presentation;
    if (reference.kind == "poster") return words.poster;
    if (reference.kind == "practice") return words.practice;
    if (reference.kind == "recording") return words.recording;
    return {};
}

std::string year_text(const Reference& reference, std::string_view none) {
    const auto year = date_parts(reference.issued).year;
    return year == 0 ? std::string{none} : std::to_string(year);
}

bool names_publisher(const Reference& reference) {
    const auto& authors = reference.authors;
    return !reference.publisher.empty() &&
           !(authors.size() == 1 && lower(authors.front().family) == lower(reference.publisher));
}

}  // namespace acervo
