// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// The application profile of OpenAIRE's guidelines for literature repositories, version 4: one element, without an XML
/// declaration.
std::string oai_openaire(const Stored& stored, const Publication& publication);

}  // namespace acervo
