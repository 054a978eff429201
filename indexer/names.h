// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace acervo {

/// A place as a record names it.
struct PlaceName {
    std::string name, subdivision, country;  ///< country: ISO 3166-1 alpha-2
    bool operator==(const PlaceName&) const = default;
};

/// The boolean terms under which a record's names stand in the index (fields::name_person, name_organization,
/// name_place, place_word): its creators, contributors and those of its parts, each person once however the name is
/// turned ("Freire, Paulo" and "Paulo Freire"), and its places. Each term once.
std::vector<std::string> name_terms(const Record& record);

/// What the form of a fields::name_place term says; nothing when it is none.
std::optional<PlaceName> read_place(std::string_view form);

}  // namespace acervo
