// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/dictionary/dictionary.h"

namespace acervo {

/// What goes into one language's table.
struct TableContent {
    struct Spelling {
        std::string text;                   ///< lower()
        std::vector<std::uint32_t> lemmas;  ///< their numbers
    };
    struct Form {
        std::vector<Spelling> spellings;
        unsigned analysers = 0;      ///< how many have it
        unsigned last_analyser = 0;  ///< the one that was last to give it
    };

    /// A form of a lemma, or of none that is known. Texts that a table cannot hold (over 255 bytes, or without a
    /// letter) are passed over. `analyser` tells one from the next; 0: the form says nothing about its language.
    void add_form(std::string_view written, std::optional<std::uint32_t> lemma, unsigned analyser = 1);
    /// Of one sense of a headword. The table keeps the 40 that most senses name.
    void add_synonyms(std::string_view headword, const std::vector<std::string>& synonyms);

    unsigned analysers = 1;                       ///< how many the forms come from
    std::vector<std::string> lemmas;              ///< by number
    std::unordered_map<std::string, Form> forms;  ///< by dictionary_key
    /// By target language and number of the lemma; as many lists as lemmas.
    std::map<std::string, std::vector<std::vector<Translation>>> translations;
    /// By dictionary_key of the headword; with the number of senses that name each.
    std::map<std::string, std::vector<std::pair<std::string, std::uint32_t>>> synonyms;
};

/// The bytes of the table's file. @throws Error (too_large) beyond what the layout can number
std::string write_table(const TableContent& content);

}  // namespace acervo
