// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/record.h"

/// Values as catalogues and reference managers write them, brought to the forms of the model. All are pure functions
/// of hostile text; what cannot be read gives an empty value.
namespace acervo {

/// EDTF of a date in ISO 8601 ("2024-08-26T10:00Z", "20240826"), of RIS ("2005/03//"), with a name or number of a
/// month ("26 ago. 2024", "March 2021", "08/2024"), as in title pages ("c1998", "[2005?]", "[199-]", "©2011"), or an
/// interval of years ("1998-2001"). Years 1400..2100.
std::string written_date(std::string_view text);

/// 1..12 of a month by its name or abbreviation in English, Spanish, Portuguese, French, Catalan or Galician; 0 for
/// none.
int month_of(std::string_view name);

/// BCP 47 tag of an ISO 639 code (639-1, 639-2/B, 639-2/T, 639-3), a tag, or a language's name in English or in
/// itself; "und" for codes that say that none is meant (und, mul, zxx, mis).
std::string written_language(std::string_view text);

enum class Scheme { none, doi, handle, isbn, issn, url };
struct Identifier {
    Scheme scheme = Scheme::none;
    std::string value;
};
/// An identifier with or without its label ("ISBN 978-84-...", "urn:issn:...", "https://doi.org/10.1590/x",
/// "http://hdl.handle.net/1822/1"): DOI in its own form, handle without resolver, ISBN and ISSN with the hyphens they
/// came with ("X" in capitals). An ISBN or ISSN by label is taken with a wrong check digit too: that is for the
/// validation to say; without a label the digit must be right.
Identifier written_identifier(std::string_view text);

/// The ORCID in a text in its canonical form; empty when there is none.
std::string orcid_in(std::string_view text);

struct Pages {
    std::optional<int> first, last;
};
/// "231-236", "pp. 5--9", "1071-9" (a shortened last page); nothing for article numbers.
Pages written_pages(std::string_view text);

/// Our kind of a type of document in the words of COAR, DCMI, DSpace, OpenAIRE, MARC genre, MODS genre and what people
/// write in es, pt and en ("info:eu-repo/semantics/conferenceObject", "Tesis", "journal article"); empty when it is
/// none of them.
std::string written_kind(std::string_view text);

/// Role of a contributor in our words (author, editor, translator, advisor, ...) of a MARC relator code or term, with
/// or without its address, or a DSpace qualifier; the text itself in lower case when it is none.
std::string written_role(std::string_view text);

/// Whether somebody in this role is one of the creators.
bool is_creator_role(std::string_view role);

/// A person's name as it is written in a list: squeezed, without a dangling comma or dates of life
/// ("Borges, Jorge Luis, 1899-1986." -> "Borges, Jorge Luis").
std::string written_name(std::string_view text);

}  // namespace acervo
