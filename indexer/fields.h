// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/catalogue.h"
#include "corpus/vocabulary.h"

/// What stands in the index and how it is called: the agreement between the one who writes it (indexer/) and the one who reads it (search/).
///
/// Two Xapian databases: `records`, one document a record, and `passages`, one document a unit. A term is a prefix (with the
/// analysis language in capitals, "ES", "PT", "UND") and a form of the word:
///
/// | prefix     | database | form                      | positions | what for                                |
/// |------------|----------|---------------------------|-----------|-----------------------------------------|
/// | X<LANG>    | both     | stem (and stem_accented)  | no        | words                                   |
/// | XW<LANG>   | records  | folded                    | yes       | phrases, NEAR, wildcards, spelling, form|
/// | XA<LANG>   | records  | exact, where not = folded | no        | the accented form ranks first           |
/// | XT<LANG>   | records  | stem of the title's words | no        | title, weight 2                         |
/// | XTW<LANG>  | records  | folded words of the title | yes       | title:"..."                             |
/// | A          | records  | folded words of creators  | yes       | author:                                 |
/// | K<facet>:  | records  | code, ancestors too       | no        | field:value of a facet, boolean         |
/// | Q          | records  | record id                 | no        | unique                                  |
/// | Q          | passages | record id ":" number      | no        | unique                                  |
/// | R          | passages | record id                 | no        | the passages of a record                |
///
/// A text's language chooses its prefix and analysis: unit by unit in a file, entry by entry in a LangMap. Abstract, keywords, names of places and
/// the texts of a practice count as body text of their language. Records whose text may not be shown are indexed by their metadata only.
namespace acervo::fields {

/// Changes whenever what stands in the index changes meaning; an index of another version is rebuilt.
inline constexpr int index_version = 1;

inline constexpr std::string_view stem = "X", word = "XW", accented = "XA", title = "XT", title_word = "XTW";
inline constexpr std::string_view author = "A", code = "K", id = "Q", record = "R";

/// "X" + "es" -> "XES".
std::string with_language(std::string_view prefix, std::string_view language);
/// Prefix and form; a term over 200 bytes is cut at a character and given a hash, so that Xapian's limit of 245 is kept.
std::string term(std::string_view prefix, std::string_view form);
/// "Ktheme:amb.res"
std::string code_term(std::string_view facet, std::string_view code);

// Value slots of `records`.
inline constexpr unsigned slot_facets = 0;   ///< pack() of the record's codes
inline constexpr unsigned slot_date = 1;     ///< "YYYYMMDD" of the start of `issued`, missing parts "00"; empty: no date
inline constexpr unsigned slot_title = 2;    ///< first 200 bytes of the title shown to readers without a language of their own
// Value slots of `passages`.
inline constexpr unsigned slot_number = 0;   ///< of the unit, sortable_serialise

// Document data. records: {"id":...,"text":key of the units,"version":n} as JSON; passages: "<record id>:<number>".

// Metadata keys of `records`.
inline constexpr const char* key_version = "index-version";
inline constexpr const char* key_revision = "catalogue-sequence";   ///< decimal: what the index covers
inline constexpr const char* key_built = "built";                   ///< ISO instant of the last commit

/// The facets, in display order. `scheme`: of the vocabulary that labels it (empty: labels come from elsewhere: events); `tree`: codes have parents.
struct FacetField {
    std::string_view name, scheme;
    bool tree = false;
};
inline constexpr std::array facets = {
    FacetField{"kind", "kind"},
    FacetField{"theme", "theme", true},
    FacetField{"axis", "axis"},
    FacetField{"country", "country"},
    FacetField{"series", ""},
    FacetField{"event", ""},
    FacetField{"doclang", "language"},
    FacetField{"sdg", "sdg", true},
    FacetField{"level", "level"},
    FacetField{"pop", "population"},
    FacetField{"stage", "stage"},
    FacetField{"evidence", "evidence"},
    FacetField{"access", "access"},
};

/// Codes of one record by facet, as given (ancestors are not added here), without repeats. "doclang" holds two-letter codes; "series" follows from the event.
using Codes = std::map<std::string, std::vector<std::string>>;
Codes codes_of(const Record& record, const Vocabulary& vocabulary, const std::string& today);

/// Codes and year in one value: what the searcher loads its columns from.
std::string pack(const Codes& codes, std::optional<int> year);
std::pair<Codes, std::optional<int>> unpack(std::string_view packed);

/// Parent of a code in a tree facet ("amb.res" -> "amb", "11.3" -> "11"); empty at the top. By the text alone: the first dot divides.
std::string_view parent(std::string_view code);

/// `data`/index/<n> that is in use; nothing when there is no index.
std::optional<std::filesystem::path> current_generation(const std::filesystem::path& data);

}  // namespace acervo::fields
