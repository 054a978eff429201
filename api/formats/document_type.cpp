// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/document_type.h"

#include <algorithm>
#include <array>

namespace acervo {
namespace {

constexpr std::array<DocumentType, 11> types{{
    {"paper", "conference paper", "paper-conference", "CPAPER", "inproceedings", "ScholarlyArticle"},
    {"proceedings", "conference proceedings", "book", "CONF", "proceedings", "Book"},
    {"presentation", "conference presentation", "speech", "SLIDE", "misc", "PresentationDigitalDocument"},
    {"practice", "good practice", "report", "RPRT", "techreport", "CreativeWork"},
    {"poster", "conference poster", "speech", "SLIDE", "misc", "Poster"},
    {"report", "report", "report", "RPRT", "techreport", "Report"},
    {"guide", "guide", "book", "BOOK", "manual", "Guide"},
    {"programme", "conference programme", "pamphlet", "PAMP", "misc", "CreativeWork"},
    {"declaration", "declaration", "document", "GEN", "misc", "CreativeWork"},
    {"recording", "video", "motion_picture", "VIDEO", "misc", "VideoObject"},
    {"other", "other", "document", "GEN", "misc", "CreativeWork"},
}};

}  // namespace

const DocumentType& document_type(std::string_view kind) {
    const auto* const found = std::ranges::find(types, kind, &DocumentType::kind);
    return found == types.end() ? types.back() : *found;
}

bool is_part(const Record& record) {
    return record.kind == "paper" && (record.page_start || !record.series.empty() || !record.volume.empty());
}

std::string licence_address(const std::string& licence) {
    if (licence.find("://") != std::string::npos) return licence;
    if (licence == "CC0-1.0") return "https://creativecommons.org/publicdomain/zero/1.0/";
    // "CC-BY-NC-4.0" -> by-nc/4.0
    const auto version = licence.rfind('-');
    if (licence.starts_with("CC-") && version > 3) {
        std::string terms = licence.substr(3, version - 3);
        for (char& c : terms) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        return "https://creativecommons.org/licenses/" + terms + "/" + licence.substr(version + 1) + "/";
    }
    constexpr auto allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-+";
    const bool identifier = !licence.empty() && licence.find_first_not_of(allowed) == std::string::npos;
    return identifier ? "https://spdx.org/licenses/" + licence : std::string{};
}

LangMap written_by_people(const LangMap& map) {
    LangMap kept;
    for (const auto& [language, text] : map)
        if (!text.empty() && language.find("-x-mt") == std::string::npos) kept.emplace(language, text);
    return kept;
}

}  // namespace acervo
