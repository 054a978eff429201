// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/vocabulary.h"
#include "search/columns.h"
#include "search/completion.h"

namespace Xapian {
class Database;
}

namespace acervo {

/// A name that records of the collection are known by.
struct Name {
    Suggestion::Kind kind = Suggestion::Kind::title;
    std::string text;
    std::string code;      ///< theme, event, series, country: of the facet; place: subdivision and country, as indexed
    std::string language;  ///< of a label
    std::uint32_t count = 0;  ///< records
    DocId document = 0;       ///< title: of the first record that has it
};

/// Every name of the collection: titles, people, organizations, places, and the labels of the countries, events, series
/// and themes that occur in it, in each language. Another kind is another function like those it is made of.
std::vector<Name> names_of(const Xapian::Database& records, const Vocabulary& vocabulary);

}  // namespace acervo
