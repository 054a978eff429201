// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "corpus/xml.h"
#include "ingest/bibliographic/bibliographic_record.h"

namespace acervo {

/// One value of Dublin Core in whatever form it was written.
struct DcValue {
    std::string element;    ///< lower case: "title", "contributor"
    std::string qualifier;  ///< lower case: "issued", "author"; empty: none
    std::string language;   ///< BCP 47; empty: not declared
    std::string value;
    std::string schema = "dc";
};

/// The values of an element of oai_dc, qualified DC (dcterms), DIM, DSpace's dublin_core or xoai; empty when the
/// element is none of these.
std::vector<DcValue> dc_values(xml::Node element);

/// Maps Dublin Core to the model (dc:subject -> keywords, dcterms:spatial -> country or place, ...).
BibliographicRecord record_from_dc(const std::vector<DcValue>& values);

}  // namespace acervo
