// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/text.h"
#include "ingest/bibliographic/languages_table.h"
#include "ingest/bibliographic/marc_codes.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

bool is_one_of(std::string_view names, std::string_view name) {
    for (;;) {
        const auto end = names.find('|');
        if (names.substr(0, end) == name) return true;
        if (end == std::string_view::npos) return false;
        names.remove_prefix(end + 1);
    }
}

/// Tag of a language subtag or name that is in the table; empty for others.
std::string known(std::string_view folded) {
    for (const auto& one : known_languages) {
        if (folded == one.tag || folded == one.terminology || folded == one.bibliographic ||
            is_one_of(one.names, folded))
            return std::string{one.tag};
    }
    return {};
}

/// A language subtag has letters alone: "p80" is a slip of a fixed field.
std::string well_formed(const std::string& tag) {
    const auto primary = std::string_view{tag}.substr(0, tag.find('-'));
    const bool letters = std::ranges::all_of(primary, [](char c) { return c >= 'a' && c <= 'z'; });
    return letters ? tag : std::string{};
}

}  // namespace

std::string written_language(std::string_view text) {
    std::string folded = fold(squeeze(text));
    // OpenAIRE and DataCite write addresses of codes ("http://id.loc.gov/vocabulary/iso639-2/spa").
    if (const auto slash = folded.rfind('/'); slash != std::string::npos) folded.erase(0, slash + 1);
    if (folded == "und" || folded == "mul" || folded == "zxx" || folded == "mis") return "und";
    if (auto tag = known(folded); !tag.empty()) return tag;
    // "Portuguese (Brazil)", "Español, México": what stands in front names the language.
    const auto word = folded.substr(0, folded.find_first_of(" ,(;"));
    const auto dash = word.find_first_of("-_");
    if (dash != std::string::npos) {
        auto tag = known(word.substr(0, dash));
        if (tag.empty()) return well_formed(language_code(word));
        const auto whole = language_code(tag + "-" + word.substr(dash + 1));
        return whole.empty() ? tag : whole;
    }
    if (word.size() != folded.size() && word.size() > 3) {
        if (auto tag = known(word); !tag.empty()) return tag;
    }
    return word.size() == folded.size() && folded.size() <= 3 ? well_formed(language_code(folded)) : std::string{};
}

std::string marc_language(std::string_view tag) {
    const auto* const found = std::ranges::find(known_languages, tag.substr(0, tag.find('-')), &KnownLanguage::tag);
    return found == known_languages.end() ? std::string{} : std::string{found->bibliographic};
}

}  // namespace acervo
