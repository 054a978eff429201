// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "corpus/text.h"
#include "ingest/describe.h"
#include "ingest/formats/sections.h"
#include "ingest/languages.h"
#include "ingest/ocr/ocr.h"

namespace acervo::ocr {

namespace {

void mark(Record& record, const std::string& field) {
    if (std::ranges::count(record.machine, field) == 0) record.machine.push_back(field);
}

/// A title that is no more than the name of the file gives way to the first line that could be one.
void mend_title(Record& record, const std::vector<Unit>& units) {
    if (std::ranges::count(record.machine, "title") == 0 || record.files.empty() || record.title.size() != 1) return;
    if (record.title.begin()->second != title_from_name(record.files.front().name)) return;
    for (std::size_t i = 0; i < std::min<std::size_t>(units.size(), 3); ++i) {
        const auto title = title_from_text(units[i].text);
        if (title.empty()) continue;
        record.title = {{units[i].language.empty() ? "und" : units[i].language, title}};
        return;
    }
}

}  // namespace

bool may_be_scanned(const Record& record) {
    if (record.files.empty()) return false;
    const auto& type = record.files.front().media_type;
    return type == "application/pdf" || type == "image/png" || type == "image/jpeg" || type == "image/tiff";
}

std::vector<int> pages_to_read(const Record& record, const std::vector<Unit>& units) {
    std::vector<int> pages;
    if (!may_be_scanned(record)) return pages;
    for (const auto& unit : units) {
        if (unit.kind == UnitKind::page && unit.origin.empty() && count_words(unit.text) < few_words)
            pages.push_back(unit.number);
    }
    return pages;
}

void add_recognised(Record& record, std::vector<Unit>& units, const std::map<int, Recognition>& pages) {
    bool added = false;
    const auto wanted = pages_to_read(record, units);
    for (auto& unit : units) {
        const auto found = pages.find(unit.number);
        if (found == pages.end() || std::ranges::count(wanted, unit.number) == 0) continue;
        const auto& page = found->second;
        if (!page.why_not.empty()) continue;
        unit.origin = "ocr";
        unit.confidence = page.confidence;
        if (page.confidence < least_confidence) continue;
        unit.text = page.text;
        unit.language.clear();
        added = true;
    }
    if (!added) return;
    guess_languages(units, record.languages);
    if (record.languages.empty()) {
        record.languages = languages_of(units);
        if (!record.languages.empty()) mark(record, "language");
    }
    mend_title(record, units);
    if (!record.languages.empty()) name_language(record.title, record.languages.front());
}

}  // namespace acervo::ocr
