// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_map>

#include "corpus/rdf.h"
#include "corpus/skos.h"
#include "corpus/skos_terms.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

using xml::escaped;

/// Lines of RDF/XML.
class SkosWriter {
public:
    explicit SkosWriter(const Skos& skos) : skos_(skos) {
        for (std::size_t i = 0; i < skos.concepts.size(); ++i) places_.emplace(skos.concepts[i].id, i);
    }

    std::string write() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"" + std::string{rdf::syntax} +
               "\"\n         xmlns:skos=\"" + std::string{skos_terms::skos} + "\"\n         xmlns:dcterms=\"" +
               std::string{skos_terms::dublin_core} + "\">\n";
        write_scheme();
        for (std::size_t i = 0; i < skos_.concepts.size(); ++i) write_concept(i);
        return std::move(out_) + "</rdf:RDF>\n";
    }

private:
    void write_scheme() {
        if (skos_.uri.empty() && skos_.title.empty() && skos_.licence.empty()) return;
        out_ += "\n  <skos:ConceptScheme";
        if (!skos_.uri.empty()) out_ += " rdf:about=\"" + escaped(skos_.uri) + "\"";
        out_ += ">\n";
        for (const auto& [language, text] : skos_.title) literal("dcterms:title", text, language);
        if (!skos_.licence.empty()) {
            const bool address = skos_.licence.starts_with("http://") || skos_.licence.starts_with("https://");
            if (address) {
                resource("dcterms:license", "resource", skos_.licence);
            } else {
                literal("dcterms:license", skos_.licence, "und");
            }
        }
        out_ += "  </skos:ConceptScheme>\n";
    }

    void write_concept(std::size_t place) {
        const ThesaurusConcept& entry = skos_.concepts[place];
        out_ += "\n  <skos:Concept rdf:" +
                (entry.uri.empty() ? "nodeID=\"" + node(place) : "about=\"" + escaped(entry.uri)) + "\">\n";
        if (entry.uri.empty() || entry.id != skos_terms::last_part(entry.uri))
            literal("skos:notation", entry.id, "und");
        for (const auto& [language, text] : entry.preferred) literal("skos:prefLabel", text, language);
        literals("skos:altLabel", entry.alternatives);
        literals("skos:hiddenLabel", entry.hidden);
        for (const auto& [language, text] : entry.definition) literal("skos:definition", text, language);
        relations("skos:broader", entry.broader);
        relations("skos:narrower", entry.narrower);
        relations("skos:related", entry.related);
        for (const auto& [kind, addresses] : entry.matches)
            for (const auto& address : addresses) resource("skos:" + kind, "resource", address);
        if (!entry.scheme.empty()) {
            resource("skos:inScheme", "resource", entry.scheme);
            if (entry.broader.empty()) resource("skos:topConceptOf", "resource", entry.scheme);
        }
        out_ += "  </skos:Concept>\n";
    }

    static std::string node(std::size_t place) { return "c" + std::to_string(place); }

    void literal(const std::string& element, const std::string& text, const std::string& language) {
        out_ += "    <" + element;
        if (language != "und") out_ += " xml:lang=\"" + escaped(language) + "\"";
        out_ += ">" + escaped(text) + "</" + element + ">\n";
    }
    void literals(const std::string& element, const std::map<std::string, std::vector<std::string>>& lists) {
        for (const auto& [language, list] : lists)
            for (const auto& text : list) literal(element, text, language);
    }
    void resource(const std::string& element, const std::string& attribute, const std::string& value) {
        out_ += "    <" + element + " rdf:" + attribute + "=\"" + escaped(value) + "\"/>\n";
    }
    void relations(const std::string& element, const std::vector<std::string>& ids) {
        for (const auto& id : ids) {
            const auto place = places_.at(id);
            const auto& uri = skos_.concepts[place].uri;
            resource(element, uri.empty() ? "nodeID" : "resource", uri.empty() ? node(place) : uri);
        }
    }

    const Skos& skos_;
    std::unordered_map<std::string, std::size_t> places_;
    std::string out_;
};

}  // namespace

std::string write_skos(const Skos& skos) {
    return SkosWriter{skos}.write();
}

const std::string& ThesaurusConcept::label(const std::string& language) const {
    static const std::string none;
    if (const auto exact = preferred.find(language); exact != preferred.end()) return exact->second;
    const auto primary = language.substr(0, language.find('-'));
    for (const auto& [tag, text] : preferred)
        if (tag.substr(0, tag.find('-')) == primary) return text;
    // Who reads one of the two languages of the peninsula makes more of the other than of English.
    for (const char* other : {"es", "pt", "en"})
        if (const auto found = preferred.find(other); found != preferred.end()) return found->second;
    return preferred.empty() ? none : preferred.begin()->second;
}

}  // namespace acervo
