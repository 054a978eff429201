// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "corpus/xml.h"
#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// The record of one XML element in any format that is known: MARCXML, MODS, oai_dc, qualified DC, DIM, DSpace's
/// dublin_core, xoai; nothing for others. What an OAI-PMH harvester needs for `metadata`.
std::optional<BibliographicRecord> record_from_xml(xml::Node element);

/// An OAI-PMH record: its header around the record of its metadata, with the OAI identifier as source key.
struct OaiRecord {
    std::string identifier;
    bool deleted = false;
    std::optional<BibliographicRecord> made;  ///< nothing when it is deleted or of a format that is not known
    std::string format;                       ///< local name of the metadata's element
};
OaiRecord oai_record(xml::Node record);

}  // namespace acervo
