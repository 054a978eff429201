// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace acervo {

/// What build_dictionary did.
struct DictionaryReport {
    struct Table {
        std::string language;
        std::size_t forms = 0, lemmas = 0, headwords = 0;  ///< headwords: of the thesaurus
        std::map<std::string, std::size_t> translated;     ///< by target language: lemmas with a translation
        std::uintmax_t bytes = 0;
    };
    std::vector<Table> tables;
    std::vector<std::string> packages;  ///< what they were made from
    std::vector<std::string> missing;   ///< packages that would have added to them
    std::vector<std::string> problems;  ///< files that could not be read: a sentence each
    double seconds = 0;
};

/// Makes the tables of a data folder's `dict` from the dictionaries of Apertium and the MyThes thesauri in `sources`
/// (empty: where Debian puts them). Each table is written aside and renamed, so readers see
/// the old or the new one; tables of languages that have no dictionary any more are removed. `progress` is told what is
/// being read. @throws Error: not_found when there is nothing to build from, and those of writing
DictionaryReport build_dictionary(const std::filesystem::path& folder,
                                  const std::vector<std::filesystem::path>& sources = {},
                                  const std::function<void(const std::string&)>& progress = {});

}  // namespace acervo
