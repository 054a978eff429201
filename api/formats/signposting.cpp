// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/formats/signposting.h"

#include <map>

#include "api/formats/document_type.h"
#include "api/formats/record_format.h"

namespace acervo {
namespace {

using nlohmann::json;

constexpr int most_of_a_relation = 20;  // a head has room for so many

/// An address as a header can hold it.
std::string safe(const std::string& target) {
    std::string out;
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : target) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f && std::string_view{"<>\"\\^`{|}"}.find(c) == std::string_view::npos) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

std::string written(const TypedLink& link, const std::string& anchor = {}) {
    auto text = "<" + link.target + ">; rel=\"" + link.relation + "\"";
    if (!link.type.empty()) text += "; type=\"" + link.type + "\"";
    if (!link.profile.empty()) text += "; profile=\"" + link.profile + "\"";
    if (!anchor.empty()) text += "; anchor=\"" + anchor + "\"";
    return text;
}

std::string bare(std::string_view media_type) {
    return std::string{media_type.substr(0, media_type.find(';'))};
}

std::string profile_of(std::string_view format) {
    return format == "jsonld"    ? "https://schema.org/"
           : format == "marcxml" ? "http://www.loc.gov/MARC21/slim"
           : format == "mods"    ? "http://www.loc.gov/mods/v3"
           : format == "oai_dc"  ? "http://www.openarchives.org/OAI/2.0/oai_dc/"
                                 : "";
}

json entry(const TypedLink& link) {
    json told{{"href", link.target}};
    if (!link.type.empty()) told["type"] = link.type;
    if (!link.profile.empty()) told["profile"] = json::array({link.profile});
    return told;
}

}  // namespace

std::vector<TypedLink> typed_links(const Stored& stored, const Publication& publication) {
    const auto& record = stored.record;
    const auto page = publication.record(record.id);
    std::vector<TypedLink> links;
    links.push_back({safe(!record.doi.empty()      ? "https://doi.org/" + record.doi
                          : !record.handle.empty() ? "https://hdl.handle.net/" + record.handle
                                                   : page),
                     "cite-as", "", ""});
    for (const auto* list : {&record.creators, &record.contributors})
        for (const auto& agent : *list)
            if (!agent.orcid.empty()) links.push_back({"https://orcid.org/" + safe(agent.orcid), "author", "", ""});
    links.push_back({"https://schema.org/" + std::string{document_type(record.kind).schema_org}, "type", "", ""});
    links.push_back({"https://schema.org/AboutPage", "type", "", ""});
    if (const auto licence = licence_address(record.rights.licence); !licence.empty())
        links.push_back({safe(licence), "license", "", ""});
    for (const auto& format : record_formats())
        if (format.describes)
            links.push_back({page + "." + std::string{format.suffix}, "describedby", bare(format.media_type),
                             profile_of(format.name)});
    if (is_open(record.rights, now().substr(0, 10)))
        for (std::size_t i = 0; i < record.files.size(); ++i)
            links.push_back({publication.file(record.id, i + 1), "item", safe(record.files[i].media_type), ""});
    return links;
}

std::string link_header(const Stored& stored, const Publication& publication) {
    std::string text;
    std::map<std::string, int> seen;
    for (const auto& link : typed_links(stored, publication))
        if (++seen[link.relation] <= most_of_a_relation) text += (text.empty() ? "" : ", ") + written(link);
    const auto page = publication.record(stored.record.id) + "/linkset";
    text += ", " + written({page, "linkset", "application/linkset", ""});
    return text + ", " + written({page + ".json", "linkset", "application/linkset+json", ""});
}

json linkset_json(const Stored& stored, const Publication& publication) {
    const auto page = publication.record(stored.record.id);
    json about{{"anchor", page}};
    auto contexts = json::array();
    for (const auto& link : typed_links(stored, publication)) {
        about[link.relation].push_back(entry(link));
        if (link.relation == "item")
            contexts.push_back({{"anchor", link.target}, {"collection", {entry({page, "", "text/html", ""})}}});
        if (link.relation == "describedby")
            contexts.push_back({{"anchor", link.target}, {"describes", {entry({page, "", "text/html", ""})}}});
    }
    contexts.insert(contexts.begin(), std::move(about));
    return {{"linkset", std::move(contexts)}};
}

std::string linkset_text(const Stored& stored, const Publication& publication) {
    const auto page = publication.record(stored.record.id);
    std::string text;
    for (const auto& link : typed_links(stored, publication)) {
        text += (text.empty() ? "" : ",\n") + written(link, page);
        if (link.relation == "item") text += ",\n" + written({page, "collection", "text/html", ""}, link.target);
        if (link.relation == "describedby") text += ",\n" + written({page, "describes", "text/html", ""}, link.target);
    }
    return text + "\n";
}

}  // namespace acervo
