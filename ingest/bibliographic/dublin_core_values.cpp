// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "corpus/text.h"
#include "ingest/bibliographic/dublin_core.h"
#include "ingest/bibliographic/values.h"

namespace acervo {

namespace {

using xml::Node;

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
constexpr std::size_t most_values = 5000;

/// Terms of DCMI that refine an element, as DSpace writes the refinement.
struct Refinement {
    std::string_view term, element, qualifier;
};
constexpr std::array refinements = {
    Refinement{"abstract", "description", "abstract"},
    Refinement{"tableofcontents", "description", "tableofcontents"},
    Refinement{"alternative", "title", "alternative"},
    Refinement{"issued", "date", "issued"},
    Refinement{"created", "date", "created"},
    Refinement{"available", "date", "available"},
    Refinement{"modified", "date", "modified"},
    Refinement{"dateaccepted", "date", "accepted"},
    Refinement{"datesubmitted", "date", "submitted"},
    Refinement{"datecopyrighted", "date", "copyright"},
    Refinement{"spatial", "coverage", "spatial"},
    Refinement{"temporal", "coverage", "temporal"},
    Refinement{"bibliographiccitation", "identifier", "citation"},
    Refinement{"ispartof", "relation", "ispartof"},
    Refinement{"license", "rights", "license"},
    Refinement{"accessrights", "rights", "access"},
    Refinement{"rightsholder", "rights", "holder"},
    Refinement{"extent", "format", "extent"},
    Refinement{"medium", "format", "medium"},
};

std::string declared(std::string_view language) {
    const auto tag = written_language(language);
    return tag == "und" ? std::string{} : tag;
}

void add(std::vector<DcValue>& values, DcValue value) {
    value.value = clean(value.value);
    if (!squeeze(value.value).empty() && values.size() < most_values) values.push_back(std::move(value));
}

/// <dc:title xml:lang="es">, <dcterms:issued>: the name says it all.
void add_named(Node node, std::vector<DcValue>& values) {
    const auto space = xml::space(node);
    const bool terms = space == "http://purl.org/dc/terms/", elements = space == "http://purl.org/dc/elements/1.1/";
    DcValue value{ascii_lower(xml::name(node)), "", declared(xml::attribute(node, "lang", xml_space)),
                  xml::raw_text(node)};
    if (!terms && !elements) value.schema = "other";
    if (terms) {
        const auto* const known = std::ranges::find(refinements, value.element, &Refinement::term);
        if (known != refinements.end()) {
            value.element = known->element;
            value.qualifier = known->qualifier;
        }
    }
    if (value.schema == "other" && value.element == "identifier") value.schema = "dc";  // datacite:identifier
    add(values, std::move(value));
}

/// <dcvalue element="date" qualifier="issued" language="es"> and DIM's <field element="..." lang="...">.
void add_field(Node node, const std::string& schema, std::vector<DcValue>& values) {
    DcValue value{ascii_lower(squeeze(xml::attribute(node, "element"))),
                  ascii_lower(squeeze(xml::attribute(node, "qualifier"))),
                  {},
                  xml::raw_text(node),
                  schema};
    auto language = xml::attribute(node, "language");
    if (language.empty()) language = xml::attribute(node, "lang");
    value.language = declared(language);
    if (value.qualifier == "none") value.qualifier.clear();
    if (const auto own = xml::attribute(node, "mdschema"); !own.empty()) value.schema = ascii_lower(own);
    if (value.schema == "dcterms") {
        const auto* const known = std::ranges::find(refinements, value.element, &Refinement::term);
        if (known != refinements.end()) {
            value.element = known->element;
            value.qualifier = known->qualifier;
        }
        value.schema = "dc";
    }
    add(values, std::move(value));
}

/// xoai: schema > element > [qualifier >] language > field.
void add_nested(Node node, std::vector<std::string>& path, std::vector<DcValue>& values) {
    for (const auto* child : xml::children(node)) {
        if (xml::is(child, "field")) {
            if (path.size() < 2 || xml::attribute(child, "name") != "value") continue;
            DcValue value{ascii_lower(path[1]), "", "", xml::raw_text(child), ascii_lower(path[0])};
            if (path.size() > 3) value.qualifier = ascii_lower(path[2]);
            if (path.size() > 2) value.language = declared(path.back());
            add(values, std::move(value));
        } else if (path.size() < 8) {
            path.push_back(xml::attribute(child, "name"));
            add_nested(child, path, values);
            path.pop_back();
        }
    }
}

}  // namespace

std::vector<DcValue> dc_values(Node element) {
    std::vector<DcValue> values;
    if (xml::is(element, "dublin_core")) {
        const auto schema = ascii_lower(xml::attribute(element, "schema"));
        for (const auto* node : xml::children(element, "dcvalue"))
            add_field(node, schema.empty() ? "dc" : schema, values);
    } else if (xml::is(element, "dim")) {
        for (const auto* node : xml::children(element, "field")) add_field(node, "dc", values);
    } else if (xml::space(element) == "http://www.lyncode.com/xoai") {
        std::vector<std::string> path;
        add_nested(element, path, values);
    } else {
        for (const auto* node : xml::children(element)) add_named(node, values);
    }
    return values;
}

}  // namespace acervo
