// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo::volume {

/// Folded letters and digits only: what two printings of one title have in common.
std::string letters_of(std::string_view text);

/// Whether two titles are the same but for their printing: equal letters, or one is a long beginning of the other.
bool same_title(const std::string& letters, const std::string& other);

/// What stands before, between or after the works of a volume: forewords, committees, indexes, acknowledgements.
bool is_front_matter(std::string_view title);

/// Whether the line is the heading of a table of contents.
bool is_contents_heading(std::string_view line);

/// Where a line begins an abstract or keywords ("Resumen:", "Palavras-chave", "ABSTRACT").
bool begins_abstract(std::string_view line);

/// Names of people in a printed line; empty when any part of it reads like something else. Marks of notes, titles
/// of address and the joining words of es, pt and en are left out.
std::vector<Agent> people_in(std::string_view line);

/// A printed page number: "12", or roman from "i" to "cccxcix". `roman` tells which.
struct PageNumber {
    int value = 0;
    bool roman = false;
    bool operator==(const PageNumber&) const = default;
};
std::optional<PageNumber> page_number(std::string_view text);

}  // namespace acervo::volume
