// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/formats/document_type.h"
#include "api/formats/publication.h"
#include "corpus/person_name.h"

namespace acervo {

/// What a reference is made of, of a record or of a part of a volume: what the styles and the formats of reference
/// managers write. Texts are in `language`; empty: not known.
struct Reference {
    std::string id;        ///< of the record, or record-part
    std::string kind;      ///< of our vocabulary; a part of a volume is a "paper"
    std::string language;  ///< BCP 47
    std::string title;
    std::vector<PersonName> authors, editors, translators;
    std::string container;                      ///< the volume, journal or series that a paper stands in
    std::vector<PersonName> container_editors;  ///< of a part of a volume: who made that
    std::string collection;                     ///< the series of a whole work
    std::string volume, issue;
    std::string pages;  ///< "12–20", as printed
    std::string event, event_place, event_start, event_end;
    std::string publisher;
    std::string issued;  ///< EDTF
    std::string abstract;
    std::vector<std::string> keywords;
    std::string doi, isbn, issn, url;  ///< url: permanent address, of the DOI where there is one
    std::string pdf;                   ///< address of the text, where it may be read
    std::string accessed;              ///< ISO date of today, for styles that want to know when it was looked at

    /// A paper in a journal: it has an ISSN and no ISBN.
    bool in_journal() const { return kind == "paper" && !container.empty() && !issn.empty() && isbn.empty(); }
};

Reference reference_of(const Record& record, const Publication& publication);
Reference reference_of(const Record& volume, const Part& part, const std::string& part_id,
                       const Publication& publication);

/// Pages of a part as they are printed: "12", "12–20".
std::string printed_pages(const Part& part);

/// Year, month and day of an EDTF date as far as it has them; 0 where not. Of an interval its beginning.
struct DateParts {
    int year = 0, month = 0, day = 0;
};
DateParts date_parts(const std::string& edtf);

}  // namespace acervo
