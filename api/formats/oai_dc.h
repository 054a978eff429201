// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// Dublin Core as OAI-PMH has it: one element, without an XML declaration. Names of codes are in es, pt and en, each
/// with its language; addresses of files are there only where anybody may read them.
std::string oai_dc(const Stored& stored, const Publication& publication);

}  // namespace acervo
