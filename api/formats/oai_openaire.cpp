// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/oai_openaire.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "api/formats/access.h"
#include "api/formats/document_type.h"
#include "api/results_json.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

/// Our roles in DataCite's words for contributors.
constexpr std::array<std::pair<std::string_view, const char*>, 9> contributor_types{{{"editor", "Editor"},
                                                                                     {"coordinator", "ProjectLeader"},
                                                                                     {"supervisor", "Supervisor"},
                                                                                     {"advisor", "Supervisor"},
                                                                                     {"publisher", "Distributor"},
                                                                                     {"sponsor", "Sponsor"},
                                                                                     {"funder", "Sponsor"},
                                                                                     {"producer", "Producer"},
                                                                                     {"contact", "ContactPerson"}}};

/// Our relations in DataCite's words.
constexpr std::array<std::pair<std::string_view, const char*>, 6> relation_types{{{"part", "IsPartOf"},
                                                                                  {"version", "IsVersionOf"},
                                                                                  {"translates", "IsDerivedFrom"},
                                                                                  {"adapts", "IsDerivedFrom"},
                                                                                  {"evidence", "IsSupplementedBy"},
                                                                                  {"presents", "IsDocumentedBy"}}};

template <typename Table>
const char* word_of(const Table& table, const std::string& ours, const char* otherwise) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == ours; });
    return found == table.end() ? otherwise : found->second;
}

std::string degrees(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6f", value);
    return text.data();
}

/// Writes the elements of one record, in the order of the guidelines.
class OpenAire {
public:
    OpenAire(const Stored& stored, const Publication& publication, std::string& out)
        : stored_{stored}, record_{stored.record}, publication_{publication}, xml_{out} {}

    void write() {
        group("datacite:titles", !record_.title.empty(), [&] { put("datacite:title", record_.title); });
        group("datacite:creators", !record_.creators.empty(), [&] {
            for (const auto& agent : record_.creators) creator(agent);
        });
        group("datacite:contributors", !record_.contributors.empty(), [&] {
            for (const auto& agent : record_.contributors) contributor(agent);
        });
        other_identifiers();
        related();
        dates();
        for (const auto& language : record_.languages) xml_.element("dc:language", language);
        put("dc:publisher", record_.publisher);
        const auto type = coar_type(record_.kind);
        xml_.element("oaire:resourceType", type.label, {{"resourceTypeGeneral", "literature"}, {"uri", type.uri}});
        put("dc:description", record_.abstract);
        for (const auto& file : record_.files) put("dc:format", file.media_type);
        identifier();
        const auto access = coar_access(stored_);
        xml_.element("datacite:rights", access.label, {{"rightsURI", access.uri}});
        put("dc:source", record_.source.name);
        subjects();
        licence();
        for (const auto& code : record_.countries)
            put("dc:coverage", facet_label(publication_.vocabulary, "country", code, "en"));
        sizes();
        places();
        files();
        citation();
    }

private:
    template <typename Inside>
    void group(const char* name, bool any, Inside&& inside) {
        if (!any) return;
        xml_.open(name);
        inside();
        xml_.close();
    }
    void put(const char* name, const std::string& text) {
        if (!text.empty()) xml_.element(name, text);
    }
    void put(const char* name, const LangMap& texts) {
        for (const auto& [language, text] : written_by_people(texts))
            xml_.element(name, text, {{"xml:lang", language == "und" ? "" : language}});
    }
    void identity(const Agent& agent) {
        put("datacite:affiliation", agent.affiliation);
        if (!agent.orcid.empty())
            xml_.element("datacite:nameIdentifier", agent.orcid,
                         {{"nameIdentifierScheme", "ORCID"}, {"schemeURI", "https://orcid.org"}});
        if (!agent.ror.empty())
            xml_.element("datacite:nameIdentifier", agent.ror,
                         {{"nameIdentifierScheme", "ROR"}, {"schemeURI", "https://ror.org"}});
    }
    void creator(const Agent& agent) {
        xml_.open("datacite:creator")
            .element("datacite:creatorName", agent.name,
                     {{"nameType", agent.organization ? "Organizational" : "Personal"}});
        identity(agent);
        xml_.close();
    }
    void contributor(const Agent& agent) {
        xml_.open("datacite:contributor", {{"contributorType", word_of(contributor_types, agent.role, "Other")}})
            .element("datacite:contributorName", agent.name,
                     {{"nameType", agent.organization ? "Organizational" : "Personal"}});
        identity(agent);
        xml_.close();
    }
    void identifier() {
        if (!record_.doi.empty()) {
            xml_.element("datacite:identifier", "https://doi.org/" + record_.doi, {{"identifierType", "DOI"}});
        } else if (!record_.handle.empty()) {
            xml_.element("datacite:identifier", "https://hdl.handle.net/" + record_.handle,
                         {{"identifierType", "Handle"}});
        } else {
            xml_.element("datacite:identifier", publication_.record(record_.id), {{"identifierType", "URL"}});
        }
    }
    void other_identifiers() {
        std::vector<std::pair<const char*, std::string>> list;
        const auto add = [&](const char* type, const std::string& value) {
            if (!value.empty()) list.emplace_back(type, value);
        };
        if (!record_.doi.empty() || !record_.handle.empty()) add("URL", publication_.record(record_.id));
        if (!record_.doi.empty() && !record_.handle.empty()) add("Handle", "https://hdl.handle.net/" + record_.handle);
        add("ISBN", record_.isbn);
        add("URL", record_.url);
        group("datacite:alternateIdentifiers", !list.empty(), [&] {
            for (const auto& [type, value] : list)
                xml_.element("datacite:alternateIdentifier", value, {{"alternateIdentifierType", type}});
        });
    }
    void related() {
        group("datacite:relatedIdentifiers", !record_.relations.empty() || !record_.issn.empty(), [&] {
            if (!record_.issn.empty()) relation("IsPartOf", "ISSN", record_.issn);
            for (const auto& each : record_.relations) {
                const bool address = each.target.starts_with("http://") || each.target.starts_with("https://");
                relation(word_of(relation_types, each.type, "References"), "URL",
                         address ? each.target : publication_.record(each.target));
            }
        });
    }
    void relation(const char* type, const char* of, const std::string& target) {
        xml_.element("datacite:relatedIdentifier", target, {{"relatedIdentifierType", of}, {"relationType", type}});
    }
    void dates() {
        const auto& rights = record_.rights;
        const bool embargo = rights.access == "embargo" && !rights.embargo_until.empty();
        group("datacite:dates", !record_.issued.empty() || embargo, [&] {
            const auto date = [&](const char* type, const std::string& text) {
                if (!text.empty()) xml_.element("datacite:date", text, {{"dateType", type}});
            };
            date("Issued", record_.issued);
            // An embargo begins when the record is accepted, and ends when it is available.
            if (embargo) date("Accepted", stored_.created.substr(0, 10));
            if (embargo) date("Available", rights.embargo_until);
        });
    }
    void subjects() {
        group("datacite:subjects", !record_.themes.empty() || !record_.keywords.empty() || !record_.sdgs.empty(), [&] {
            for (const auto& code : record_.themes)
                for (const auto* language : {"es", "pt", "en"})
                    xml_.element("datacite:subject", facet_label(publication_.vocabulary, "theme", code, language),
                                 {{"xml:lang", language},
                                  {"subjectScheme", "Acervo"},
                                  {"valueURI", "urn:acervo:theme:" + code}});
            for (const auto& code : record_.sdgs)
                xml_.element("datacite:subject", "SDG " + code, {{"subjectScheme", "SDG"}});
            for (const auto& [language, words] : record_.keywords)
                for (const auto& word : words)
                    xml_.element("datacite:subject", word, {{"xml:lang", language == "und" ? "" : language}});
        });
    }
    void licence() {
        const auto& given = record_.rights.licence;
        if (given.empty()) return;
        xml_.element("oaire:licenseCondition", given, {{"uri", licence_address(given)}});
    }
    void sizes() {
        group("datacite:sizes", !record_.files.empty(), [&] {
            for (const auto& file : record_.files) xml_.element("datacite:size", std::to_string(file.bytes) + " B");
        });
    }
    void places() {
        const auto named = [](const Place& place) { return !place.name.empty(); };
        group("datacite:geoLocations", std::any_of(record_.places.begin(), record_.places.end(), named), [&] {
            for (const auto& place : record_.places) {
                if (!named(place)) continue;
                xml_.open("datacite:geoLocation");
                if (place.lat && place.lon) {
                    xml_.open("datacite:geoLocationPoint")
                        .element("datacite:pointLongitude", degrees(*place.lon))
                        .element("datacite:pointLatitude", degrees(*place.lat))
                        .close();
                }
                xml_.element("datacite:geoLocationPlace", place.name).close();
            }
        });
    }
    /// Only of what anybody may read.
    void files() {
        if (!text_is_open(stored_)) return;
        for (std::size_t i = 0; i < record_.files.size(); ++i) {
            xml_.element("oaire:file", publication_.file(record_.id, i + 1),
                         {{"accessRightsURI", coar_access(stored_).uri},
                          {"mimeType", record_.files[i].media_type},
                          {"objectType", record_.files[i].role == "supplement" ? "other" : "fulltext"}});
        }
    }
    void citation() {
        put("oaire:citationTitle", record_.series);
        put("oaire:citationVolume", record_.volume);
        if (record_.page_start) put("oaire:citationStartPage", std::to_string(*record_.page_start));
        if (record_.page_end) put("oaire:citationEndPage", std::to_string(*record_.page_end));
        const auto* event = publication_.vocabulary.find_event(record_.event.id);
        if (!event) return;
        put("oaire:citationEdition", event->edition);
        const auto country = event->venue.country.empty() ? "" : country_name(event->venue.country, "en");
        const auto comma = event->venue.name.empty() || country.empty() ? "" : ", ";
        put("oaire:citationConferencePlace", event->venue.name + comma + country);
        put("oaire:citationConferenceDate",
            event->end.empty() || event->end == event->start ? event->start : event->start + "/" + event->end);
    }

    const Stored& stored_;
    const Record& record_;
    const Publication& publication_;
    xml::Writer xml_;
};

}  // namespace

std::string oai_openaire(const Stored& stored, const Publication& publication) {
    std::string out;
    xml::Writer xml{out};
    xml.open("oaire:resource", {{"xmlns:oaire", "http://namespace.openaire.eu/schema/oaire/"},
                                {"xmlns:datacite", "http://datacite.org/schema/kernel-4"},
                                {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                                {"xsi:schemaLocation",
                                 "http://namespace.openaire.eu/schema/oaire/ "
                                 "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd"}});
    OpenAire{stored, publication, out}.write();
    xml.close();
    return out;
}

}  // namespace acervo
