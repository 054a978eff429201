// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/marcxml.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "api/formats/document_type.h"
#include "corpus/person_name.h"
#include "corpus/text.h"
#include "corpus/xml_writer.h"
#include "ingest/bibliographic/marc_codes.h"

namespace acervo {
namespace {

using Subfield = std::pair<char, std::string>;

/// Digits of an ISO instant: "2024-08-26T10:31:07Z" -> "20240826103107".
std::string digits_of(const std::string& instant) {
    std::string digits;
    for (const char c : instant)
        if (c >= '0' && c <= '9') digits += c;
    digits.resize(14, '0');
    return digits;
}

/// "978-84-481-6320-5" -> "9788448163205", as MARC has it.
std::string without_hyphens(std::string isbn) {
    std::erase(isbn, '-');
    return isbn;
}

/// A code of three letters, "und" where there is none.
std::string language_code_of(const Record& record) {
    const auto code = record.languages.empty() ? std::string{} : marc_language(record.languages.front());
    return code.empty() ? "und" : code;
}

/// How many characters of a title are stepped over in sorting: its article and the space, after a mark in front.
std::size_t nonfiling(const std::string& title, const std::string& language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> articles{{
        {"es", "|el|la|los|las|lo|un|una|"},
        {"pt", "|o|a|os|as|um|uma|"},
        {"en", "|the|a|an|"},
        {"ca", "|el|la|els|les|un|una|"},
        {"gl", "|o|a|os|as|un|unha|"},
    }};
    const auto* const known =
        std::ranges::find(articles, language.substr(0, 2), &std::pair<std::string_view, std::string_view>::first);
    const auto space = title.find(' ');
    if (known == articles.end() || space == std::string::npos || space > 4) return 0;
    const auto word = "|" + lower(title.substr(0, space)) + "|";
    return known->second.find(word) == std::string_view::npos ? 0 : space + 1;
}

class Marc {
public:
    explicit Marc(std::string& out) : xml_{out} {}

    void control(std::string_view tag, std::string_view value) { xml_.element("controlfield", value, {{"tag", tag}}); }

    /// A field with those of its subfields that are not empty; none when its first one is. Line ends have no place in
    /// MARC.
    void field(std::string_view tag, std::string_view indicators, const std::vector<Subfield>& subfields) {
        if (subfields.empty() || squeeze(subfields.front().second).empty()) return;
        xml_.open("datafield", {{"tag", tag}, {"ind1", indicators.substr(0, 1)}, {"ind2", indicators.substr(1, 1)}});
        for (const auto& [code, value] : subfields) {
            const auto text = squeeze(value);
            if (!text.empty()) xml_.element("subfield", text, {{"code", std::string_view{&code, 1}}});
        }
        xml_.close();
    }

    xml::Writer& xml() { return xml_; }

private:
    xml::Writer xml_;
};

void write_fixed(Marc& marc, const Stored& stored) {
    const auto& record = stored.record;
    const char status = stored.withdrawn ? 'd' : stored.version > 1 ? 'c' : 'n';
    const char type = record.kind == "recording" ? 'g' : 'a';
    const char level = is_part(record) ? 'a' : 'm';
    marc.xml().element("leader", std::string{"00000"} + status + type + level + " a2200000 i 4500");
    marc.control("001", record.id);
    marc.control("003", "Acervo");
    marc.control("005", digits_of(stored.modified) + ".0");
    marc.control("007", "cr |||||||||||");
    const auto year = year_of(record.issued);
    const bool conference = record.kind == "proceedings" || record.kind == "paper" || record.kind == "presentation";
    std::string fixed = digits_of(stored.created).substr(2, 6);
    std::array<char, 24> digits{};
    if (year) std::snprintf(digits.data(), digits.size(), "s%04d    ", *year);
    fixed += year ? digits.data() : "nuuuuuuuu";
    fixed += "xx ";
    if (type == 'g') {
        fixed.resize(35, '|');
    } else {
        fixed += std::string{"     o    "} + " " + (conference ? "1" : "0") + "00 0 ";
    }
    fixed += language_code_of(record) + " d";
    marc.control("008", fixed);
}

void write_identifiers(Marc& marc, const Record& record) {
    if (!is_part(record)) {
        marc.field("020", "  ", {{'a', without_hyphens(record.isbn)}});
        marc.field("022", "  ", {{'a', record.issn}});
    }
    marc.field("024", "7 ", {{'a', record.doi}, {'2', "doi"}});
    marc.field("024", "7 ", {{'a', record.handle}, {'2', "hdl"}});
    marc.field("040", "  ", {{'a', "Acervo"}, {'b', "spa"}, {'e', "rda"}});
    if (record.languages.size() > 1) {
        std::vector<Subfield> codes;
        for (const auto& tag : record.languages)
            if (const auto code = marc_language(tag); !code.empty()) codes.emplace_back('a', code);
        marc.field("041", "  ", codes);
    }
    std::vector<Subfield> areas;
    for (const auto& country : record.countries)
        if (const auto area = marc_area_of_country(country); !area.empty()) areas.emplace_back('a', area);
    marc.field("043", "  ", areas);
}

void write_agent(Marc& marc, const Agent& agent, const Record& record, bool main) {
    const auto name = person_name(agent, record.languages.empty() ? "" : record.languages.front());
    const auto code = relator_code(agent.role);
    std::string tag = main ? "1" : "7";
    tag += name.organization ? "10" : "00";
    const std::string indicators = name.organization ? "2 " : name.given.empty() ? "0 " : "1 ";
    marc.field(tag, indicators,
               {{'a', name.inverted()},
                {'e', code.empty() ? agent.role : ""},
                {'u', agent.affiliation},
                {'4', code},
                {'1', agent.orcid.empty() ? agent.ror.empty() ? "" : "https://ror.org/" + agent.ror
                                          : "https://orcid.org/" + agent.orcid}});
}

/// Whether somebody may be the main entry.
bool is_author(const Agent& agent) {
    const auto code = relator_code(agent.role);
    return code == "aut" || code == "spk";
}

void write_title(Marc& marc, const Record& record, bool has_main_entry) {
    const auto titles = written_by_people(record.title);
    const auto [language, title] = best(titles, record.languages.empty() ? "" : record.languages.front());
    const auto colon = title.find(": ");
    auto main = title.substr(0, colon);
    auto rest = colon == std::string::npos ? std::string{} : title.substr(colon + 2);
    auto& last = rest.empty() ? main : rest;
    if (!last.ends_with('.')) last += '.';
    if (!rest.empty()) main += " :";
    const auto skipped = std::to_string(nonfiling(title, language));
    marc.field("245", (has_main_entry ? "1" : "0") + skipped, {{'a', main}, {'b', rest}});
}

void write_other_titles(Marc& marc, const Record& record) {
    const auto titles = written_by_people(record.title);
    const auto shown = best(titles, record.languages.empty() ? "" : record.languages.front()).first;
    for (const auto& [language, title] : titles) {
        if (language == shown) continue;
        marc.field("242", "0" + std::to_string(nonfiling(title, language)),
                   {{'a', title}, {'y', marc_language(language)}});
    }
}

void write_publication(Marc& marc, const Stored& stored) {
    const auto& record = stored.record;
    if (!record.publisher.empty()) {
        marc.field("264", " 1", {{'b', record.publisher + (record.issued.empty() ? "" : ",")}, {'c', record.issued}});
    } else {
        marc.field("264", " 1", {{'c', record.issued}});
    }
    marc.field("300", "  ", {{'a', "1 recurso en línea"}});
    if (record.kind != "recording") marc.field("336", "  ", {{'b', "txt"}, {'2', "rdacontent"}});
    marc.field("337", "  ", {{'b', "c"}, {'2', "rdamedia"}});
    marc.field("338", "  ", {{'b', "cr"}, {'2', "rdacarrier"}});
    if (!is_part(record)) marc.field("490", "0 ", {{'a', record.series}, {'v', record.volume}});
}

/// What the work says of itself and where it belongs: notes, abstracts, access.
void write_notes(Marc& marc, const Record& record) {
    for (const auto& [language, note] : written_by_people(record.note)) marc.field("500", "  ", {{'a', note}});
    if (is_open(record.rights, now().substr(0, 10))) {
        marc.field("506", "0 ", {{'a', "Open access"}, {'f', "Unrestricted online access"}, {'2', "star"}});
    } else {
        const auto until = record.rights.embargo_until;
        marc.field("506", "1 ", {{'a', until.empty() ? "Restricted access" : "Embargoed until " + until}});
    }
    for (const auto& [language, abstract] : written_by_people(record.abstract))
        marc.field("520", "3 ", {{'a', abstract}});
    marc.field("540", "  ", {{'a', record.rights.licence}, {'u', licence_address(record.rights.licence)}});
}

void write_subjects(Marc& marc, const Record& record, const Vocabulary& vocabulary) {
    const auto language = record.languages.empty() ? std::string{"es"} : record.languages.front();
    for (const auto& code : record.themes)
        marc.field("650", " 7", {{'a', vocabulary.scheme("theme").label(code, language)}, {'2', "local"}});
    for (const auto& country : record.countries) {
        if (marc_area_of_country(country).empty() && country != "ZZ")
            marc.field("651", " 4", {{'a', country_name(country, language)}});
    }
    for (const auto& place : record.places) marc.field("651", " 4", {{'a', place.name}});
    for (const auto& [tag, keywords] : record.keywords)
        for (const auto& keyword : keywords) marc.field("653", "  ", {{'a', keyword}});
    const auto genre = document_type(record.kind).genre;
    marc.field("655", " 7", {{'a', std::string{genre}}, {'2', "local"}});
}

/// The congress as somebody with a part in the work.
void write_event(Marc& marc, const Record& record, const Vocabulary& vocabulary) {
    const auto* const event = vocabulary.find_event(record.event.id);
    if (event == nullptr) return;
    const auto name = best(event->name, record.languages.empty() ? "es" : record.languages.front()).second;
    marc.field("711", "2 ", {{'a', name}, {'d', event->start}, {'c', event->venue.name}});
}

void write_host(Marc& marc, const Record& record) {
    if (!is_part(record)) return;
    std::string where = record.volume;
    if (record.page_start) {
        where += (where.empty() ? "p. " : ", p. ") + std::to_string(*record.page_start);
        if (record.page_end && *record.page_end != *record.page_start) where += "-" + std::to_string(*record.page_end);
    }
    std::vector<Subfield> subfields{
        {'t', record.series}, {'g', where}, {'x', record.issn}, {'z', without_hyphens(record.isbn)}};
    std::erase_if(subfields, [](const Subfield& one) { return one.second.empty(); });
    marc.field("773", "0 ", subfields);
}

void write_addresses(Marc& marc, const Record& record, const Publication& publication) {
    marc.field("856", "41", {{'u', record.url}});
    marc.field("856", "40", {{'u', publication.record(record.id)}});
    if (!is_open(record.rights, now().substr(0, 10))) return;
    for (std::size_t i = 0; i < record.files.size(); ++i) {
        marc.field("856", "40", {{'u', publication.file(record.id, i + 1)}, {'q', record.files[i].media_type}});
    }
}

}  // namespace

std::string marcxml(const Stored& stored, const Publication& publication) {
    const auto& record = stored.record;
    std::string out;
    Marc marc{out};
    marc.xml().open("record", {{"xmlns", "http://www.loc.gov/MARC21/slim"}});
    write_fixed(marc, stored);
    if (stored.withdrawn) {
        write_title(marc, record, false);
        marc.xml().close();
        return out;
    }
    write_identifiers(marc, record);
    const bool has_main = !record.creators.empty() && is_author(record.creators.front());
    if (has_main) write_agent(marc, record.creators.front(), record, true);
    write_other_titles(marc, record);
    write_title(marc, record, has_main);
    write_publication(marc, stored);
    write_notes(marc, record);
    write_subjects(marc, record, publication.vocabulary);
    for (std::size_t i = has_main ? 1 : 0; i < record.creators.size(); ++i)
        write_agent(marc, record.creators[i], record, false);
    for (auto agent : record.contributors) {
        if (agent.role.empty()) agent.role = "contributor";
        write_agent(marc, agent, record, false);
    }
    write_event(marc, record, publication.vocabulary);
    write_host(marc, record);
    write_addresses(marc, record, publication);
    marc.xml().close();
    return out;
}

}  // namespace acervo
