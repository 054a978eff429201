// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

inline constexpr const char* practice_namespace = "urn:acervo:practice:1";
inline constexpr const char* practice_schema_path = "/oai/practice.xsd";

/// Our own format: everything that a record tells of a practice, by the names of the metadata model; texts have their
/// language, lists are repeated elements. One element, without an XML declaration.
std::string practice_xml(const Stored& stored, const Publication& publication);

/// The XML schema of it, made of the table that it is written by.
std::string practice_schema();

}  // namespace acervo
