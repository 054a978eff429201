// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/language_tag.h"

#include "corpus/vocabulary.h"

namespace acervo {
namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
char lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::optional<std::string> language_tag(std::string_view text) {
    std::string tag;
    bool after_singleton = false;  // what an extension or private use says has no case of its own
    for (bool first = true; first || !text.empty(); first = false) {
        const auto end = text.find_first_of("-_");
        const std::string_view subtag = text.substr(0, end);
        if (end != std::string_view::npos && end + 1 == text.size()) return std::nullopt;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);

        if (subtag.empty() || subtag.size() > 8) return std::nullopt;
        bool letters = true;
        for (const char c : subtag) {
            if (!is_letter(c) && !is_digit(c)) return std::nullopt;
            letters = letters && is_letter(c);
        }
        if (first && (!letters || subtag.size() < 2 || subtag.size() > 3)) return std::nullopt;

        if (!first) tag += '-';
        const bool region = !first && !after_singleton && letters && subtag.size() == 2;
        const bool script = !first && !after_singleton && letters && subtag.size() == 4;
        for (std::size_t i = 0; i < subtag.size(); ++i) {
            tag += region || (script && i == 0) ? upper(subtag[i]) : lower(subtag[i]);
        }
        after_singleton = after_singleton || subtag.size() == 1;
    }
    return tag;
}

std::optional<std::string> language_suffix(std::string_view text) {
    std::optional<std::string> tag = language_tag(text);
    if (!tag) return std::nullopt;
    const std::string language = tag->substr(0, tag->find('-'));
    if (language != "und" && language_name(language, "en") == language) return std::nullopt;
    // An underscore inside is part of a name, but for "pt_BR".
    if (text.find('_') != std::string_view::npos && text.size() != language.size() + 3) return std::nullopt;
    return tag;
}

}  // namespace acervo
