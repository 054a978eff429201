// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "corpus/text.h"
#include "ingest/bibliographic/marc.h"
#include "ingest/bibliographic/marc_countries.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/countries.h"
#include "ingest/formats/metadata.h"

namespace acervo {

namespace {

/// Without the punctuation that ISBD puts between one element and the next.
std::string without_isbd(std::string text) {
    for (;;) {
        while (!text.empty() && std::string_view{" /:;=,"}.find(text.back()) != std::string_view::npos) text.pop_back();
        // A full stop that ends the title is punctuation, unless it is part of "..." or of an abbreviation of a letter.
        const bool stop = text.size() > 3 && text.back() == '.' && text[text.size() - 2] != '.' &&
                          text[text.size() - 3] != ' ' && text[text.size() - 3] != '.';
        if (!stop) return text;
        text.pop_back();
    }
}

std::string without_brackets(std::string text) {
    std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
    return without_isbd(squeeze(text));
}

/// 245 and its kin: title, subtitle, number and name of a part.
std::string title_of(const MarcField& field) {
    std::string title = without_isbd(field.get('a'));
    for (const auto& [code, value] : field.subfields) {
        const auto part = without_isbd(squeeze(value));
        if (part.empty()) continue;
        if (code == 'b') {
            title += (title.empty() ? "" : title.ends_with('?') || title.ends_with('!') ? " " : ": ") + part;
        } else if (code == 'n' || code == 'p') {
            title += (title.empty() ? "" : ". ") + part;
        }
    }
    return title;
}

void add_agent(const MarcField& field, bool main, BibliographicRecord& made) {
    Agent agent;
    agent.organization = field.tag[1] == '1' && field.tag[2] == '0';
    agent.name = written_name(agent.organization ? field.text("ab") : field.text("abc"));
    for (const auto& [code, value] : field.subfields) {
        if ((code == '0' || code == '1') && agent.orcid.empty() && value.find("orcid") != std::string::npos)
            agent.orcid = orcid_in(value);
    }
    agent.affiliation = without_isbd(field.get('u'));
    // A name with a title is another work's, not this one's.
    if (agent.name.empty() || (!main && !field.get('t').empty())) return;
    std::string role = field.get('4');
    if (role.empty()) role = field.get('e');
    role = written_role(role);
    if (role == "author") role.clear();
    const bool creator = role.empty() ? field.tag == "700" : is_creator_role(role);
    agent.role = role;
    auto& list = creator || main ? made.record.creators : made.record.contributors;
    if (agent.role.empty() && &list == &made.record.contributors) agent.role = "contributor";
    list.push_back(std::move(agent));
}

void add_languages(const MarcRecord& marc, BibliographicRecord& made) {
    const auto* const fixed = marc.find("008");
    if (fixed && fixed->value.size() >= 38) {
        const auto code = fixed->value.substr(35, 3);
        if (code.find_first_of(" |") == std::string::npos) add_language(made, code);
    }
    for (const auto& field : marc.fields) {
        if (field.tag != "041") continue;
        for (const auto& [code, value] : field.subfields) {
            if (code != 'a') continue;
            // Older records write several codes as one word.
            const bool packed = value.size() > 3 && value.size() % 3 == 0 && value.find(' ') == std::string::npos;
            for (std::size_t at = 0; at < value.size(); at += packed ? 3 : value.size())
                add_language(made, packed ? value.substr(at, 3) : value);
        }
    }
}

void add_date(const MarcRecord& marc, BibliographicRecord& made) {
    for (const char* tag : {"264", "260"}) {
        for (const auto& field : marc.fields) {
            if (field.tag != tag || (field.tag == "264" && field.second != '1' && field.second != ' ')) continue;
            const auto text = field.get('c');
            if (!text.empty() && made.record.issued.empty() && !written_date(text).empty())
                made.record.issued = written_date(text);
            if (made.record.publisher.empty()) made.record.publisher = without_brackets(field.get('b'));
        }
    }
    if (!made.record.issued.empty()) return;
    const auto* const fixed = marc.find("008");
    if (fixed && fixed->value.size() >= 11) {
        const auto year = fixed->value.substr(7, 4);
        if (year.find_first_of(" |") == std::string::npos && year != "9999") made.record.issued = written_date(year);
    }
    if (!made.record.issued.empty()) return;
    for (const char* tag : {"264", "260"}) {
        if (const auto* field = marc.find(tag)) set_issued(made, field->get('c'));
    }
}

void add_kind(const MarcRecord& marc, Record& record) {
    const auto at = [](const std::string& text, std::size_t i) { return i < text.size() ? text[i] : ' '; };
    const char type = at(marc.leader, 6), level = at(marc.leader, 7);
    const auto* const fixed = marc.find("008");
    for (const auto& field : marc.fields) {
        if (field.tag != "655" || !record.kind.empty()) continue;
        record.kind = written_kind(without_isbd(field.get('a')));
    }
    if (!record.kind.empty() && record.kind != "other") return;
    const bool text = type == 'a' || type == 't';
    if (type == 'g' || type == 'i' || type == 'j') {
        record.kind = "recording";
    } else if (text && (level == 'a' || level == 'b')) {
        record.kind = "paper";
    } else if (text && level == 'm' && (marc.find("111") || (fixed && at(fixed->value, 29) == '1'))) {
        record.kind = "proceedings";
    } else if (marc.find("502") || text) {
        record.kind = "other";
    }
}

void add_subject(const MarcField& field, Record& record) {
    const bool name = field.tag == "600" || field.tag == "610" || field.tag == "611";
    const bool topic = field.tag == "650" || field.tag == "653" || field.tag == "630";
    if (field.tag == "651") {
        const auto place = without_isbd(field.get('a'));
        if (const auto code = country_code(place); !code.empty()) {
            add_country(record, code);
        } else if (!place.empty()) {
            record.places.push_back({.name = place});
        }
        return;
    }
    if (!name && !topic) return;
    for (const auto& [code, value] : field.subfields) {
        const auto word = without_isbd(squeeze(value));
        if (code == 'a' || (topic && (code == 'x' || (code == 'b' && field.tag == "650")))) {
            put(record.keywords, "", name ? written_name(field.text("abc")) : word);
        }
        if (code == 'z' && topic) add_country(record, country_code(word));
        if (name) break;
    }
}

/// 773: where the part was published. "Vol. 12, n. 3 (2019), p. 231-236".
void add_host(const MarcField& field, Record& record) {
    if (record.series.empty()) record.series = without_isbd(field.get('t'));
    const auto where = field.get('g');
    if (const auto pages = where.rfind("p."); pages != std::string::npos)
        set_pages(record, std::string_view{where}.substr(pages));
    if (record.volume.empty() && !where.empty()) {
        const auto end = where.find_first_of("(,:;");
        const auto volume = squeeze(where.substr(0, end));
        const bool pages_alone = volume.starts_with("p") || volume.starts_with("P");
        if (!pages_alone && volume.size() < 40) record.volume = volume;
    }
    if (const auto issn = field.get('x'); !issn.empty()) add_identifier(record, "ISSN " + issn);
    if (const auto isbn = field.get('z'); !isbn.empty()) add_identifier(record, "ISBN " + isbn);
}

void add_identifiers(const MarcField& field, Record& record) {
    if (field.tag == "020") {
        if (const auto isbn = field.get('a'); !isbn.empty()) add_identifier(record, "ISBN " + isbn);
    } else if (field.tag == "022") {
        if (const auto issn = field.get('a'); !issn.empty()) add_identifier(record, "ISSN " + issn);
    } else if (field.tag == "024") {
        const auto scheme = lower(field.get('2')), value = field.get('a');
        add_identifier(record, scheme == "hdl" && value.find("hdl") == std::string::npos ? "hdl:" + value : value);
    } else if (field.tag == "856") {
        if (field.second != '2') add_identifier(record, field.get('u'));  // 2: of something related
    }
}

void add_rights(const MarcField& field, Record& record) {
    if (field.tag == "540") {
        for (const char code : {'u', 'a', 'f'}) {
            if (record.rights.licence.empty()) record.rights.licence = licence_id(field.get(code));
        }
    } else if (field.tag == "506" && field.first == '1') {
        record.rights.access = "restricted";
    }
}

/// "s-bl---" of 043: the codes of whole continents and regions name no country.
void add_area(const MarcField& field, Record& record) {
    for (const auto& [code, value] : field.subfields) {
        if (code == 'a') add_country(record, country_of_marc_area(value));
        if (code == 'c') add_country(record, country_code(value.substr(0, 2)));
    }
}

}  // namespace

BibliographicRecord record_from_marc(const MarcRecord& marc) {
    BibliographicRecord made;
    Record& record = made.record;
    add_kind(marc, record);
    add_languages(marc, made);
    add_date(marc, made);
    for (const auto& field : marc.fields) {
        if (field.tag.size() != 3) continue;
        const auto& tag = field.tag;
        if (tag == "100" || tag == "110") {
            add_agent(field, true, made);
        } else if (tag == "700" || tag == "710" || tag == "720") {
            add_agent(field, false, made);
        } else if (tag == "111" || (tag == "711" && made.event.empty())) {
            made.event = without_isbd(field.get('a'));
            append(record.note, "", without_isbd(field.text("andc")));
        } else if (tag == "245") {
            append(record.title, record.languages.empty() ? "" : record.languages.front(), title_of(field));
        } else if (tag == "242") {
            const auto language = written_language(field.get('y'));
            if (!language.empty()) record.title.emplace(language, title_of(field));
        } else if (tag == "520") {
            append(record.abstract, "", field.text("ab"));
        } else if (tag == "500" || tag == "502" || tag == "518") {
            append(record.note, "", field.text("abcdg"));
        } else if (tag == "490" || tag == "440" || tag == "830") {
            if (record.series.empty()) record.series = without_isbd(field.get('a'));
            if (record.volume.empty()) record.volume = without_isbd(field.get('v'));
        } else if (tag == "773") {
            add_host(field, record);
        } else if (tag == "043" || tag == "044") {
            add_area(field, record);
        } else if (tag == "506" || tag == "540") {
            add_rights(field, record);
        } else if (tag[0] == '6') {
            add_subject(field, record);
        } else {
            add_identifiers(field, record);
        }
    }
    finish(made);
    const auto* const number = marc.find("001");
    const auto* const agency = marc.find("003");
    if (number && !squeeze(number->value).empty()) {
        // The number of a record stays when the work gets a DOI; without its agency it is unique in its file only.
        if (agency && !squeeze(agency->value).empty()) {
            record.source_key = "(" + squeeze(agency->value) + ")" + squeeze(number->value);
        } else {
            made.key = squeeze(number->value);
        }
    }
    if (!marc.repaired.empty()) made.notices.push_back({"repaired", "", "MARC: " + marc.repaired, ""});
    if (marc.replaced) made.notices.push_back({"charset-guessed", "", "MARC-8", ""});
    return made;
}

}  // namespace acervo
