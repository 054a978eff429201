// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

/// Private to api/oai.
namespace acervo {

/// A format that records are given in.
struct MetadataFormat {
    std::string prefix;
    std::string schema;  ///< address; one that begins with "/" is ours
    std::string space;   ///< namespace
    /// One element, without an XML declaration.
    std::string (*write)(const Stored&, const Publication&);
    std::string kind;  ///< of the records that it is for; empty: of all
};

const std::vector<MetadataFormat>& metadata_formats();
/// Null when there is none.
const MetadataFormat* metadata_format(const std::string& prefix);

bool is_for(const MetadataFormat& format, const Record& record);

}  // namespace acervo
