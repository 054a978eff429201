// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/dictionary/dictionary.h"

namespace acervo {

/// What goes into one language's table.
struct TableContent {
    struct Form {
        std::vector<std::uint32_t> lemmas;   ///< their numbers, the more frequent part of speech first
        std::vector<std::string> spellings;  ///< lower(); those that are not the key itself
        bool unaccented = false;             ///< the key is a spelling too
    };

    /// A form of a lemma, or of none that is known. Texts that a table cannot hold (over 255 bytes, or without a
    /// letter) are passed over.
    void add_form(std::string_view written, std::optional<std::uint32_t> lemma);
    void add_synonyms(std::string_view headword, const std::vector<std::string>& synonyms);

    std::vector<std::string> lemmas;              ///< by number
    std::unordered_map<std::string, Form> forms;  ///< by dictionary_key
    /// By target language and number of the lemma; as many lists as lemmas.
    std::map<std::string, std::vector<std::vector<Translation>>> translations;
    std::map<std::string, std::vector<std::string>> synonyms;  ///< by dictionary_key of the headword
};

/// The bytes of the table's file. @throws Error (too_large) beyond what the layout can number
std::string write_table(const TableContent& content);

}  // namespace acervo
