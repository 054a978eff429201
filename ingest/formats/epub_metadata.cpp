// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.h"
#include "ingest/bibliographic/values.h"
#include "ingest/formats/epub_package.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

constexpr std::string_view dublin_core = "http://purl.org/dc/elements/1.1/";

/// What <meta refines="#id" property="..."> says more of an element; of EPUB 2 the opf: attribute of the same name.
std::string refinement(xml::Node metadata, xml::Node element, std::string_view property) {
    const auto own = xml::attribute(element, property);
    const auto id = xml::attribute(element, "id");
    if (!own.empty() || id.empty()) return own;
    for (const auto* meta : xml::children(metadata, "meta")) {
        if (xml::attribute(meta, "refines") == "#" + id && xml::attribute(meta, "property") == property)
            return xml::text(meta);
    }
    return {};
}

void add_agent(xml::Node metadata, xml::Node element, bool creator, Record& record) {
    Agent agent{.name = clean(written_name(xml::text(element)))};
    if (!is_author(agent.name) || record.creators.size() + record.contributors.size() > 500) return;
    if (const auto role = refinement(metadata, element, "role"); !role.empty()) agent.role = clean(written_role(role));
    creator = agent.role.empty() ? creator : is_creator_role(agent.role);
    if (agent.role == "author") agent.role.clear();
    if (!creator && agent.role == "bkp") return;  // the program that made the file
    (creator ? record.creators : record.contributors).push_back(std::move(agent));
}

void add_identifier(const std::string& text, Record& record) {
    const auto found = written_identifier(text);
    const auto set = [&](std::string& field) {
        if (field.empty()) field = clean(found.value);
    };
    switch (found.scheme) {
        case Scheme::doi:
            return set(record.doi);
        case Scheme::isbn:
            return set(record.isbn);
        case Scheme::issn:
            return set(record.issn);
        case Scheme::handle:
            return set(record.handle);
        case Scheme::url:
            return set(record.url);
        case Scheme::none:
            return;
    }
}

}  // namespace

void EpubPackage::describe(const std::string& file_name, Record& record) const {
    const auto* metadata = xml::at(xml::root(package_), "metadata");
    // The first editions of the format had one element more around them.
    if (const auto* inner = xml::at(metadata, "dc-metadata")) metadata = inner;
    std::string main_language;
    for (const auto* node : xml::children(metadata, "language")) {
        if (auto tag = language_code(xml::text(node)); !tag.empty()) record.languages.push_back(std::move(tag));
    }
    if (!record.languages.empty()) main_language = record.languages.front();
    std::string subtitle;
    for (const auto* node : xml::children(metadata)) {
        if (xml::space(node) != dublin_core) continue;
        const auto name = xml::name(node);
        const auto value = clean(xml::text(node));
        auto language = language_code(xml::language(node));
        if (language.empty()) language = main_language;
        if (name == "title") {
            const auto type = refinement(metadata, node, "title-type");
            if (type == "subtitle") subtitle = value;
            if ((type.empty() || type == "main") && is_title(value, file_name))
                put(record.title, language, as_title(value));
        } else if (name == "creator" || name == "contributor") {
            add_agent(metadata, node, name == "creator", record);
        } else if (name == "publisher" && record.publisher.empty()) {
            record.publisher = value;
        } else if (name == "identifier") {
            const auto scheme = xml::attribute(node, "scheme");
            add_identifier(scheme.empty() ? value : scheme + " " + value, record);
        } else if (name == "subject") {
            for (const auto& keyword : split_list(value)) put(record.keywords, language, keyword);
        } else if (name == "description" && value.size() > 60) {
            put(record.abstract, language, value);
        } else if (name == "rights") {
            if (record.rights.licence.empty()) record.rights.licence = licence_id(value);
        } else if (name == "date") {
            const auto event = lower(xml::attribute(node, "event"));
            if (event == "modification" || event == "creation") continue;
            if (record.issued.empty() || event == "publication") record.issued = edtf_date(value);
        }
    }
    const auto main = record.title.find(main_language.empty() ? "und" : main_language);
    if (!subtitle.empty() && main != record.title.end()) main->second += ": " + subtitle;
}

}  // namespace acervo
