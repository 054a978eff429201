// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/formats/publication.h"
#include "corpus/catalogue.h"

namespace acervo {

/// A format that records are given out in: one alone, or a list of them written one after the other.
struct RecordFormat {
    std::string_view name;                    ///< as options take it: "bibtex"
    std::string_view suffix;                  ///< of addresses: "bib"
    std::string_view media_type;              ///< with its parameters
    std::string_view before, between, after;  ///< of a list
    /// `language` of labels: es, pt or en.
    std::string (*write)(const Stored& stored, const Publication& publication, const std::string& language);
    bool describes = true;  ///< says something of one record: false for tables of many
    bool lists = true;      ///< several can stand in one file
};

const std::vector<RecordFormat>& record_formats();

/// By its name; null for another one.
const RecordFormat* record_format(std::string_view name);

/// The format that an Accept header asks for before HTML; null when it asks for none of ours.
const RecordFormat* accepted_format(std::string_view accept);

}  // namespace acervo
