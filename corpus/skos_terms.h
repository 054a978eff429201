// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/skos*.cpp: the names that SKOS and its neighbours give to things.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/skos.h"

namespace acervo::skos_terms {

inline constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view skos_xl = "http://www.w3.org/2008/05/skos-xl#";
inline constexpr std::string_view dublin_core = "http://purl.org/dc/terms/";
inline constexpr std::string_view theme = "urn:acervo:theme:";  ///< and a code of our vocabulary

enum class Property {
    type,
    preferred,
    alternative,
    hidden,
    xl_preferred,
    xl_alternative,
    xl_hidden,
    literal_form,
    value,
    notation,
    definition,
    scope_note,
    broader,
    narrower,
    related,
    in_scheme,
    top_of,
    has_top,
    exact_match,
    close_match,
    broad_match,
    narrow_match,
    related_match,
    title,
    licence,
    rights
};
enum class Kind { unknown, thesaurus_concept, scheme, other };

/// The property of this address; nothing when it is none that we read.
std::optional<Property> property_of(std::string_view address);
/// What an rdf:type says.
Kind kind_of(std::string_view address);
/// "exactMatch" ... of a mapping property.
std::optional<std::string_view> match_name(Property property);

/// "residuos" of "http://example.org/tema#residuos" and "urn:tema:residuos".
std::string last_part(std::string_view address);
/// ThesaurusConcept::themes, from its matches.
std::vector<std::string> themes_of(const ThesaurusConcept& entry);

}  // namespace acervo::skos_terms
