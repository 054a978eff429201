// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/*.cpp: statements of RDF, whatever the syntax they are written in.

#include <functional>
#include <string>
#include <string_view>

namespace acervo::rdf {

inline constexpr std::string_view syntax = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// A node of the graph or a literal.
struct Term {
    enum class Kind { address, blank, literal };
    Kind kind = Kind::address;
    std::string text;      ///< address, name of a blank node (unique in the document), or the literal's characters
    std::string language;  ///< xml:lang of a literal, as written; empty: none
    bool operator==(const Term&) const = default;
};

struct Statement {
    Term subject;
    std::string predicate;  ///< address
    Term object;
    long line = 0;  ///< where it stands, from 1
};

using Visit = std::function<void(const Statement&)>;

/// The statements of a document in RDF/XML, Turtle or N-Triples (told apart by how it begins), in the order in which
/// they stand. @throws Error (bad_input) naming the line
void read(std::string_view bytes, const Visit& visit);

/// RDF/XML (W3C, 2014). XML literals count as their text; statements about statements (rdf:ID on a property) are passed
/// over.
void read_xml(std::string_view bytes, const Visit& visit);

/// Turtle (W3C, 2014), of which N-Triples is a part. Nesting beyond 64 brackets is refused.
void read_turtle(std::string_view bytes, const Visit& visit);

}  // namespace acervo::rdf
