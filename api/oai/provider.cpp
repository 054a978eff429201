// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oai/provider.h"

#include "corpus/record_selection.h"
#include "corpus/xml_writer.h"

namespace acervo {
namespace {

constexpr std::string_view instance = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view example_record = "0123456789";

std::string address_of(const std::string& schema, const Site& site) {
    return schema.starts_with('/') ? site.base + schema : schema;
}

}  // namespace

Publication OaiProvider::publication() const {
    return {context.vocabulary, context.site.base};
}

std::string OaiProvider::identifier(const std::string& record) const {
    return "oai:" + context.site.domain() + ":" + record;
}

Stored OaiProvider::find(const std::string& asked) const {
    const auto prefix = identifier("");
    auto stored = asked.starts_with(prefix) ? context.catalogue.find(asked.substr(prefix.size())) : std::nullopt;
    if (!stored) throw oai_error("idDoesNotExist", "There is no item \"" + asked + "\".");
    return std::move(*stored);
}

void OaiProvider::write_header(std::string& out, const Stored& stored, bool deleted) const {
    xml::Writer xml{out};
    xml.open("header", {{"status", deleted ? "deleted" : ""}});
    xml.element("identifier", identifier(stored.record.id)).element("datestamp", stored.modified);
    for (const auto& set : sets_of(stored.record, context.vocabulary)) xml.element("setSpec", set);
    xml.close();
}

void OaiProvider::write_record(std::string& out, const Stored& stored, const MetadataFormat& format) const {
    // What has become something else since the list was begun is no more there in this format.
    const bool deleted = stored.withdrawn || !is_for(format, stored.record);
    out += "<record>";
    write_header(out, stored, deleted);
    if (!deleted) out += "<metadata>" + format.write(stored, publication()) + "</metadata>";
    out += "</record>\n";
}

std::string OaiProvider::identify() const {
    std::string out;
    xml::Writer xml{out};
    const auto earliest = RecordSelector{context.catalogue.folder()}.first_instant();
    xml.open("Identify")
        .element("repositoryName", context.site.name)
        .element("baseURL", context.site.base + "/oai")
        .element("protocolVersion", "2.0")
        .element("adminEmail", context.site.admin)
        .element("earliestDatestamp", earliest.empty() ? now : earliest)
        .element("deletedRecord", "persistent")
        .element("granularity", "YYYY-MM-DDThh:mm:ssZ")
        .element("compression", "gzip");
    xml.open("description")
        .open("oai-identifier", {{"xmlns", "http://www.openarchives.org/OAI/2.0/oai-identifier"},
                                 {"xmlns:xsi", instance},
                                 {"xsi:schemaLocation",
                                  "http://www.openarchives.org/OAI/2.0/oai-identifier "
                                  "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"}})
        .element("scheme", "oai")
        .element("repositoryIdentifier", context.site.domain())
        .element("delimiter", ":")
        .element("sampleIdentifier", identifier(std::string{example_record}))
        .close()
        .close()
        .close();
    return out;
}

std::string OaiProvider::list_formats(const OaiArguments& arguments) const {
    const auto asked = arguments.get("identifier");
    const auto stored = asked.empty() ? std::optional<Stored>{} : find(asked);
    std::string out;
    xml::Writer xml{out};
    xml.open("ListMetadataFormats");
    for (const auto& format : metadata_formats()) {
        if (stored && !is_for(format, stored->record)) continue;
        xml.open("metadataFormat")
            .element("metadataPrefix", format.prefix)
            .element("schema", address_of(format.schema, context.site))
            .element("metadataNamespace", format.space)
            .close();
    }
    xml.close();
    return out;
}

std::string OaiProvider::list_sets(const OaiArguments& arguments) const {
    // There is one answer of all sets, so no token for more of them was ever given.
    if (arguments.given.contains("resumptionToken"))
        throw oai_error("badResumptionToken", "The resumptionToken is none of this repository.");
    const auto sets = census.sets(context.catalogue, context.vocabulary);
    if (sets.empty()) throw oai_error("noSetHierarchy", "There is no set yet.");
    std::string out;
    xml::Writer xml{out};
    xml.open("ListSets");
    for (const auto& set : sets) {
        const auto name = name_of_set(set, context.vocabulary);
        xml.open("set").element("setSpec", set).element("setName", best(name, "es").second);
        xml.open("setDescription")
            .open("oai_dc:dc", {{"xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"},
                                {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                {"xmlns:xsi", instance},
                                {"xsi:schemaLocation",
                                 "http://www.openarchives.org/OAI/2.0/oai_dc/ "
                                 "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"}});
        for (const auto& [language, text] : name) xml.element("dc:title", text, {{"xml:lang", language}});
        xml.close().close().close();
    }
    xml.close();
    return out;
}

std::string OaiProvider::get_record(const OaiArguments& arguments) const {
    const auto prefix = arguments.get("metadataPrefix");
    const auto stored = find(arguments.get("identifier"));
    const auto* format = metadata_format(prefix);
    if (!format || !is_for(*format, stored.record))
        throw oai_error("cannotDisseminateFormat", "The item is not given in \"" + prefix + "\".");
    std::string out = "<GetRecord>";
    write_record(out, stored, *format);
    return out + "</GetRecord>";
}

std::string OaiProvider::answer(const OaiArguments& arguments) const {
    if (arguments.verb == "Identify") return identify();
    if (arguments.verb == "ListMetadataFormats") return list_formats(arguments);
    if (arguments.verb == "ListSets") return list_sets(arguments);
    if (arguments.verb == "GetRecord") return get_record(arguments);
    return list(arguments);
}

std::string oai_document(Context& context, SetCensus& census,
                         const std::vector<std::pair<std::string, std::string>>& parameters) {
    const OaiProvider provider{context, census, now()};
    OaiArguments arguments;
    std::string body;
    bool understood = false;
    try {
        arguments = oai_arguments(parameters);
        oai_dates(arguments);
        understood = true;
        body = provider.answer(arguments);
    } catch (const Error& error) {
        constexpr auto is_of_protocol = [](const std::string& code) {
            return code.starts_with("bad") || code == "idDoesNotExist" || code == "cannotDisseminateFormat" ||
                   code == "noRecordsMatch" || code == "noSetHierarchy";
        };
        if (!is_of_protocol(error.code())) throw;
        if (error.code() == "badArgument") understood = false;
        body.clear();
        xml::Writer{body}.element("error", error.what(), {{"code", error.code()}});
    }
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml::Writer xml{out};
    xml.open("OAI-PMH", {{"xmlns", "http://www.openarchives.org/OAI/2.0/"},
                         {"xmlns:xsi", instance},
                         {"xsi:schemaLocation",
                          "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"}});
    xml.element("responseDate", provider.now);
    // What was not understood is not repeated.
    if (!understood) arguments = {};
    xml.element("request", context.site.base + "/oai",
                {{"verb", arguments.verb},
                 {"identifier", arguments.get("identifier")},
                 {"metadataPrefix", arguments.get("metadataPrefix")},
                 {"from", arguments.get("from")},
                 {"until", arguments.get("until")},
                 {"set", arguments.get("set")},
                 {"resumptionToken", arguments.get("resumptionToken")}});
    xml.raw("\n").raw(body).raw("\n").close();
    return out + "\n";
}

}  // namespace acervo
