// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// Reads names of people. What stands in small letters elsewhere in the volume is a word and no name, however a title
/// is written.
class People {
public:
    explicit People(const std::vector<std::string_view>& texts);
    /// Names in a printed line; empty when any part of it reads like something else. Marks of notes, titles of address
    /// and the joining words of es, pt and en are left out.
    std::vector<Agent> in(std::string_view line) const;

    bool has(std::string_view line) const { return !in(line).empty(); }

private:
    bool is_person(const std::string& name) const;
    std::unordered_map<std::string, int> small_;  ///< words written small, and how often
};

/// Two lines of names: one that was cut within a list or a name goes on, else each holds names of its own. `full`: the
/// first one was cut because there was no room.
std::string joined_names(const std::string& one, const std::string& next, bool full, const People& people);

/// A printed page number: "12", or roman from "i" to "cccxcix". `roman` tells which.
struct PageNumber {
    int value = 0;
    bool roman = false;
    bool operator==(const PageNumber&) const = default;
};
std::optional<PageNumber> page_number(std::string_view text);

}  // namespace acervo::volume
