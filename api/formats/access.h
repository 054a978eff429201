// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/catalogue.h"

/// What the formats of aggregators call our kinds and rights. Private to api/formats.
namespace acervo {

/// A concept of COAR's vocabularies (vocabularies.coar-repositories.org).
struct CoarTerm {
    const char* uri;
    const char* label;  ///< English
};

/// What a document of this kind is.
CoarTerm coar_type(const std::string& kind);
/// The word of info:eu-repo/semantics/ for it.
const char* eu_repo_type(const std::string& kind);

/// Who may read the text today.
CoarTerm coar_access(const Stored& stored);
const char* eu_repo_access(const Stored& stored);

}  // namespace acervo
