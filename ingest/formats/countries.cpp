// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/countries.h"

#include <array>
#include <map>

#include "corpus/text.h"
#include "corpus/vocabulary.h"

namespace acervo {
namespace {

using Names = std::map<std::string, std::string, std::less<>>;

/// Names as people print them beside those of the standard.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> other_names{
    {{"usa", "US"},
     {"u.s.a.", "US"},
     {"united states of america", "US"},
     {"estados unidos de america", "US"},
     {"eua", "US"},
     {"ee. uu.", "US"},
     {"ee.uu.", "US"},
     {"uk", "GB"},
     {"u.k.", "GB"},
     {"england", "GB"},
     {"inglaterra", "GB"},
     {"scotland", "GB"},
     {"wales", "GB"},
     {"great britain", "GB"},
     {"the netherlands", "NL"},
     {"holanda", "NL"},
     {"russian federation", "RU"},
     {"republica bolivariana de venezuela", "VE"},
     {"estado plurinacional de bolivia", "BO"},
     {"republica argentina", "AR"},
     {"czech republic", "CZ"},
     {"republic of korea", "KR"}}};

Names read_names() {
    Names names;
    for (char a = 'A'; a <= 'Z'; ++a) {
        for (char b = 'A'; b <= 'Z'; ++b) {
            const std::string code{a, b};
            if (!is_country(code) || code == "ZZ") continue;
            for (const char* language : {"en", "es", "pt", "fr", "ca", "gl"}) {
                const auto name = fold(country_name(code, language));
                if (name.size() > 2) names.emplace(name, code);
            }
        }
    }
    for (const auto& [name, code] : other_names) names.emplace(name, code);
    names.erase("salvador");  // so the country is called in French alone; elsewhere it is a city of Brazil
    return names;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view edge = " \t\r\n.,;:()[]";
    const auto begin = text.find_first_not_of(edge);
    if (begin == std::string_view::npos) return {};
    return squeeze(text.substr(begin, text.find_last_not_of(edge) - begin + 1));
}

}  // namespace

const std::map<std::string, std::string, std::less<>>& country_names() {
    static const Names names = read_names();
    return names;
}

std::string country_code(std::string_view name) {
    const Names& names = country_names();
    const auto text = squeeze(name);
    if (text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' && text != "ZZ" &&
        is_country(text)) {
        return text;
    }
    const auto found = names.find(fold(text));
    return found == names.end() ? std::string{} : found->second;
}

std::string country_of_affiliation(std::string_view affiliation) {
    const auto text = trimmed(affiliation);
    const auto at = text.find_last_of(",;(");
    const auto last = trimmed(at == std::string::npos ? std::string_view{text} : std::string_view{text}.substr(at + 1));
    // Two letters at the end are a state as often as a country ("San Francisco, CA").
    if (last.size() == 2 && last != "UK") return {};
    auto code = country_code(last);
    if (code.empty()) {
        if (const auto dash = last.rfind(" - "); dash != std::string::npos)
            code = country_code(trimmed(last.substr(dash + 3)));
    }
    return code;
}

}  // namespace acervo
