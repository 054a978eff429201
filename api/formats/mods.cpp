// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/mods.h"

#include "api/formats/document_type.h"
#include "corpus/person_name.h"
#include "corpus/text.h"
#include "corpus/xml_writer.h"
#include "ingest/bibliographic/marc_codes.h"

namespace acervo {
namespace {

using xml::Writer;

std::string main_language(const Record& record) {
    return record.languages.empty() ? std::string{} : record.languages.front();
}

/// The tag of a text, nothing where it is not known.
std::string tag_of(const std::string& language) {
    return language == "und" ? std::string{} : language;
}

/// An element with a text that is not empty.
void element(Writer& out, std::string_view name, const std::string& text, xml::Attributes attributes = {}) {
    if (!text.empty()) out.element(name, text, attributes);
}

void write_titles(Writer& out, const Record& record) {
    const auto titles = written_by_people(record.title);
    const auto shown = best(titles, main_language(record)).first;
    const auto write = [&](const std::string& language, std::string_view type) {
        const auto& title = titles.at(language);
        const auto colon = title.find(": ");
        out.open("titleInfo", {{"type", type}, {"xml:lang", tag_of(language)}});
        out.element("title", title.substr(0, colon));
        if (colon != std::string::npos) element(out, "subTitle", title.substr(colon + 2));
        out.close();
    };
    if (titles.empty()) return;
    write(shown, "");
    for (const auto& [language, title] : titles)
        if (language != shown) write(language, "translated");
}

void write_agent(Writer& out, const Agent& agent, const Record& record) {
    const auto name = person_name(agent, main_language(record));
    out.open("name", {{"type", name.organization ? "corporate" : "personal"}});
    if (name.organization || name.given.empty()) {
        out.element("namePart", name.family);
    } else {
        out.element("namePart", name.family, {{"type", "family"}});
        out.element("namePart", name.given + (name.particle.empty() ? "" : " " + name.particle), {{"type", "given"}});
        element(out, "namePart", name.suffix, {{"type", "termsOfAddress"}});
    }
    const auto code = relator_code(agent.role);
    out.open("role");
    if (code.empty()) {
        out.element("roleTerm", agent.role, {{"type", "text"}});
    } else {
        out.element("roleTerm", code, {{"type", "code"}, {"authority", "marcrelator"}});
    }
    out.close();
    if (!agent.orcid.empty()) out.element("nameIdentifier", "https://orcid.org/" + agent.orcid, {{"type", "orcid"}});
    if (!agent.ror.empty()) out.element("nameIdentifier", "https://ror.org/" + agent.ror, {{"type", "ror"}});
    element(out, "affiliation", agent.affiliation);
    out.close();
}

void write_event(Writer& out, const Record& record, const Vocabulary& vocabulary) {
    const auto* const event = vocabulary.find_event(record.event.id);
    if (event == nullptr) return;
    out.open("name", {{"type", "conference"}});
    out.element("namePart", best(event->name, main_language(record)).second);
    out.close();
}

void write_origin(Writer& out, const Record& record) {
    if (record.publisher.empty() && record.issued.empty()) return;
    out.open("originInfo");
    element(out, "publisher", record.publisher);
    // "198X" and "2019~" are dates of EDTF alone.
    const bool plain =
        record.issued.size() <= 10 && record.issued.find_first_not_of("0123456789-") == std::string::npos;
    element(out, "dateIssued", record.issued, {{"encoding", plain ? "w3cdtf" : "edtf"}, {"keyDate", "yes"}});
    out.close();
}

void write_physical(Writer& out, const Record& record) {
    out.open("physicalDescription");
    out.element("form", "electronic", {{"authority", "marcform"}});
    std::string last;
    for (const auto& file : record.files) {
        if (file.media_type != last) element(out, "internetMediaType", file.media_type);
        last = file.media_type;
    }
    out.element("digitalOrigin", "born digital");
    out.close();
}

void write_subjects(Writer& out, const Record& record, const Vocabulary& vocabulary) {
    const auto language = record.languages.empty() ? std::string{"es"} : record.languages.front();
    const auto subject = [&](std::string_view name, const std::string& text, xml::Attributes attributes) {
        if (text.empty()) return;
        out.open("subject", attributes).element(name, text).close();
    };
    for (const auto& code : record.themes)
        subject("topic", vocabulary.scheme("theme").label(code, language), {{"authority", "local"}});
    for (const auto& [tag, keywords] : record.keywords)
        for (const auto& keyword : keywords) subject("topic", keyword, {{"xml:lang", tag_of(tag)}});
    for (const auto& country : record.countries)
        if (country != "ZZ") subject("geographic", country_name(country, language), {});
    for (const auto& place : record.places) {
        if (place.name.empty()) continue;
        out.open("subject").open("hierarchicalGeographic");
        element(out, "country", place.country.empty() ? "" : country_name(place.country, language));
        element(out, "state", place.subdivision);
        out.element("city", place.name).close().close();
    }
}

/// Volume and pages.
void write_extent(Writer& out, const Record& record) {
    if (record.volume.empty() && !record.page_start) return;
    out.open("part");
    if (!record.volume.empty()) out.open("detail", {{"type", "volume"}}).element("number", record.volume).close();
    if (record.page_start) {
        out.open("extent", {{"unit", "pages"}}).element("start", std::to_string(*record.page_start));
        if (record.page_end) out.element("end", std::to_string(*record.page_end));
        out.close();
    }
    out.close();
}

/// The volume that a part is in, or the series that a whole is of.
void write_related(Writer& out, const Record& record) {
    const bool part = is_part(record);
    if (!part && record.series.empty()) return;
    out.open("relatedItem", {{"type", part ? "host" : "series"}});
    if (!record.series.empty()) {
        out.open("titleInfo").element("title", record.series);
        if (!part) element(out, "partNumber", record.volume);
        out.close();
    }
    if (part) {
        write_extent(out, record);
        element(out, "identifier", record.isbn, {{"type", "isbn"}});
        element(out, "identifier", record.issn, {{"type", "issn"}});
    }
    out.close();
}

void write_identifiers(Writer& out, const Record& record, const Publication& publication) {
    element(out, "identifier", record.doi, {{"type", "doi"}});
    element(out, "identifier", record.handle, {{"type", "hdl"}});
    if (!is_part(record)) {
        element(out, "identifier", record.isbn, {{"type", "isbn"}});
        element(out, "identifier", record.issn, {{"type", "issn"}});
    }
    out.open("location");
    element(out, "url", record.url);
    out.element("url", publication.record(record.id), {{"usage", "primary"}, {"access", "object in context"}});
    if (is_open(record.rights, now().substr(0, 10))) {
        for (std::size_t i = 0; i < record.files.size(); ++i)
            out.element("url", publication.file(record.id, i + 1), {{"access", "raw object"}});
    }
    out.close();
}

void write_access(Writer& out, const Record& record) {
    if (!is_open(record.rights, now().substr(0, 10))) {
        const auto& until = record.rights.embargo_until;
        out.element("accessCondition", until.empty() ? "restricted access" : "embargoed until " + until,
                    {{"type", "restriction on access"}});
    }
    if (const auto& licence = record.rights.licence; !licence.empty())
        out.element("accessCondition", licence,
                    {{"type", "use and reproduction"}, {"xlink:href", licence_address(licence)}});
}

}  // namespace

std::string mods(const Stored& stored, const Publication& publication) {
    const auto& record = stored.record;
    std::string text;
    Writer out{text};
    out.open(
        "mods",
        {{"xmlns", "http://www.loc.gov/mods/v3"}, {"xmlns:xlink", "http://www.w3.org/1999/xlink"}, {"version", "3.7"}});
    write_titles(out, record);
    if (!stored.withdrawn) {
        for (const auto& agent : record.creators) write_agent(out, agent, record);
        for (auto agent : record.contributors) {
            if (agent.role.empty()) agent.role = "contributor";
            write_agent(out, agent, record);
        }
        write_event(out, record, publication.vocabulary);
        out.element("typeOfResource", record.kind == "recording" ? "moving image" : "text");
        out.element("genre", document_type(record.kind).genre);
        write_origin(out, record);
        for (const auto& tag : record.languages) {
            out.open("language").element("languageTerm", tag, {{"type", "code"}, {"authority", "rfc5646"}}).close();
        }
        write_physical(out, record);
        for (const auto& [language, abstract] : written_by_people(record.abstract))
            out.element("abstract", abstract, {{"xml:lang", tag_of(language)}});
        for (const auto& [language, note] : written_by_people(record.note))
            out.element("note", note, {{"xml:lang", tag_of(language)}});
        write_subjects(out, record, publication.vocabulary);
        write_related(out, record);
        if (!is_part(record) && record.page_start) write_extent(out, record);
        write_identifiers(out, record, publication);
        write_access(out, record);
    }
    out.open("recordInfo");
    out.element("recordContentSource", "Acervo");
    out.element("recordChangeDate", stored.modified, {{"encoding", "w3cdtf"}});
    out.element("recordIdentifier", record.id, {{"source", "Acervo"}});
    out.close().close();
    return text;
}

}  // namespace acervo
