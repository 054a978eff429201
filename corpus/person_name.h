// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "corpus/record.h"

namespace acervo {

/// A name in the parts that lists of references sort and shorten by.
struct PersonName {
    std::string family;  ///< what it is sorted under: "Silva Júnior", "García Márquez", "Ortega y Gasset", "Las Heras"
    std::string given;          ///< "José Carlos", "M. A."
    std::string particle;       ///< that stands between the two and behind the given name in lists: "da", "de la"
    std::string suffix;         ///< that stands apart in lists: "Jr.", "III" of names in English
    bool organization = false;  ///< all of it is in `family`
    auto operator<=>(const PersonName&) const = default;

    /// "José da Silva Júnior"
    std::string in_order() const;
    /// "Silva Júnior, José da"; "Brown, James, Jr."
    std::string inverted() const;
    /// "J. C."; of a compound with a hyphen "J.-C."; words in small letters as they are ("M. del C.").
    std::string initials() const;
};

/// The parts of an agent's name, in order ("José da Silva Júnior") or inverted ("Silva Júnior, José da"). What is not
/// written into it is told by the custom of its people, known by its country, its particles and letters, else by
/// `language` of the work:
/// - in Portuguese the last surname counts, with Filho, Neto, Júnior, Sobrinho and compounds such as Castelo Branco;
/// - in Spanish (Catalan, Galician) both surnames count; a table of given names tells "María José Pérez" from "María
///   García Pérez"; "de" and "del" are left out of the sorting, an article ("Las Heras") is not;
/// - elsewhere the last word, with its particle (van der Berg).
/// Capitals ("GARCÍA PÉREZ José") mark the surname and become small letters.
PersonName person_name(const Agent& agent, const std::string& language);

}  // namespace acervo
