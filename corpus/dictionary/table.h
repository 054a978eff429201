// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Private to corpus/dictionary/.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/dictionary/dictionary.h"
#include "corpus/dictionary/format.h"

namespace acervo {

/// One language's table, over bytes that somebody else keeps. The bytes may be anything: what they name is checked
/// where it is used, and a wrong offset is an empty answer.
class DictionaryTable {
public:
    /// @throws Error (broken) when the bytes are not a whole, unharmed table of this version
    explicit DictionaryTable(std::string_view bytes);

    /// What is looked up: one form as two keys.
    struct Form {
        explicit Form(std::string_view typed);
        std::string key;      ///< dictionary_key
        std::string lowered;  ///< lower()
    };
    /// These answer as the functions of Dictionary do.
    FormKnowledge knowledge(const Form& form) const;
    std::vector<Translation> translate(const Form& form, const std::string& to) const;
    std::vector<std::string> synonyms(const Form& form) const;
    std::vector<std::string> lemmas(const Form& form) const;
    std::size_t multiword(const std::vector<std::string>& words, std::size_t at) const;

private:
    /// A text and a list: an entry of the sections that are searched.
    struct Entry {
        std::uint32_t text, list;
    };

    std::string_view section(const dictionary_format::Section& named) const;
    static std::uint32_t number(std::string_view numbers, std::size_t index);
    static std::size_t count(std::string_view entries) { return entries.size() / sizeof(Entry); }
    static Entry entry(std::string_view entries, std::size_t index);
    std::string_view text(std::uint32_t offset) const;
    template <typename Visit>
    void each_item(std::uint32_t list, Visit&& visit) const;
    template <typename Visit>
    void each_form_item(std::uint32_t list, const Form& form, Visit&& visit) const;
    template <typename Visit>
    void each_lemma(const Form& form, Visit&& visit) const;
    std::size_t lower_bound(std::string_view entries, std::string_view key) const;
    /// The list of the entry with this text.
    std::optional<std::uint32_t> find(std::string_view entries, std::string_view key) const;

    std::string_view bytes_, texts_, lists_, forms_, lemmas_, synonyms_;
    std::map<std::string, std::string_view, std::less<>> translations_;
};

}  // namespace acervo
