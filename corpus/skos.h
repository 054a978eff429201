// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// SKOS, the W3C's data model of thesauri, as a value.
namespace acervo {

/// One concept. Its languages are BCP 47 tags as written ("pt-PT"); labels without a language stand under "und".
struct ThesaurusConcept {
    std::string id;      ///< skos:notation, else the last part of the address; unique in its file
    std::string uri;     ///< empty: a blank node
    std::string scheme;  ///< address of the (first) skos:ConceptScheme it belongs to; may be empty
    std::map<std::string, std::string> preferred;                  ///< one label a language
    std::map<std::string, std::vector<std::string>> alternatives;  ///< other labels
    std::map<std::string, std::vector<std::string>> hidden;        ///< looked for, never shown: misspellings
    std::map<std::string, std::string> definition;                 ///< skos:definition, else skos:scopeNote
    std::vector<std::string> broader, narrower, related;           ///< ids, in the order of the file
    std::map<std::string, std::vector<std::string>> matches;       ///< addresses elsewhere by "exactMatch" ...
    /// Codes of the vocabulary "theme" that the concept falls under: of its exact, close and broad matches those that
    /// are "urn:acervo:theme:<code>".
    std::vector<std::string> themes;
    bool operator==(const ThesaurusConcept&) const = default;

    /// The label for a reader of the language: of the tag, of its language, of a kindred one; never empty.
    const std::string& label(const std::string& language) const;
};

/// What a SKOS file holds.
struct Skos {
    std::string uri;                           ///< of its first concept scheme; may be empty
    std::map<std::string, std::string> title;  ///< of that scheme, by language
    std::string licence;                       ///< dcterms:license, else dcterms:rights
    std::vector<ThesaurusConcept> concepts;    ///< in the order of the file
    bool operator==(const Skos&) const = default;
};

/// A thing of a file that was read otherwise than written.
struct SkosRemark {
    long line = 0;
    std::string concept_id;
    std::string text;  ///< what and what to do
};

/// Reads RDF/XML with SKOS or SKOS-XL labels, in any of their ways of writing. Relations are completed: one direction
/// is enough, `narrower` and `related` hold both. What can be mended is (a second preferred label becomes an
/// alternative, a relation to what is not in the file is left out) and leaves a remark.
/// @throws Error (bad_input) naming line, concept and remedy: not well-formed, declares entities, holds no concept with
/// a label, a concept above itself; (too_large) beyond 64 MB or 200,000 concepts
Skos read_skos(std::string_view bytes, std::vector<SkosRemark>* remarks = nullptr);
Skos read_skos_file(const std::filesystem::path& file, std::vector<SkosRemark>* remarks = nullptr);

/// Tidy RDF/XML, one concept after the other: read_skos(write_skos(x)) == x for every x that was read.
std::string write_skos(const Skos& skos);

}  // namespace acervo
