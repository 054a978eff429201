// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/mods.h"

#include <algorithm>

#include "corpus/text.h"
#include "ingest/bibliographic/marc_countries.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

using xml::Node;

/// Language of an element: its lang or xml:lang; empty when it declares none.
std::string language_of(Node node) {
    const auto tag = written_language(xml::attribute(node, "lang"));
    return tag == "und" ? std::string{} : tag;
}

std::string text_at(Node node, const char* path) {
    return clean(xml::text(xml::at(node, path)));
}

std::string title_of(Node info) {
    std::string title = text_at(info, "title");
    const auto article = text_at(info, "nonSort"), subtitle = text_at(info, "subTitle");
    if (!article.empty()) title = article + (article.ends_with('\'') ? "" : " ") + title;
    if (!subtitle.empty()) title += (title.ends_with('?') || title.ends_with(':') ? " " : ": ") + subtitle;
    for (const char* part : {"partNumber", "partName"}) {
        if (const auto text = text_at(info, part); !text.empty()) title += ". " + text;
    }
    return squeeze(title);
}

void add_titles(Node mods, Record& record) {
    for (const auto* info : xml::children(mods, "titleInfo")) {
        const auto type = xml::attribute(info, "type"), language = language_of(info);
        const bool main = type.empty();
        // A translated title without a language would stand where the title itself does.
        if (main || (type == "translated" && !language.empty())) put(record.title, language, title_of(info));
    }
}

void add_name(Node node, BibliographicRecord& made) {
    Agent agent;
    const auto type = xml::attribute(node, "type");
    agent.organization = type == "corporate";
    std::string family, given, whole, terms;
    for (const auto* part : xml::children(node, "namePart")) {
        const auto kind = xml::attribute(part, "type");
        const auto text = clean(xml::text(part));
        auto& into = kind == "family" ? family : kind == "given" ? given : kind == "termsOfAddress" ? terms : whole;
        if (kind == "date" || text.empty()) continue;
        into += (into.empty() ? "" : kind.empty() && agent.organization ? ". " : " ") + text;
    }
    if (!terms.empty() && !family.empty()) family += " " + terms;
    agent.name =
        family.empty() ? written_name(whole.empty() ? given : whole) : family + (given.empty() ? "" : ", " + given);
    if (agent.name.empty()) agent.name = written_name(text_at(node, "displayForm"));
    agent.affiliation = text_at(node, "affiliation");
    if (!agent.affiliation.empty()) agent.country = country_of_affiliation(agent.affiliation);
    for (const auto* id : xml::children(node, "nameIdentifier")) {
        if (agent.orcid.empty()) agent.orcid = orcid_in(xml::text(id));
    }
    if (agent.name.empty()) return;
    if (type == "conference") {
        made.event = agent.name;
        append(made.record.note, "", agent.name);
        return;
    }
    std::string role;
    for (const auto* term : xml::all(node, "roleTerm")) {
        const auto found = written_role(xml::text(term));
        if (role.empty() || xml::attribute(term, "type") == "code") role = found;
    }
    const bool creator = is_creator_role(role);
    if (role != "author") agent.role = role;
    (creator ? made.record.creators : made.record.contributors).push_back(std::move(agent));
}

void add_origin(Node mods, BibliographicRecord& made) {
    std::string issued, other;
    for (const auto* origin : xml::children(mods, "originInfo")) {
        if (made.record.publisher.empty()) made.record.publisher = text_at(origin, "publisher");
        for (const auto* date : xml::children(origin)) {
            const auto text = squeeze(xml::text(date));
            if (text.empty()) continue;
            if (xml::is(date, "dateIssued")) {
                // What is encoded (keyDate, encoding="w3cdtf") before what is transcribed.
                if (issued.empty() ||
                    (!xml::attribute(date, "encoding").empty() && xml::attribute(date, "point") != "end"))
                    issued = text;
            } else if (xml::is(date, "copyrightDate") || xml::is(date, "dateCreated") || xml::is(date, "dateOther")) {
                if (other.empty()) other = text;
            }
        }
    }
    if (issued.empty()) issued = text_at(mods, "part/date");
    set_issued(made, issued.empty() ? other : issued);
}

void add_subject(Node subject, Record& record) {
    const auto language = language_of(subject);
    for (const auto* node : xml::children(subject)) {
        const auto text = clean(xml::text(node));
        if (xml::is(node, "topic")) {
            put(record.keywords, language, text);
        } else if (xml::is(node, "name") || xml::is(node, "titleInfo")) {
            put(record.keywords, language, xml::is(node, "titleInfo") ? title_of(node) : text);
        } else if (xml::is(node, "geographicCode")) {
            add_country(record, country_of_marc_area(text));
        } else if (xml::is(node, "geographic")) {
            if (const auto country = country_code(text); !country.empty()) {
                add_country(record, country);
            } else if (!text.empty()) {
                record.places.push_back({.name = text});
            }
        } else if (xml::is(node, "hierarchicalGeographic")) {
            Place place{.name = text_at(node, "city"),
                        .country = country_code(text_at(node, "country")),
                        .subdivision = text_at(node, "state")};
            if (place.name.empty()) place.name = text_at(node, "territory");
            add_country(record, place.country);
            if (!place.name.empty()) record.places.push_back(std::move(place));
        }
    }
}

/// Volume, issue and pages of where it was published.
void add_part(Node part, Record& record) {
    if (part == nullptr) return;
    std::string volume, issue;
    for (const auto* detail : xml::children(part, "detail")) {
        const auto type = xml::attribute(detail, "type");
        auto number = text_at(detail, "number");
        if (number.empty()) number = text_at(detail, "caption");
        if (type == "volume") volume = number;
        if (type == "issue" || type == "number") issue = number;
    }
    if (record.volume.empty())
        record.volume = issue.empty() ? volume : volume.empty() ? issue : volume + " (" + issue + ")";
    for (const auto* extent : xml::children(part, "extent")) {
        const auto unit = xml::attribute(extent, "unit");
        if (unit != "pages" && unit != "page") continue;
        const auto start = text_at(extent, "start"), end = text_at(extent, "end");
        set_pages(record, start.empty() ? text_at(extent, "list") : start + (end.empty() ? "" : "-" + end));
    }
}

void add_related(Node related, BibliographicRecord& made) {
    auto& record = made.record;
    const auto type = xml::attribute(related, "type");
    if (type == "series") {
        if (record.series.empty()) record.series = title_of(xml::at(related, "titleInfo"));
        if (record.volume.empty()) record.volume = text_at(related, "titleInfo/partNumber");
        return;
    }
    if (type != "host") return;
    // Where it was published counts before a series.
    if (const auto host = title_of(xml::at(related, "titleInfo")); !host.empty()) record.series = host;
    add_part(xml::at(related, "part"), record);
    for (const auto* id : xml::children(related, "identifier")) {
        const auto scheme = xml::attribute(id, "type");
        if (scheme == "issn" || scheme == "isbn") add_identifier(record, scheme + " " + xml::text(id));
    }
    for (const auto* name : xml::children(related, "name")) {
        BibliographicRecord host;
        add_name(name, host);
        for (auto* list : {&host.record.creators, &host.record.contributors}) {
            for (auto& agent : *list) {
                if (agent.role.empty()) agent.role = "editor";
                record.contributors.push_back(std::move(agent));
            }
        }
        if (made.event.empty()) made.event = host.event;
    }
    if (record.issued.empty() || record.publisher.empty()) {
        BibliographicRecord host;
        add_origin(related, host);
        if (record.issued.empty()) record.issued = host.record.issued;
        if (record.publisher.empty()) record.publisher = host.record.publisher;
    }
}

void add_identifier_of(Node node, BibliographicRecord& made, std::string& local) {
    const auto type = lower(xml::attribute(node, "type"));
    const auto text = squeeze(clean(xml::text(node)));
    if (xml::attribute(node, "invalid") == "yes" || text.empty()) return;
    if (type == "isbn" || type == "issn") {
        add_identifier(made.record, type + " " + text);
    } else if (type == "hdl" && !text.starts_with("http") && !text.starts_with("hdl")) {
        add_identifier(made.record, "hdl:" + text);
    } else if (!add_identifier(made.record, text) && local.empty()) {
        local = text;
    }
}

void add_kind(Node mods, Record& record) {
    bool conference = false;
    for (const auto* genre : xml::children(mods, "genre")) {
        const auto text = xml::text(genre);
        const auto kind = written_kind(text);
        conference = conference || fold(text).find("conference") != std::string::npos;
        if (!kind.empty() && (record.kind.empty() || record.kind == "other")) record.kind = kind;
    }
    if (record.kind.empty()) record.kind = written_kind(text_at(mods, "typeOfResource"));
    // A part of something is a paper, whatever the genre of the whole.
    const auto related = xml::children(mods, "relatedItem");
    const bool part = std::ranges::any_of(related, [](Node one) { return xml::attribute(one, "type") == "host"; });
    if (part && (record.kind.empty() || record.kind == "proceedings" || (conference && record.kind == "other")))
        record.kind = "paper";
}

void add_access(Node mods, Record& record) {
    for (const auto* condition : xml::children(mods, "accessCondition")) {
        auto licence = licence_id(xml::attribute(condition, "href"));
        if (licence.empty()) licence = licence_id(xml::text(condition));
        if (record.rights.licence.empty()) record.rights.licence = licence;
        const auto folded = fold(xml::text(condition));
        if (folded.find("restrictedaccess") != std::string::npos || folded.find("closedaccess") != std::string::npos)
            record.rights.access = "restricted";
    }
}

}  // namespace

BibliographicRecord record_from_mods(Node mods) {
    BibliographicRecord made;
    Record& record = made.record;
    std::string local;
    add_titles(mods, record);
    for (const auto* name : xml::children(mods, "name")) add_name(name, made);
    add_kind(mods, record);
    add_origin(mods, made);
    for (const auto* language : xml::children(mods, "language")) {
        const auto terms = xml::children(language, "languageTerm");
        const auto code = std::ranges::find_if(terms, [](Node one) { return xml::attribute(one, "type") == "code"; });
        if (!terms.empty()) add_language(made, xml::text(code == terms.end() ? terms.front() : *code));
    }
    for (const auto* node : xml::children(mods, "abstract"))
        append(record.abstract, language_of(node), xml::text(node));
    for (const auto* node : xml::children(mods, "note")) append(record.note, language_of(node), xml::text(node));
    for (const auto* node : xml::children(mods, "subject")) add_subject(node, record);
    add_part(xml::at(mods, "part"), record);
    for (const auto* node : xml::children(mods, "relatedItem")) add_related(node, made);
    for (const auto* node : xml::children(mods, "identifier")) add_identifier_of(node, made, local);
    for (const auto* url : xml::all(mods, "url")) add_identifier(record, xml::text(url));
    add_access(mods, record);
    finish(made);
    const auto* const own = xml::at(mods, "recordInfo/recordIdentifier");
    if (const auto number = squeeze(clean(xml::text(own))); own != nullptr && !number.empty()) {
        const auto agency = squeeze(xml::attribute(own, "source"));
        if (agency.empty()) {
            made.key = number;
        } else {
            record.source_key = "(" + agency + ")" + number;
        }
    }
    if (made.key.empty()) made.key = !local.empty() ? local : xml::attribute(mods, "ID");
    return made;
}

}  // namespace acervo
