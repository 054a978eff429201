// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// A typed link of a record's page (RFC 8288), as Signposting (signposting.org) wants them.
struct TypedLink {
    std::string target, relation, type, profile;
};
/// cite-as, author, type, license, describedby, item.
std::vector<TypedLink> typed_links(const Stored& stored, const Publication& publication);

/// The Link header of the page: at most 20 of each relation, and where all of them are.
std::string link_header(const Stored& stored, const Publication& publication);

/// All of them, and those of files back to the page (RFC 9264), as JSON and as text.
nlohmann::json linkset_json(const Stored& stored, const Publication& publication);
std::string linkset_text(const Stored& stored, const Publication& publication);

}  // namespace acervo
