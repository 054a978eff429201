// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/citation/reference.h"

#include <charconv>

#include "corpus/catalogue.h"
#include "corpus/text.h"

namespace acervo {
namespace {

std::string language_of(const Record& record) {
    if (!record.languages.empty()) return record.languages.front();
    const auto titles = written_by_people(record.title);
    return titles.empty() || titles.begin()->first == "und" ? std::string{} : titles.begin()->first;
}

/// Sorts people by what they did; whoever did something else is no part of a reference.
void add_agents(Reference& reference, const std::vector<Agent>& agents, bool creators) {
    for (const auto& agent : agents) {
        const auto& role = agent.role;
        auto name = person_name(agent, reference.language);
        if (name.family.empty() && name.given.empty()) continue;
        if (role == "translator") {
            reference.translators.push_back(std::move(name));
        } else if (role == "editor" || role == "compiler" || role == "coordinator" || role == "organizer") {
            reference.editors.push_back(std::move(name));
        } else if (creators) {
            reference.authors.push_back(std::move(name));
        }
    }
}

void add_event(Reference& reference, const Record& record, const Vocabulary& vocabulary) {
    const auto* const event = vocabulary.find_event(record.event.id);
    if (event == nullptr) return;
    reference.event = best(event->name, reference.language).second;
    if (!event->edition.empty() && reference.event.find(event->edition) == std::string::npos)
        reference.event = event->edition + " " + reference.event;
    reference.event_place = event->venue.name;
    reference.event_start = event->start;
    reference.event_end = event->end;
}

void add_identifiers(Reference& reference, const Record& record, const Publication& publication) {
    reference.doi = record.doi;
    reference.isbn = record.isbn;
    reference.issn = record.issn;
    reference.url = !record.doi.empty()      ? "https://doi.org/" + record.doi
                    : !record.handle.empty() ? "https://hdl.handle.net/" + record.handle
                                             : publication.record(record.id);
    reference.accessed = now().substr(0, 10);
    const bool open = is_open(record.rights, reference.accessed);
    for (std::size_t i = 0; open && i < record.files.size() && reference.pdf.empty(); ++i)
        if (record.files[i].media_type == "application/pdf") reference.pdf = publication.file(record.id, i + 1);
}

/// "12 (3)" is volume 12, issue 3.
void add_volume(Reference& reference, const std::string& written) {
    const auto open = written.find('('), close = written.rfind(')');
    const bool both = open != std::string::npos && close != std::string::npos && open < close && open > 0;
    reference.volume = squeeze(both ? written.substr(0, open) : written);
    if (both) reference.issue = squeeze(written.substr(open + 1, close - open - 1));
}

int number_at(const std::string& text, std::size_t at, std::size_t length) {
    int number = 0;
    if (text.size() < at + length) return 0;
    const auto* const end = text.data() + at + length;
    const auto read = std::from_chars(text.data() + at, end, number);
    return read.ec == std::errc{} && read.ptr == end ? number : 0;
}

}  // namespace

std::string printed_pages(const Part& part) {
    const auto from = part.label_start.empty() ? std::to_string(part.start) : part.label_start;
    const auto to = part.label_end.empty() ? std::to_string(part.end) : part.label_end;
    return from == to ? from : from + "–" + to;
}

DateParts date_parts(const std::string& edtf) {
    DateParts parts;
    parts.year = year_of(edtf).value_or(0);
    if (parts.year == 0 || edtf.size() < 7 || edtf[4] != '-') return parts;
    parts.month = number_at(edtf, 5, 2);
    if (parts.month < 1 || parts.month > 12) parts.month = 0;
    if (parts.month != 0 && edtf.size() >= 10 && edtf[7] == '-') parts.day = number_at(edtf, 8, 2);
    if (parts.day < 1 || parts.day > 31) parts.day = 0;
    return parts;
}

Reference reference_of(const Record& record, const Publication& publication) {
    Reference reference{.id = record.id, .kind = record.kind, .language = language_of(record)};
    reference.title = best(written_by_people(record.title), reference.language).second;
    add_agents(reference, record.creators, true);
    add_agents(reference, record.contributors, false);
    if (record.kind == "paper") {
        reference.container = record.series;
    } else {
        reference.collection = record.series;
    }
    add_volume(reference, record.volume);
    if (record.page_start) {
        reference.pages = std::to_string(*record.page_start);
        if (record.page_end && *record.page_end != *record.page_start)
            reference.pages += "–" + std::to_string(*record.page_end);
    }
    add_event(reference, record, publication.vocabulary);
    reference.publisher = record.publisher;
    reference.issued = record.issued;
    reference.abstract = best(written_by_people(record.abstract), reference.language).second;
    for (const auto& [language, words] : record.keywords)
        reference.keywords.insert(reference.keywords.end(), words.begin(), words.end());
    add_identifiers(reference, record, publication);
    return reference;
}

Reference reference_of(const Record& volume, const Part& part, const std::string& part_id,
                       const Publication& publication) {
    const auto whole = reference_of(volume, publication);
    Reference reference{.id = volume.id + "-" + part_id, .kind = "paper", .language = part.language};
    if (reference.language.empty()) reference.language = whole.language;
    reference.title = best(written_by_people(part.title), reference.language).second;
    add_agents(reference, part.creators, true);
    reference.container = whole.title;
    reference.container_editors = whole.editors.empty() ? whole.authors : whole.editors;
    reference.volume = whole.volume;
    reference.issue = whole.issue;
    reference.pages = printed_pages(part);
    add_event(reference, volume, publication.vocabulary);
    reference.publisher = whole.publisher;
    reference.issued = whole.issued;
    reference.doi = whole.doi;
    reference.isbn = whole.isbn;
    reference.issn = whole.issn;
    reference.url = whole.doi.empty() ? publication.record(volume.id) + "/parts/" + part_id : whole.url;
    reference.accessed = whole.accessed;
    if (!whole.pdf.empty()) reference.pdf = whole.pdf + "#page=" + std::to_string(part.start);
    return reference;
}

}  // namespace acervo
