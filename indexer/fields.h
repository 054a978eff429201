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

/// What stands in the index and how it is called: the agreement between the one who writes it (indexer/) and the one
/// who reads it (search/).
///
/// Two Xapian databases: `records`, one document a record, and `passages`, one document a unit with words. A term is a
/// prefix (with the analysis language in capitals, "ES", "PT", "UND") and a form of the word:
///
/// | prefix    | database | form                       | positions | wdf   | what for                              |
/// |-----------|----------|----------------------------|-----------|-------|---------------------------------------|
/// | X<LANG>   | both     | stem (and stem_accented)   | no        | count | words                                 |
/// | XW<LANG>  | records  | folded                     | yes       | count | phrases, NEAR, wildcards, spelling    |
/// | XA<LANG>  | records  | exact, where not = folded  | no        | 1     | the accented form ranks first         |
/// | XT<LANG>  | records  | stems of the title's words | no        | count | title, weight 2                       |
/// | XTW<LANG> | records  | folded words of the title  | yes       | count | title:"..."                           |
/// | XM<LANG>  | records  | stem (and stem_accented)   | no        | count | title and abstract, by a machine      |
/// | A         | records  | folded words of names      | yes       | 1     | author:, and a word in any leg        |
/// | NP NO NL  | records  | person, organization, place | no        | 0     | completion; as written (names.h)      |
/// | P         | records  | folded words of places     | no        | 0     | place:                                |
/// | XC:       | both     | concept's id in thesaurus  | no        | count | concepts, whatever they are called    |
/// | K<facet>: | records  | code, ancestors too        | no        | 0     | field:value of a facet, boolean       |
/// | U         | records  | identifier()               | no        | 0     | DOI, handle, ISBN, ISSN, source key   |
/// | E         | records  | ISO date                   | no        | 0     | text hidden until then (indexer only) |
/// |           |          | ISO date "~"               |           |       | confirmed recently up to that day     |
/// | Q         | records  | record id                  | no        | 0     | unique                                |
/// | Q         | passages | record id ":" number       | no        | 0     | unique                                |
/// | R         | passages | record id                  | no        | 0     | the passages of a record              |
///
/// A text's language chooses its prefix and analysis: unit by unit in a file, entry by entry in a LangMap; a text of
/// unknown language is taken to be in the record's first one. Title, abstract, keywords, names of places and
/// organizations and the texts of a practice count as body text of their language (so X and XW hold all words, XT and
/// XTW the title's once more); names of creators stand under A alone. XM holds title and abstract as a machine put them
/// into a language that they have no version in (corpus/translations.h): apart from what people wrote, so that a search
/// may weigh it less, leave it out, and say what it was. Records whose text may not be shown are indexed
/// by their metadata only.
///
/// The length of a document is the sum of its wdf: in `passages` the number of words (twice for the few with a second
/// stem), in `records` about twice that, X and XW together. BM25 divides by the average, so the factor cancels; both X
/// and XW can be scored. What a text says of a concept counts as one word more, in the record and in its passage:
/// Xapian knows no frequency of a term without length, and a text full of the thesaurus's labels is a few per cent
/// longer for it. XM adds the number of translated words, once: a record of metadata alone in one language becomes
/// twice as long, as long as one that people wrote in two languages, and where all are translated the factor cancels
/// again; a record with a text of some pages does not change. Positions: one stream a record, a gap of position_gap
/// between units and between fields, so that no phrase crosses.
namespace acervo::fields {

/// Changes whenever what stands in the index changes meaning; an index of another version is rebuilt.
inline constexpr int index_version = 3;

inline constexpr std::string_view stem = "X", word = "XW", accented = "XA", title = "XT", title_word = "XTW";
inline constexpr std::string_view translated = "XM";
inline constexpr std::string_view author = "A", code = "K", id = "Q", record = "R";
inline constexpr std::string_view name_person = "NP", name_organization = "NO", name_place = "NL", place_word = "P";
inline constexpr std::string_view thesaurus_concept = "XC:";
inline constexpr std::string_view identifier_prefix = "U", embargo = "E";
inline constexpr unsigned position_gap = 100;

/// "X" + "es" -> "XES".
std::string with_language(std::string_view prefix, std::string_view language);
/// Prefix and form; a term over 200 bytes is cut at a character and given a hash, so that Xapian's limit of 245 is
/// kept.
std::string term(std::string_view prefix, std::string_view form);
/// "Ktheme:amb.res"
std::string code_term(std::string_view facet, std::string_view code);
/// "XC:waste-management"
std::string concept_term(std::string_view id);
/// What is compared of an identifier: case folded, without resolver ("https://doi.org/", "doi:", "hdl:", "urn:isbn:")
/// and white space; hyphens dropped where the rest is an ISBN or ISSN.
std::string identifier(std::string_view text);

// Value slots of `records`.
inline constexpr unsigned slot_facets = 0;  ///< pack() of the record's codes
inline constexpr unsigned slot_date = 1;    ///< "YYYYMMDD" of the start of `issued`, missing parts "00"; empty: no date
inline constexpr unsigned slot_place = 3;   ///< pack_places() of the record
inline constexpr unsigned slot_title = 2;   ///< first 200 bytes of the title in the record's own language
// Value slots of `passages`.
inline constexpr unsigned slot_number = 0;  ///< of the unit, sortable_serialise

// Document data. records: {"id":...,"passages":how many,"text":key of the units, 0 where it may not be
// shown,"version":n} as JSON; passages: "<record id>:<number>".

// Metadata keys of both databases. `passages` is committed first: it may be ahead of `records` for a moment, never
// behind.
inline constexpr const char* key_version = "index-version";
inline constexpr const char* key_revision = "catalogue-sequence";  ///< decimal: what the index covers
inline constexpr const char* key_translations =
    "translation-sequence";                                ///< decimal: Translations::sequence() it covers
inline constexpr const char* key_built = "built";          ///< ISO instant of the last commit
inline constexpr const char* key_thesaurus = "thesaurus";  ///< Thesaurus::version() that its concepts were found with

/// The facets, in display order. `scheme`: of the vocabulary that labels it (empty: labels come from elsewhere:
/// events); `tree`: codes have parents.
struct FacetField {
    std::string_view name, scheme;
    bool tree = false;
};
inline constexpr std::array facets = {
    FacetField{"kind", "kind"},        FacetField{"theme", "theme", true}, FacetField{"axis", "axis"},
    FacetField{"country", "country"},  FacetField{"series", ""},           FacetField{"event", ""},
    FacetField{"doclang", "language"}, FacetField{"sdg", "sdg", true},     FacetField{"level", "level"},
    FacetField{"pop", "population"},   FacetField{"stage", "stage"},       FacetField{"evidence", "evidence"},
    FacetField{"access", "access"},    FacetField{"primary", "axis"},      FacetField{"needs", "needs"},
    FacetField{"budget", "budget"},    FacetField{"adopted", "adopted"},   FacetField{"confirmed", "confirmed"},
};

/// Codes of one record by facet, as given (ancestors are not added here), without repeats. "doclang" holds two-letter
/// codes; "series" follows from the event.
using Codes = std::map<std::string, std::vector<std::string>>;
Codes codes_of(const Record& record, const Vocabulary& vocabulary, const std::string& today);

/// Codes and year in one value: what the searcher loads its columns from. unpack(pack(x)) == x for everything
/// codes_of() returns; unknown facets and codes with control characters are left out.
std::string pack(const Codes& codes, std::optional<int> year);
std::pair<Codes, std::optional<int>> unpack(std::string_view packed);

/// The first places of a record, else its countries, with what a gazetteer knows them by. unpack_places() gives them
/// back: name, country, geonames, lat, lon and population.
std::string pack_places(const Record& work);
std::vector<Place> unpack_places(std::string_view packed);

/// Parent of a code in a tree facet ("amb.res" -> "amb", "11.3" -> "11"); empty at the top. By the text alone: the
/// first dot divides.
std::string_view parent(std::string_view code);

/// `data`/index/<n> that is in use, with the databases records/ and passages/; nothing when there is no index.
/// `index/current` is a text file that holds the number.
std::optional<std::filesystem::path> current_generation(const std::filesystem::path& data);

}  // namespace acervo::fields
