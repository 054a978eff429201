// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "corpus/gazetteer/places.h"
#include "corpus/vocabulary.h"
#include "ingest/messages.h"

namespace acervo {

/// The columns of a file of places, in the order in which they are best written.
const std::vector<std::string>& place_columns();

struct PlaceImport {
    struct Wrong {
        int line = 0;
        Finding finding;
    };
    std::vector<PlaceCorrection> corrections;  ///< a place each, as far as rows are right
    std::vector<Wrong> wrong;                  ///< in the order of the lines
    std::size_t added = 0;                     ///< of the corrections, places that were not known before
};

/// Reads places as CSV: a row is one place, named by its id or by name and country; what stands in its cells corrects
/// or adds to what is known, an empty cell says nothing. A name that is not known in the country is a new place, whose
/// position must be given. @throws Error (bad_input) when there is no header to read it by
PlaceImport read_places(std::istream& in, const std::string& file, const Places& known, const Vocabulary& vocabulary);

}  // namespace acervo
