// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "corpus/record.h"

namespace acervo {

/// What others call a kind of ours. Each word is one that our own readers understand as that kind.
struct DocumentType {
    std::string_view kind;
    std::string_view genre;       ///< of MARC 655 and mods:genre; English, of COAR's resource types where it has one
    std::string_view csl;         ///< type of CSL 1.0.2
    std::string_view ris;         ///< TY of RIS
    std::string_view bibtex;      ///< type of an entry
    std::string_view schema_org;  ///< class of schema.org
};

/// That of Record::kind; "other" for kinds that are not known.
const DocumentType& document_type(std::string_view kind);

/// Whether a work is published inside another one: it has pages of it.
bool is_part(const Record& record);

/// The address of a licence by its SPDX identifier; an address is its own; empty for what is neither.
std::string licence_address(const std::string& licence);

/// Without what a machine translated.
LangMap written_by_people(const LangMap& map);

}  // namespace acervo
