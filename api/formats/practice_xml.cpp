// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/practice_xml.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "api/results_json.h"
#include "corpus/record_json.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

using nlohmann::json;

enum class Content { text, number, flag, words, parts };

/// An element of the format, named as the member of the record that it holds.
struct Element {
    const char* name;
    Content content = Content::text;
    std::vector<Element> parts = {};
};

std::vector<Element> agent() {
    return {{"name"}, {"role"}, {"affiliation"}, {"country"}, {"orcid"}, {"ror"}, {"organization", Content::flag}};
}
std::vector<Element> place() {
    return {{"name"},
            {"country"},
            {"subdivision"},
            {"geonames"},
            {"wikidata"},
            {"lat", Content::number},
            {"lon", Content::number},
            {"population", Content::number},
            {"population_year", Content::number}};
}
std::vector<Element> rating() {
    return {{"value", Content::number}, {"why", Content::words}};
}

/// In the order in which they are written.
const std::vector<Element>& elements() {
    using enum Content;
    static const std::vector<Element> all{
        {"address"},
        {"id"},
        {"source_key"},
        {"title", words},
        {"abstract", words},
        {"problem", words},
        {"objectives", words},
        {"solution", words},
        {"process", words},
        {"milestones", parts, {{"date"}, {"what", words}}},
        {"actors", parts, {{"name"}, {"type"}, {"role"}, {"support"}}},
        {"beneficiaries"},
        {"beneficiaries_number", number},
        {"participation"},
        {"participants", number},
        {"legal_basis", words},
        {"competence"},
        {"cost",
         parts,
         {{"setup", number}, {"yearly", number}, {"currency"}, {"year", number}, {"basis"}, {"note", words}}},
        {"funding", parts, {{"source"}, {"type"}, {"share", number}}},
        {"staff_fte", number},
        {"staff_note", words},
        {"capabilities", words},
        {"start"},
        {"end"},
        {"stage"},
        {"results",
         parts,
         {{"name", words}, {"unit"}, {"baseline", number}, {"baseline_date"}, {"value", number}, {"date"}, {"source"}}},
        {"results_note", words},
        {"evidence_level", number},
        {"evaluation"},
        {"sustainability", words},
        {"lessons", words},
        {"what_failed", words},
        {"conditions", words},
        {"transferability",
         parts,
         {{"evidence", parts, rating()},
          {"cost_complexity", parts, rating()},
          {"documentation", parts, rating()},
          {"conditions", parts, rating()},
          {"flexibility", parts, rating()}}},
        {"adoptions", parts, {{"place", parts, place()}, {"date"}, {"changed", words}, {"result", words}, {"source"}}},
        {"awards", parts, {{"name"}, {"year", number}, {"source"}}},
        {"contact"},
        {"validation"},
        {"last_confirmed"},
        {"population_band"},
        {"government_level"},
        {"country"},
        {"place", parts, place()},
        {"theme"},
        {"axis"},
        {"sdg"},
        {"keywords", words},
        {"language"},
        {"creators", parts, agent()},
        {"contributors", parts, agent()},
        {"publisher"},
        {"issued"},
        {"event", parts, {{"id"}, {"axis"}, {"session"}, {"contribution"}}},
        {"rights", parts, {{"licence"}, {"access"}, {"embargo_until"}, {"holder"}}},
        {"relations", parts, {{"type"}, {"target"}}},
        {"source", parts, {{"url"}, {"name"}, {"harvested_from"}}},
        {"url"},
        {"doi"},
        {"handle"},
        {"status"},
        {"note", words},
        {"machine"},
        {"file"},
    };
    return all;
}

std::string plain(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

void write(xml::Writer& xml, const Element& element, const json& value);

void write_inside(xml::Writer& xml, const std::vector<Element>& inside, const json& object) {
    for (const auto& element : inside)
        if (const auto found = object.find(element.name); found != object.end()) write(xml, element, *found);
}

/// A language map, of texts or of lists of them.
void write_words(xml::Writer& xml, const Element& element, const json& map) {
    for (const auto& [language, texts] : map.items()) {
        const auto tag = language == "und" ? std::string{} : language;
        for (const auto& text : texts.is_array() ? texts : json::array({texts}))
            xml.element(element.name, plain(text), {{"xml:lang", tag}});
    }
}

void write(xml::Writer& xml, const Element& element, const json& value) {
    if (value.is_array()) {
        for (const auto& one : value) write(xml, element, one);
    } else if (element.content == Content::words && value.is_object()) {
        write_words(xml, element, value);
    } else if (element.content == Content::parts && value.is_object()) {
        xml.open(element.name);
        write_inside(xml, element.parts, value);
        xml.close();
    } else if (!value.is_structured()) {
        xml.element(element.name, plain(value));
    }
}

const char* schema_type(Content content) {
    switch (content) {
        case Content::number:
            return "xs:double";
        case Content::flag:
            return "xs:boolean";
        case Content::words:
            return "words";
        default:
            return "xs:string";
    }
}

void write_schema(xml::Writer& xml, const std::vector<Element>& inside) {
    xml.open("xs:complexType").open("xs:sequence");
    for (const auto& element : inside) {
        const bool simple = element.content != Content::parts;
        xml.open("xs:element", {{"name", element.name},
                                {"type", simple ? schema_type(element.content) : ""},
                                {"minOccurs", "0"},
                                {"maxOccurs", "unbounded"}});
        if (!simple) write_schema(xml, element.parts);
        xml.close();
    }
    xml.close().close();
}

}  // namespace

std::string practice_xml(const Stored& stored, const Publication& publication) {
    const auto& id = stored.record.id;
    auto members = to_json(stored.record);
    members["address"] = publication.record(id);
    members["file"] = json::array();
    if (text_is_open(stored)) {
        for (std::size_t i = 1; i <= stored.record.files.size(); ++i)
            members["file"].push_back(publication.file(id, i));
    }
    std::string out;
    xml::Writer xml{out};
    xml.open("practice",
             {{"xmlns", practice_namespace},
              {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
              {"xsi:schemaLocation", std::string{practice_namespace} + " " + publication.base + practice_schema_path}});
    write_inside(xml, elements(), members);
    xml.close();
    return out;
}

std::string practice_schema() {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml::Writer xml{out};
    xml.open("xs:schema", {{"xmlns:xs", "http://www.w3.org/2001/XMLSchema"},
                           {"xmlns", practice_namespace},
                           {"targetNamespace", practice_namespace},
                           {"elementFormDefault", "qualified"}});
    // A text and, as xml:lang, its language.
    xml.open("xs:complexType", {{"name", "words"}})
        .open("xs:simpleContent")
        .open("xs:extension", {{"base", "xs:string"}})
        .open("xs:anyAttribute", {{"namespace", "http://www.w3.org/XML/1998/namespace"}, {"processContents", "lax"}})
        .close()
        .close()
        .close()
        .close();
    xml.open("xs:element", {{"name", "practice"}});
    write_schema(xml, elements());
    xml.close().close();
    return out + "\n";
}

}  // namespace acervo
