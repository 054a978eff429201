// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <filesystem>
#include <string>
#include <vector>

namespace acervo {

/// What is installed to build tables from.
struct DictionarySources {
    struct File {
        std::filesystem::path path;
        std::string package;   ///< the Debian package, by the names of folder and file
        std::string from, to;  ///< analysed languages; `to` only of a bilingual dictionary
    };
    std::vector<File> analysers;       ///< X-Y.automorf.bin: forms of X
    std::vector<File> bilinguals;      ///< X-Y.autobil.bin: lemmas of X and Y
    std::vector<File> thesauri;        ///< th_XX*.dat
    std::vector<std::string> missing;  ///< packages that Acervo makes use of and that are not there
};

/// Looks through folders and those in them, in the order of their names. Dialects and other directions that add nothing
/// are passed over.
DictionarySources find_dictionary_sources(const std::vector<std::filesystem::path>& folders);

/// Where Debian's packages put them.
const std::vector<std::filesystem::path>& dictionary_folders();

}  // namespace acervo
