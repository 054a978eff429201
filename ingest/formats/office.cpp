// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/formats/office.h"

#include <vector>

#include "corpus/error.h"
#include "corpus/text.h"
#include "ingest/formats/metadata.h"

namespace acervo {
namespace {

std::string relationships_name(const std::string& part) {
    const auto slash = part.rfind('/');
    const auto name = slash == std::string::npos ? 0 : slash + 1;
    return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

}  // namespace

std::string part_name(const std::string& base, std::string_view target) {
    std::vector<std::string_view> steps;
    const auto add = [&](std::string_view path) {
        while (!path.empty()) {
            const auto slash = path.find('/');
            const auto step = path.substr(0, slash);
            if (step == "..") {
                if (!steps.empty()) steps.pop_back();
            } else if (!step.empty() && step != ".") {
                steps.push_back(step);
            }
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        }
    };
    const auto folder = base.rfind('/');
    if (!target.starts_with('/') && folder != std::string::npos) add(std::string_view{base}.substr(0, folder));
    add(target);
    std::string path;
    for (const auto step : steps) {
        if (!path.empty()) path += '/';
        path += step;
    }
    return path;
}

xml::Document OfficePackage::part(const std::string& name) {
    const auto bytes = zip_.read(name);
    if (!bytes) return {};
    return during(name, [&] { return xml::parse(*bytes); });
}

OfficePackage::Relationships OfficePackage::relationships(const std::string& from) {
    Relationships found;
    const auto document = part(relationships_name(from));
    if (!document) return found;
    for (const auto* node : xml::children(xml::root(document), "Relationship")) {
        const auto type = xml::attribute(node, "Type");
        const bool external = xml::attribute(node, "TargetMode") == "External";
        auto target = xml::attribute(node, "Target");
        if (!external) target = part_name(from, target);
        found[xml::attribute(node, "Id")] = {type.substr(type.rfind('/') + 1), std::move(target), external};
    }
    return found;
}

std::string OfficePackage::main_part() {
    for (const auto& [id, relationship] : relationships("")) {
        if (relationship.type == "officeDocument" && zip_.has(relationship.target)) return relationship.target;
    }
    for (const char* usual : {"ppt/presentation.xml", "word/document.xml", "xl/workbook.xml"}) {
        if (zip_.has(usual)) return usual;
    }
    throw Error{Problem::bad_input, "the package has no document part"}.with_code("malformed");
}

void OfficePackage::describe(Record& record, const std::string& file_name) {
    std::string core_part = "docProps/core.xml", application_part = "docProps/app.xml";
    for (const auto& [id, relationship] : relationships("")) {
        if (relationship.type == "core-properties") core_part = relationship.target;
        if (relationship.type == "extended-properties") application_part = relationship.target;
    }
    const auto optional = [&](const std::string& name) {
        try {
            return part(name);
        } catch (const Error&) {
            return xml::Document{};  // metadata in disorder is no reason to refuse the document
        }
    };
    if (const auto application = optional(application_part))
        record.publisher = publisher_of(xml::text(xml::at(xml::root(application), "Company")));
    const auto core = optional(core_part);
    if (!core) return;
    const auto* root = xml::root(core);
    const auto value = [&](const char* field) { return clean(xml::text(xml::at(root, field))); };
    const auto language = language_code(value("language"));
    if (const auto title = value("title"); is_title(title, file_name)) put(record.title, language, as_title(title));
    record.creators = split_authors(value("creator"));
    // Programs fill both with a repetition or a phrase; a description of some length is one.
    if (const auto description = value("description"); description.size() > 60)
        put(record.abstract, language, description);
    record.doi = doi_in(value("identifier"));
    for (const auto& keyword : split_list(value("keywords"))) put(record.keywords, language, keyword);
    if (!language.empty()) record.languages = {language};
    record.issued = edtf_date(value("created"));
    if (record.issued.empty()) record.issued = edtf_date(value("modified"));
    if (!record.issued.empty()) record.machine.emplace_back("issued");
}

xml::Node chosen(xml::Node alternate_content) {
    const auto* choice = xml::at(alternate_content, "Choice");
    const auto* fallback = xml::at(alternate_content, "Fallback");
    if (choice == nullptr || (xml::text(choice).empty() && fallback != nullptr && !xml::text(fallback).empty()))
        return fallback;
    return choice;
}

std::string relationship_id(xml::Node node, std::string_view local) {
    auto id = xml::attribute(node, local, relationship_space);
    return id.empty() ? xml::attribute(node, local, strict_relationship_space) : id;
}

}  // namespace acervo
