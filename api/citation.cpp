// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation.h"

#include <algorithm>

namespace acervo {
namespace {

constexpr std::size_t most_names = 20;

/// "Ana Pérez, João da Silva e Grace Brown"
std::string names_of(const std::vector<Agent>& agents, const std::string& language) {
    const std::string last = language == "es" ? " y " : language == "pt" ? " e " : " and ";
    const auto count = std::min(agents.size(), most_names);
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += i == 0 ? "" : i + 1 == agents.size() ? last : ", ";
        text += agents[i].name;
    }
    return agents.size() > count ? text + ", et al." : text;
}

/// Ends a sentence, unless it has an end of its own.
std::string ended(const std::string& text) {
    const bool has_end = !text.empty() && std::string_view{".?!"}.find(text.back()) != std::string_view::npos;
    return has_end ? text : text + ".";
}

}  // namespace

std::string printed_pages(const Part& part) {
    const auto from = part.label_start.empty() ? std::to_string(part.start) : part.label_start;
    const auto to = part.label_end.empty() ? std::to_string(part.end) : part.label_end;
    return from == to ? from : from + "–" + to;
}

std::string part_citation(const Record& volume, const Part& part, const std::string& language) {
    std::string text = names_of(part.creators, language);
    if (const auto year = year_of(volume.issued)) text += (text.empty() ? "(" : " (") + std::to_string(*year) + ")";
    if (!text.empty()) text = ended(text) + " ";
    text += ended(best(part.title, part.language.empty() ? language : part.language).second);
    text += language == "es" ? " En: " : language == "pt" ? " Em: " : " In: ";
    if (const auto editors = names_of(volume.creators, language); !editors.empty()) text += editors + ": ";
    text += best(volume.title, language).second;
    if (!volume.volume.empty()) text += ", " + volume.volume;
    text += part.start == part.end ? ", p. " : language == "pt" || language == "en" ? ", pp. " : ", págs. ";
    text = ended(text + printed_pages(part));
    if (!volume.publisher.empty()) text += " " + ended(volume.publisher);
    if (!volume.isbn.empty()) text += " ISBN " + ended(volume.isbn);
    if (!volume.doi.empty()) text += " https://doi.org/" + volume.doi;
    return text;
}

}  // namespace acervo
