// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/bibliographic/crosswalks.h"

#include "corpus/text.h"
#include "ingest/bibliographic/dublin_core.h"
#include "ingest/bibliographic/marc.h"
#include "ingest/bibliographic/mods.h"

namespace acervo {

std::optional<BibliographicRecord> record_from_xml(xml::Node element) {
    if (xml::is(element, "mods")) return record_from_mods(element);
    if (xml::is(element, "record") && (!xml::children(element, "datafield").empty() || xml::at(element, "leader")))
        return record_from_marc(marc_of(element));
    const auto values = dc_values(element);
    bool any = false;
    for (const auto& value : values) any = any || value.schema == "dc";
    if (any) return record_from_dc(values);
    return std::nullopt;
}

OaiRecord oai_record(xml::Node record) {
    OaiRecord oai;
    const auto* const header = xml::at(record, "header");
    oai.identifier = squeeze(clean(xml::text(xml::at(header, "identifier"))));
    oai.deleted = xml::attribute(header, "status") == "deleted";
    if (oai.deleted) return oai;
    const auto* const metadata = xml::at(record, "metadata");
    if (metadata == nullptr) return oai;
    for (const auto* element : xml::children(metadata)) {
        oai.format = std::string{xml::name(element)};
        if ((oai.made = record_from_xml(element))) break;
    }
    if (oai.made && !oai.identifier.empty()) oai.made->record.source_key = oai.identifier;
    return oai;
}

}  // namespace acervo
