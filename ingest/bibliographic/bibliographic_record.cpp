// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/bibliographic_record.h"

#include <algorithm>

#include "corpus/record_json.h"
#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/metadata.h"
#include "ingest/languages.h"

namespace acervo {

namespace {

/// Texts under "und" go to the record's only language.
template <typename Map>
void move_undetermined(Map& map, const std::string& language) {
    const auto at = map.find("und");
    if (at == map.end() || language.empty() || map.contains(language)) return;
    auto node = map.extract(at);
    node.key() = language;
    map.insert(std::move(node));
}

template <typename Map>
void drop_empty(Map& map) {
    std::erase_if(map, [](const auto& entry) { return entry.second.empty(); });
}

bool is_web_address(std::string_view text) {
    return (text.starts_with("http://") || text.starts_with("https://")) &&
           text.find_first_of(" \t\n<>\"") == std::string_view::npos && text.size() > 10;
}

}  // namespace

void prepare_crosswalks() {
    LangMap text{{"und", "El municipio y la participación de los vecinos"}};
    name_language(text, "");
}

void finish(BibliographicRecord& made) {
    Record& record = made.record;
    drop_empty(record.title);
    drop_empty(record.abstract);
    drop_empty(record.keywords);
    std::erase_if(record.creators, [](const Agent& agent) { return agent.name.empty(); });
    std::erase_if(record.contributors, [](const Agent& agent) { return agent.name.empty(); });
    const std::string language = record.languages.size() == 1 ? record.languages.front() : "";
    move_undetermined(record.title, language);
    move_undetermined(record.keywords, language);
    if (record.abstract.contains("und")) name_language(record.abstract, language);
    if (record.source_key.empty()) {
        if (!record.doi.empty()) {
            record.source_key = "doi:" + lower(record.doi);
        } else if (!record.handle.empty()) {
            record.source_key = "hdl:" + record.handle;
        }
    }
    if (!record.url.empty() && !is_web_address(record.url)) {
        not_understood(made, "url", record.url);
        record.url.clear();
    }
    if (record.page_end && record.page_end.value_or(0) < record.page_start.value_or(0)) record.page_end.reset();
}

SourceRow to_row(BibliographicRecord made, int line) {
    SourceRow row;
    row.line = line;
    row.key = made.key.empty() ? std::to_string(line) : std::move(made.key);
    row.record = to_json(made.record);
    if (!made.files.empty()) row.record["file"] = std::move(made.files);
    row.event = std::move(made.event);
    row.notices = std::move(made.notices);
    return row;
}

void not_understood(BibliographicRecord& made, const std::string& field, std::string_view value) {
    made.notices.push_back({"not-understood", field, shorten(squeeze(clean(value)), 120), ""});
}

void set_issued(BibliographicRecord& made, std::string_view date) {
    if (squeeze(date).empty()) return;
    const auto read = written_date(date);
    if (read.empty()) {
        not_understood(made, "issued", date);
    } else if (made.record.issued.empty()) {
        made.record.issued = read;
    }
}

void add_language(BibliographicRecord& made, std::string_view language) {
    if (squeeze(language).empty()) return;
    const auto tag = written_language(language);
    if (tag.empty()) {
        not_understood(made, "language", language);
    } else if (tag != "und" && std::ranges::find(made.record.languages, tag) == made.record.languages.end()) {
        made.record.languages.push_back(tag);
    }
}

void add_country(Record& record, const std::string& country) {
    if (!country.empty() && std::ranges::find(record.countries, country) == record.countries.end())
        record.countries.push_back(country);
}

bool add_identifier(Record& record, std::string_view identifier) {
    const auto found = written_identifier(identifier);
    const auto keep = [&](std::string& field) {
        if (field.empty()) field = found.value;
        return true;
    };
    switch (found.scheme) {
        case Scheme::doi:
            return keep(record.doi);
        case Scheme::handle:
            return keep(record.handle);
        case Scheme::isbn:
            return keep(record.isbn);
        case Scheme::issn:
            return keep(record.issn);
        case Scheme::url:
            return keep(record.url);
        case Scheme::none:
            break;
    }
    return false;
}

void set_pages(Record& record, std::string_view pages) {
    const auto range = written_pages(pages);
    if (range.first && !record.page_start) record.page_start = range.first;
    if (range.last && !record.page_end) record.page_end = range.last;
}

void append(LangMap& map, std::string_view language, std::string_view text) {
    auto paragraph = squeeze(clean(text));
    if (paragraph.empty()) return;
    auto& whole = map[std::string{language.empty() ? "und" : language}];
    whole += (whole.empty() ? "" : "\n") + paragraph;
}

}  // namespace acervo
