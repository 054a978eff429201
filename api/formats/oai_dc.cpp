// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/oai_dc.h"

#include "api/formats/access.h"
#include "api/formats/document_type.h"
#include "api/results_json.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

/// Writes the elements of one record.
class DublinCore {
public:
    DublinCore(const Stored& stored, const Publication& publication, std::string& out)
        : stored_{stored}, record_{stored.record}, publication_{publication}, xml_{out} {}

    void write() {
        put("dc:title", record_.title);
        agents("dc:creator", record_.creators);
        agents("dc:contributor", record_.contributors);
        for (const auto& code : record_.themes) labels("dc:subject", "theme", code);
        for (const auto& [language, words] : record_.keywords)
            for (const auto& word : words) put("dc:subject", word, language);
        put("dc:description", record_.abstract);
        put("dc:publisher", record_.publisher);
        put("dc:date", record_.issued);
        types();
        for (const auto& file : record_.files) put("dc:format", file.media_type);
        identifiers();
        put("dc:source", record_.source.url);
        put("dc:source", record_.source.name);
        for (const auto& language : record_.languages) put("dc:language", language);
        relations();
        for (const auto& code : record_.countries) labels("dc:coverage", "country", code);
        for (const auto& place : record_.places) put("dc:coverage", place.name);
        rights();
    }

private:
    void put(const char* name, const std::string& text, const std::string& language = {}) {
        if (!text.empty()) xml_.element(name, text, {{"xml:lang", language == "und" ? "" : language}});
    }
    void put(const char* name, const LangMap& texts) {
        for (const auto& [language, text] : written_by_people(texts)) put(name, text, language);
    }
    void labels(const char* name, const char* scheme, const std::string& code) {
        for (const auto* language : {"es", "pt", "en"})
            put(name, facet_label(publication_.vocabulary, scheme, code, language), language);
    }
    void agents(const char* name, const std::vector<Agent>& list) {
        for (const auto& agent : list) put(name, agent.name);
    }
    /// What says most comes first: readers of Dublin Core take the first that they know.
    void types() {
        put("dc:type", std::string{document_type(record_.kind).genre}, "en");
        put("dc:type", std::string{"info:eu-repo/semantics/"} + eu_repo_type(record_.kind));
        put("dc:type", coar_type(record_.kind).uri);
    }
    void identifiers() {
        put("dc:identifier", publication_.record(record_.id));
        if (!record_.doi.empty()) put("dc:identifier", "https://doi.org/" + record_.doi);
        if (!record_.handle.empty()) put("dc:identifier", "https://hdl.handle.net/" + record_.handle);
        if (!record_.isbn.empty()) put("dc:identifier", "urn:isbn:" + record_.isbn);
        put("dc:identifier", record_.url);
        if (text_is_open(stored_))
            for (std::size_t i = 1; i <= record_.files.size(); ++i)
                put("dc:identifier", publication_.file(record_.id, i));
    }
    void relations() {
        put("dc:relation", record_.series);
        if (!record_.issn.empty()) put("dc:relation", "urn:issn:" + record_.issn);
        if (const auto* event = publication_.vocabulary.find_event(record_.event.id)) put("dc:relation", event->name);
        for (const auto& relation : record_.relations) put("dc:relation", relation.target);
    }
    void rights() {
        put("dc:rights", std::string{"info:eu-repo/semantics/"} + eu_repo_access(stored_));
        const auto address = licence_address(record_.rights.licence);
        put("dc:rights", address.empty() ? record_.rights.licence : address);
        put("dc:rights", record_.rights.holder);
        if (!text_is_open(stored_) && !record_.rights.embargo_until.empty())
            put("dc:date", "info:eu-repo/date/embargoEnd/" + record_.rights.embargo_until);
    }

    const Stored& stored_;
    const Record& record_;
    const Publication& publication_;
    xml::Writer xml_;
};

}  // namespace

std::string oai_dc(const Stored& stored, const Publication& publication) {
    std::string out;
    xml::Writer xml{out};
    xml.open("oai_dc:dc", {{"xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"},
                           {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                           {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                           {"xsi:schemaLocation",
                            "http://www.openarchives.org/OAI/2.0/oai_dc/ "
                            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"}});
    DublinCore{stored, publication, out}.write();
    xml.close();
    return out;
}

}  // namespace acervo
