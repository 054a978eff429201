// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/oai/metadata_formats.h"

#include <algorithm>

#include "api/formats/marcxml.h"
#include "api/formats/mods.h"
#include "api/formats/oai_dc.h"
#include "api/formats/oai_openaire.h"
#include "api/formats/practice_xml.h"

namespace acervo {

const std::vector<MetadataFormat>& metadata_formats() {
    static const std::vector<MetadataFormat> formats{
        {"oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/",
         oai_dc, ""},
        {"oai_openaire", "https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd",
         "http://namespace.openaire.eu/schema/oaire/", oai_openaire, ""},
        {"marcxml", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", "http://www.loc.gov/MARC21/slim",
         marcxml, ""},
        {"mods", "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd", "http://www.loc.gov/mods/v3", mods, ""},
        {"acervo_practice", practice_schema_path, practice_namespace, practice_xml, "practice"},
    };
    return formats;
}

const MetadataFormat* metadata_format(const std::string& prefix) {
    const auto& formats = metadata_formats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const auto& format) { return format.prefix == prefix; });
    return found == formats.end() ? nullptr : &*found;
}

bool is_for(const MetadataFormat& format, const Record& record) {
    return format.kind.empty() || format.kind == record.kind;
}

}  // namespace acervo
